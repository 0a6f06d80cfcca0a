package account

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// meaning is what a policy says, statement by statement and sorted, whatever
// its text looks like. Statements have no order, and neither a Sid nor the Id
// of the document changes what they say (AWS documentation, 2026-11).
type meaning []saying

// saying is one statement: its meaning in one spelling, and in words.
type saying struct{ text, words string }

// As tells whether the document that the account has says the same as that of
// Terraform's state, or whether nobody has read the account.
func (d *Document) As(state Document) bool {
	return d.from.Source != FromLive || d.like(&state, nil) == True
}

// sameText tells whether two documents are one JSON value, which is told faster
// than what they mean.
func (d *Document) sameText(o *Document) bool {
	if d.state != documentRead || o.state != documentRead || d.text.text == "" || strings.Contains(d.text.text, Hole) {
		return false
	}
	a, b := jsontext.Value(d.text.text), jsontext.Value(o.text.text)
	if err := a.Canonicalize(); err != nil {
		return false
	}
	err := b.Canonicalize()
	return err == nil && bytes.Equal(a, b) && a.Kind() == '{'
}

// meaning reads the document anew, so that its text stays. It is not known of a
// document that nobody could read, or of which a part is not known yet.
func (d *Document) meaning() (meaning, bool) {
	if d.state == documentAbsent {
		return nil, true
	}
	if d.state != documentRead || d.text.text == "" || strings.Contains(d.text.text, Hole) {
		return nil, false
	}
	return meaningOf(d.text.text)
}

func meaningOf(text string) (meaning, bool) {
	clauses, err := readStatements(text)
	if err != nil {
		return nil, false
	}
	if trimmed := strings.TrimSpace(text); strings.HasPrefix(trimmed, "%") {
		text, _ = url.PathUnescape(trimmed) // which readStatements could
	}
	var doc struct {
		Version   string
		Statement jsontext.Value
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		return nil, false
	}
	list, err := listOf(doc.Statement)
	if err != nil || len(list) != len(clauses) {
		return nil, false
	}
	m := make(meaning, len(list))
	for i, raw := range list {
		one, ok := plainStatement(raw, doc.Version)
		if !ok {
			return nil, false
		}
		m[i] = saying{one, clauses[i].summary()}
	}
	slices.SortFunc(m, func(a, b saying) int { return strings.Compare(a.text, b.text) })
	return m, true
}

// plainStatement brings a statement to one spelling, as IAM does: lists of one
// and single values are the same, and lists have no order. The version matters
// only where there are policy variables.
func plainStatement(raw jsontext.Value, version string) (string, bool) {
	var statement map[string]any
	if err := json.Unmarshal(raw, &statement); err != nil {
		return "", false
	}
	delete(statement, "Sid")
	for name, value := range statement {
		switch name {
		case "Effect":
		case "Principal", "NotPrincipal":
			statement[name] = plainPrincipal(value)
		case "Condition":
			statement[name] = plainCondition(value)
		case "Action", "NotAction":
			statement[name] = plainList(value, strings.ToLower)
		default:
			statement[name] = plainList(value, nil)
		}
	}
	if conditions, ok := statement["Condition"].(map[string]any); ok && len(conditions) == 0 {
		delete(statement, "Condition")
	}
	if version != currentVersion && strings.Contains(string(raw), "${") {
		statement["Version"] = firstVersion
	}
	text, err := json.Marshal(statement, json.Deterministic(true))
	return string(text), err == nil
}

// plainList sorts what is one text or a list of texts.
func plainList(value any, fold func(string) string) any {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	texts := make([]string, 0, len(list))
	for _, item := range list {
		text := fmt.Sprint(item)
		if fold != nil {
			text = fold(text)
		}
		texts = append(texts, text)
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

// rootOf is the ARN by which IAM writes the number of an account.
var rootOf = regexp.MustCompile(`^arn:[^:]+:iam::(\d{12}):root$`)

func plainPrincipal(value any) any {
	kinds, ok := value.(map[string]any)
	if !ok {
		kinds = map[string]any{"AWS": value}
	}
	plain := map[string]any{}
	for kind, names := range kinds {
		plain[kind] = plainList(names, func(name string) string { return rootOf.ReplaceAllString(name, "$1") })
	}
	return plain
}

func plainCondition(value any) any {
	operators, ok := value.(map[string]any)
	if !ok {
		return value
	}
	plain := map[string]any{}
	for operator, keys := range operators {
		values, ok := keys.(map[string]any)
		if !ok {
			return value
		}
		folded := map[string]any{}
		for key, list := range values {
			folded[strings.ToLower(key)] = plainList(list, nil)
		}
		plain[operator] = folded
	}
	return plain
}

func (m meaning) same(o meaning) bool {
	return slices.EqualFunc(m, o, func(a, b saying) bool { return a.text == b.text })
}

// without returns in words what another document does not say, a few of it.
func (m meaning) without(o meaning) string {
	const most = 3
	var words []string
	for _, one := range m {
		switch {
		case slices.ContainsFunc(o, func(s saying) bool { return s.text == one.text }):
		case len(words) == most:
			return strings.Join(append(words, "more"), "; ")
		default:
			words = append(words, one.words)
		}
	}
	return strings.Join(words, "; ")
}

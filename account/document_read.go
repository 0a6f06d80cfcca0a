package account

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// largestDocument bounds the work on hostile input. Among AWS's own policies,
// which know no limit, ReadOnlyAccess has 84 KB and the longest 137 (2026-11).
const largestDocument = 256 << 10

// documentReader reads the elements of one document. Whatever AWS would not
// accept, or might read in another way than we do, is an error: such a
// document is unreadable, never harmless.
type documentReader struct{ version string }

// The versions of the policy language. A document without one is of the
// first, in which "${aws:username}" is plain text.
const (
	firstVersion   = "2008-10-17"
	currentVersion = "2012-10-17"
)

// readStatements reads a whole document.
func readStatements(text string) ([]*clause, error) {
	if len(text) > largestDocument {
		return nil, errors.New("longer than any policy can be")
	}
	if trimmed := strings.TrimSpace(text); strings.HasPrefix(trimmed, "%") {
		plain, err := url.PathUnescape(trimmed)
		if err != nil {
			return nil, fmt.Errorf("URL-encoded policy: %w", err)
		}
		text = plain
	}
	var doc struct {
		Version   jsontext.Value `json:"Version"`
		ID        jsontext.Value `json:"Id"`
		Statement jsontext.Value `json:"Statement"`
	}
	if err := json.Unmarshal([]byte(text), &doc, json.RejectUnknownMembers(true)); err != nil {
		return nil, fmt.Errorf("decode policy: %w", err)
	}
	r := documentReader{version: firstVersion}
	if err := r.header(doc.Version, doc.ID); err != nil {
		return nil, err
	}
	return r.statements(doc.Statement)
}

func (r *documentReader) header(version, id jsontext.Value) error {
	if id != nil {
		if _, err := stringOf(id); err != nil {
			return fmt.Errorf("Id: %w", err)
		}
	}
	if version == nil {
		return nil
	}
	v, err := stringOf(version)
	if err != nil {
		return fmt.Errorf("Version: %w", err)
	}
	if v != firstVersion && v != currentVersion && !isHole(v) {
		return fmt.Errorf("version %q is not one of the policy language", v)
	}
	r.version = v
	return nil
}

// statements reads the statement, or the list of them.
func (r *documentReader) statements(raw jsontext.Value) ([]*clause, error) {
	if raw == nil {
		return nil, errors.New("no statement")
	}
	list, err := listOf(raw)
	if err != nil {
		return nil, err
	}
	all := make([]*clause, 0, len(list))
	for i, one := range list {
		s, err := r.statement(one)
		if err != nil {
			return nil, fmt.Errorf("statement %d: %w", i, err)
		}
		s.number, s.partial = i, isHole(r.version) || hasHole(one)
		all = append(all, s)
	}
	return all, nil
}

// rawStatement has the elements of a statement; their names are exact.
type rawStatement struct {
	Sid          jsontext.Value `json:"Sid"`
	Effect       jsontext.Value `json:"Effect"`
	Principal    jsontext.Value `json:"Principal"`
	NotPrincipal jsontext.Value `json:"NotPrincipal"`
	Action       jsontext.Value `json:"Action"`
	NotAction    jsontext.Value `json:"NotAction"`
	Resource     jsontext.Value `json:"Resource"`
	NotResource  jsontext.Value `json:"NotResource"`
	Condition    jsontext.Value `json:"Condition"`
}

func (r *documentReader) statement(raw jsontext.Value) (*clause, error) {
	if s, err := stringOf(raw); err == nil && isHole(s) {
		return r.elements(rawStatement{Effect: raw, Principal: raw, Action: raw, Resource: raw, Condition: raw})
	}
	var st rawStatement
	if err := json.Unmarshal(raw, &st, json.RejectUnknownMembers(true)); err != nil {
		return nil, fmt.Errorf("decode: %w", err)
	}
	if raw.Kind() != '{' {
		return nil, errors.New("not an object")
	}
	return r.elements(st)
}

// hasHole tells whether a part of the element is not known. The placeholder
// may be escaped in the JSON.
func hasHole(raw jsontext.Value) bool {
	return strings.Contains(string(raw), Hole) || strings.Contains(strings.ToLower(string(raw)), `\ue5c2`)
}

// isHole tells whether nothing at all is known of the text.
func isHole(s string) bool { return s == Hole }

// stringOf decodes a JSON string and nothing else.
func stringOf(raw jsontext.Value) (string, error) {
	if raw.Kind() != '"' {
		return "", fmt.Errorf("%v is not a string", raw.Kind())
	}
	var s string
	err := unmarshal(raw, &s)
	return s, err
}

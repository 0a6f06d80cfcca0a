package source

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"

	"github.com/soc2gate/soc2gate/account"
)

// Doc is the text of a policy document, with account.Hole and account.NewName
// where something is not known yet.
type Doc struct {
	Text      string
	Holes     []Origin // what each depends on, in the order of the text; empty where that is more than one attribute
	Sensitive bool     // the text may be judged and not be shown
}

// Document rebuilds the JSON policy document in an attribute. It is false if
// not even the structure of the document can be told for certain.
func (s *Sources) Document(address, path string) (doc Doc, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if recover() != nil {
			doc, ok = Doc{}, false
		}
	}()
	e := s.evaluation()
	v, p, why := e.attribute(address, path)
	if why != "" {
		return Doc{}, false
	}
	text, secret, ok := e.documentText(v)
	if !ok || e.over {
		return Doc{}, false
	}
	if want, known := p.at(path).text(); known && want != text && !sameJSON(want, text) {
		return Doc{}, false
	}
	doc, ok = e.render(text)
	doc.Sensitive = doc.Sensitive || secret
	return doc, ok
}

// documentText is the text of a value. One that is the result of a policy
// document data source is the text of that.
func (e *evaluation) documentText(v cty.Value) (text string, secret, ok bool) {
	plain, marks := v.Unmark()
	_, secret = marks[secretMark{}]
	if doubtful(marks) || plain.IsNull() || (plain.Type() != cty.String && plain.Type() != cty.DynamicPseudoType) {
		return "", secret, false
	}
	text, ok = e.textOf(v)
	if n, lone := e.lone(text); ok && lone {
		return e.dataDocument(e.holes[n], secret)
	}
	return text, secret, ok
}

func (e *evaluation) dataDocument(h hole, secret bool) (string, bool, bool) {
	if !h.same || !isDocument(h.origins[0]) {
		return "", secret, false
	}
	text, within, ok := e.policy(h.origins[0].Address)
	return text, secret || within || h.secret, ok
}

// isDocument tells whether an attribute is the text that a policy document data
// source writes, which is never empty.
func isDocument(o Origin) bool {
	a, ok := parseAddress(o.Address)
	return ok && strings.HasPrefix(a.block, "data.aws_iam_policy_document.") && (o.Path == "json" || o.Path == "minified_json")
}

// render puts placeholders into the holes of a document.
func (e *evaluation) render(text string) (Doc, bool) {
	var doc Doc
	var out strings.Builder
	for _, n := range e.holesIn(text) {
		before, rest, _ := strings.Cut(text, holeText(n))
		h := e.holes[n]
		if !h.encoded && !harmless(e, h) {
			return Doc{}, false // it might end the string that it is in, and write anything
		}
		out.WriteString(before)
		out.WriteString(e.placeholder(h))
		origin := Origin{}
		if len(h.origins) == 1 {
			origin = h.origins[0]
		}
		doc.Holes = append(doc.Holes, origin)
		doc.Sensitive = doc.Sensitive || h.secret
		text = rest
	}
	out.WriteString(text)
	doc.Text = out.String()
	return doc, !strings.ContainsRune(doc.Text, openHole) && jsontext.Value(doc.Text).IsValid()
}

func (e *evaluation) placeholder(h hole) string {
	if h.element {
		h.element = false
		return `"` + e.placeholder(h) + `"`
	}
	if h.same && e.newName(h.origins[0]) {
		return account.NewName
	}
	return account.Hole
}

// accountPaths are attributes that are the number of an account.
var accountPaths = []string{"account_id", "owner_id", "master_account_id", "registry_id"}

// harmless tells whether a value surely has no quotes.
func harmless(e *evaluation, h hole) bool {
	if !h.same {
		return false
	}
	o := h.origins[0]
	a, _ := parseAddress(o.Address)
	kind := strings.TrimPrefix(a.block, "data.")
	return e.newName(o) || strings.HasPrefix(kind, "aws_") && slices.Contains(accountPaths, o.Path)
}

package source

import (
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"
)

// merged puts the document together: source documents, its own statements
// over them, override documents over both. Statements with the same Sid take
// each other's place.
func (w *policyWriter) merged(in map[string]cty.Value) (cty.Value, bool) {
	if in["source_json"] != cty.NilVal || in["override_json"] != cty.NilVal {
		return cty.NilVal, false // legacy arguments, which merge in another way
	}
	version, _, ok := keyText(orNull(in["version"]))
	if !ok {
		version, ok = "2012-10-17", in["version"] == cty.NilVal
	}
	doc := map[string]cty.Value{"Version": cty.StringVal(version)}
	if id, given := in["policy_id"]; given {
		doc["Id"] = id
	}
	var all statementList
	w.documents(&all, doc, in["source_policy_documents"])
	for _, s := range w.statements(in["statement"]) {
		w.add(&all, s)
	}
	w.documents(&all, doc, in["override_policy_documents"])
	doc["Statement"] = cty.TupleVal(all.items)
	return cty.ObjectVal(doc), ok && !w.failed
}

type statementList struct {
	items []cty.Value
	sids  map[string]int
}

// add takes one more statement.
func (w *policyWriter) add(all *statementList, s cty.Value) {
	sid := ""
	if v, ok := s.AsValueMap()["Sid"]; ok {
		if sid, _, ok = keyText(v); !ok {
			w.failed = true
		}
	}
	if i, twice := all.sids[sid]; twice && sid != "" {
		all.items[i] = s
		return
	}
	if all.sids == nil {
		all.sids = map[string]int{}
	}
	all.sids[sid] = len(all.items)
	all.items = append(all.items, s)
}

// documents merges whole documents in.
func (w *policyWriter) documents(all *statementList, doc map[string]cty.Value, v cty.Value) {
	if v == cty.NilVal {
		return
	}
	plain, marks := v.Unmark()
	if !plain.IsKnown() || plain.IsNull() || doubtful(marks) || !isList(plain.Type()) || plain.Type().IsSetType() {
		w.failed = true
		return
	}
	for _, item := range plain.AsValueSlice() {
		text, secret, ok := w.documentText(item)
		w.secret = w.secret || secret
		if !ok {
			w.failed = true
			return
		}
		for _, n := range w.holesIn(text) { // what may write anything has no place in the document
			w.failed = w.failed || !w.spend(1+len(text)/64) || !w.holes[n].encoded && !harmless(w.evaluation, w.holes[n])
			if w.holes[n].element {
				text = strings.ReplaceAll(text, holeText(n), `"`+holeText(n)+`"`)
			}
		}
		if text != "" {
			w.document(all, doc, text)
		}
	}
}

func (w *policyWriter) document(all *statementList, doc map[string]cty.Value, text string) {
	var parsed struct {
		Version   string         `json:"Version"`
		ID        string         `json:"Id"`
		Statement jsontext.Value `json:"Statement"`
	}
	if json.Unmarshal([]byte(text), &parsed, json.RejectUnknownMembers(true)) != nil {
		w.failed = true
		return
	}
	if parsed.Version != "" && parsed.Version > doc["Version"].AsString() {
		doc["Version"] = cty.StringVal(parsed.Version)
	}
	if parsed.ID != "" {
		doc["Id"] = w.ofText(parsed.ID)
	}
	statements := list(parsed.Statement)
	if parsed.Statement.Kind() == '{' {
		statements = []jsontext.Value{parsed.Statement}
	}
	for _, one := range statements {
		if one.Kind() != '{' {
			w.failed = true
			return
		}
		w.add(all, w.parsed(one))
	}
}

// parsed makes a value of JSON whose strings may have holes.
func (w *policyWriter) parsed(raw jsontext.Value) cty.Value {
	switch raw.Kind() {
	case '{':
		members := map[string]cty.Value{}
		for name, one := range object(raw) {
			if hasPrivate(name) {
				w.failed = true
			}
			members[name] = w.parsed(one)
		}
		return cty.ObjectVal(members)
	case '[':
		var items []cty.Value
		for _, one := range list(raw) {
			items = append(items, w.parsed(one))
		}
		return cty.TupleVal(items)
	case '"':
		var s string
		if json.Unmarshal(raw, &s) != nil {
			w.failed = true
		}
		return w.ofText(s)
	}
	return scalar(raw)
}

package source

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// policy rebuilds the text of a data.aws_iam_policy_document that will be read
// during apply, as the provider is going to write it.
func (e *evaluation) policy(address string) (text string, secret, ok bool) {
	if e.busy[address] || e.depth > maxDepth/4 {
		return "", false, false
	}
	e.busy[address] = true
	e.depth++
	defer func() {
		delete(e.busy, address)
		e.depth--
	}()
	p, why := e.find(address)
	if why != "" || e.trust(p) != "" || !e.statementsAgree(p) {
		return "", false, false
	}
	w := &policyWriter{evaluation: e}
	body := e.bodyValue(p.block.Body, p.env)
	doc, ok := w.merged(w.members(body))
	if !ok || w.failed {
		return "", false, false
	}
	j := &jsonWriter{evaluation: e, marks: cty.ValueMarks{}}
	ok = j.value(doc, 0)
	_, secret = e.deep(body)[secretMark{}]
	return j.out.String(), secret || w.secret, ok
}

// policyWriter turns the arguments of the data source into a document.
type policyWriter struct {
	*evaluation
	failed bool // something cannot be told
	secret bool
}

// members are the parts of a known object, null ones left out.
func (w *policyWriter) members(v cty.Value) map[string]cty.Value {
	plain, marks := v.Unmark()
	if !plain.IsKnown() || plain.IsNull() || doubtful(marks) || !plain.CanIterateElements() || plain.Type().IsTupleType() {
		w.failed = true
		return nil
	}
	all := plain.AsValueMap()
	for name, one := range all {
		if bare, _ := one.Unmark(); bare.IsNull() {
			delete(all, name)
		}
	}
	return all
}

// blocks are the nested blocks of a type. Those that cannot be counted leave
// the document open.
func (w *policyWriter) blocks(v cty.Value) []cty.Value {
	if v == cty.NilVal {
		return nil
	}
	plain, marks := v.Unmark()
	ty := plain.Type()
	switch {
	case !plain.IsKnown() || plain.IsNull() || doubtful(marks):
	case ty.IsTupleType() || ty.IsListType() || ty.IsSetType():
		return plain.AsValueSlice()
	case ty.IsObjectType():
		return []cty.Value{plain}
	}
	w.failed = true
	return nil
}

// statements are the document's own statements.
func (w *policyWriter) statements(v cty.Value) []cty.Value {
	var all []cty.Value
	for _, block := range w.blocks(v) {
		all = append(all, w.statement(w.members(block)))
	}
	return all
}

func (w *policyWriter) statement(in map[string]cty.Value) cty.Value {
	out := map[string]cty.Value{"Effect": cty.StringVal("Allow")}
	if effect, ok := in["effect"]; ok {
		out["Effect"] = effect
	}
	if sid, ok := in["sid"]; ok && !sid.RawEquals(cty.StringVal("")) {
		out["Sid"] = sid
	}
	for argument, element := range elementNames {
		if v, ok := in[argument]; ok {
			w.texts(out, element, v, argument != "actions" && argument != "not_actions")
		}
	}
	w.principals(out, "Principal", in["principals"])
	w.principals(out, "NotPrincipal", in["not_principals"])
	w.conditions(out, in["condition"])
	return cty.ObjectVal(out)
}

var elementNames = map[string]string{
	"actions": "Action", "not_actions": "NotAction", "resources": "Resource", "not_resources": "NotResource",
}

// texts writes a list of strings; an empty one is left out.
func (w *policyWriter) texts(out map[string]cty.Value, name string, v cty.Value, variables bool) {
	items, open := w.list(v, variables)
	switch {
	case open:
		out[name] = v
	case len(items) == 1:
		out[name] = items[0]
	case len(items) > 0:
		out[name] = cty.TupleVal(items)
	}
}

// list returns strings with their policy variables as IAM writes them. A list
// of which nothing is known is open.
func (w *policyWriter) list(v cty.Value, variables bool) (items []cty.Value, open bool) {
	plain, marks := v.Unmark()
	if !plain.IsKnown() {
		return nil, true
	}
	ty := plain.Type()
	if plain.IsNull() || !isList(ty) {
		w.failed = true
		return nil, false
	}
	for _, item := range plain.AsValueSlice() {
		bare, _ := item.Unmark()
		if bare.IsKnown() {
			text, err := convert.Convert(bare, cty.String)
			if err != nil || text.IsNull() {
				w.failed = true
				continue
			}
			item = text
		}
		text, ok := w.textOf(item.WithMarks(depends(marks)))
		w.failed = w.failed || !ok
		if variables {
			text = strings.ReplaceAll(text, "&{", "${")
		}
		items = append(items, w.ofText(text))
	}
	return items, false
}

package source

import (
	"github.com/zclconf/go-cty/cty"
)

// principals groups identifiers by their type.
func (w *policyWriter) principals(out map[string]cty.Value, name string, v cty.Value) {
	groups := map[string][]cty.Value{}
	open := map[string]cty.Value{}
	for _, block := range w.blocks(v) {
		members := w.members(block)
		kind, _, ok := keyText(orNull(members["type"]))
		w.failed = w.failed || !ok
		items, isOpen := w.list(orNull(members["identifiers"]), true)
		if isOpen {
			open[kind] = members["identifiers"]
		}
		groups[kind] = append(groups[kind], items...)
	}
	if len(groups) == 0 {
		return
	}
	all := map[string]cty.Value{}
	for kind, items := range groups {
		all[kind] = oneOrMore(items)
		if v, ok := open[kind]; ok {
			all[kind] = v
		}
	}
	if len(all) == 1 && len(groups["*"]) == 1 && groups["*"][0].RawEquals(cty.StringVal("*")) {
		out[name] = cty.StringVal("*")
		return
	}
	out[name] = cty.ObjectVal(all)
}

// conditions groups values by operator and key.
func (w *policyWriter) conditions(out map[string]cty.Value, v cty.Value) {
	operators := map[string]map[string]cty.Value{}
	for _, block := range w.blocks(v) {
		members := w.members(block)
		test, _, okTest := keyText(orNull(members["test"]))
		key, _, okKey := keyText(orNull(members["variable"]))
		w.failed = w.failed || !okTest || !okKey
		if operators[test] == nil {
			operators[test] = map[string]cty.Value{}
		}
		items, open := w.list(orNull(members["values"]), true)
		before, twice := operators[test][key]
		switch {
		case open:
			operators[test][key] = members["values"]
		case twice:
			more, beforeOpen := w.list(asList(before), false)
			w.failed = w.failed || beforeOpen
			operators[test][key] = oneOrMore(append(more, items...))
		default:
			operators[test][key] = oneOrMore(items)
		}
		w.failed = w.failed || open && twice
	}
	if len(operators) == 0 {
		return
	}
	all := map[string]cty.Value{}
	for test, keys := range operators {
		all[test] = cty.ObjectVal(keys)
	}
	out["Condition"] = cty.ObjectVal(all)
}

func asList(v cty.Value) cty.Value {
	if plain, _ := v.Unmark(); plain.Type().IsTupleType() {
		return v
	}
	return cty.TupleVal([]cty.Value{v})
}

func oneOrMore(items []cty.Value) cty.Value {
	if len(items) == 1 {
		return items[0]
	}
	return cty.TupleVal(items)
}

func orNull(v cty.Value) cty.Value {
	if v == cty.NilVal {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	return v
}

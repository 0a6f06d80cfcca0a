package source

import (
	"maps"
	"strconv"

	"github.com/zclconf/go-cty/cty"
)

// statementsAgree compares the statements with what the plan knows of them.
func (e *evaluation) statementsAgree(p place) bool {
	body := p.block.Body
	if body.Attributes["statement"] != nil {
		return false // JSON, where they cannot be told from an attribute
	}
	known := p.known.below("statement")
	blocks, _, open := e.elements(body, "statement", p.env)
	if open || isTrue(known.unknown) || len(blocks) != len(list(known.value)) {
		return false
	}
	for i, one := range blocks {
		at := known.below(strconv.Itoa(i))
		if e.disagrees(one.body, one.env, at) != "" {
			return false
		}
		for argument := range elementNames {
			if attr := one.body.Attributes[argument]; attr != nil && !e.listsAgree(e.eval(attr.Expr, one.env), at.below(argument)) {
				return false
			}
		}
	}
	return true
}

// listsAgree compares the strings of a set, as far as both sides know them.
func (e *evaluation) listsAgree(v cty.Value, known planned) bool {
	plain, _ := v.UnmarkDeep()
	if anyTrue(known.unknown, 0) || !plain.IsWhollyKnown() || plain.IsNull() || !isList(plain.Type()) {
		return true
	}
	have, want := map[string]bool{}, map[string]bool{}
	for _, item := range plain.AsValueSlice() {
		text, _ := primitive(item)
		have[text] = true
	}
	for _, item := range list(known.value) {
		text, _ := primitive(scalar(item))
		want[text] = true
	}
	return maps.Equal(have, want)
}

func isList(ty cty.Type) bool { return ty.IsTupleType() || ty.IsListType() || ty.IsSetType() }

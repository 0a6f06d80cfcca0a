package source

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// matching are the blocks that the element of the plan may come from: sets
// have another order than the sources.
func (e *evaluation) matching(all []element, i int, known planned) []element {
	if len(all) == 1 {
		if i == 0 {
			return all
		}
		return nil
	}
	var found []element
	for _, one := range all {
		if e.disagrees(one.body, one.env, known) == "" {
			found = append(found, one)
		}
	}
	return found
}

// agreeing is the value that all candidates have, or one of them.
func (e *evaluation) agreeing(results []cty.Value, r hcl.Range) cty.Value {
	if len(results) == 0 {
		return e.unclear(at(r) + ": no block is like the one in the plan")
	}
	v := results[0]
	for _, other := range results[1:] {
		if !e.sameValue(v, other) {
			v = e.either(v, other, nil, literalAt(r))
		}
	}
	return v
}

// sameValue tells whether two values are one: equal, or the same attribute.
func (e *evaluation) sameValue(a, b cty.Value) bool {
	bareA, marksA := a.Unmark()
	bareB, marksB := b.Unmark()
	if bareA.IsWhollyKnown() && bareB.IsWhollyKnown() {
		return bareA.RawEquals(bareB)
	}
	textA, okA := onlyText(marksA)
	textB, okB := onlyText(marksB)
	return okA && okB && textA == textB && !doubtful(marksA) && !doubtful(marksB)
}

func literalAt(r hcl.Range) *hclsyntax.LiteralValueExpr {
	return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: r}
}

// follow goes on inside of an attribute's value. Elements are told by what
// the plan knows of them: if it is a set, it has another order there.
func (e *evaluation) follow(v cty.Value, path []string, attr *hclsyntax.Attribute, known planned) cty.Value {
	for _, name := range path {
		plain, marks := v.Unmark()
		if plain.IsKnown() && plain.IsNull() {
			return v
		}
		known = known.below(name)
		if plain.IsKnown() && isList(plain.Type()) && plain.LengthInt() > 1 {
			var all []cty.Value
			for _, item := range plain.AsValueSlice() {
				if e.like(item, known, 0) {
					all = append(all, item)
				}
			}
			v = e.agreeing(all, attr.SrcRange).WithMarks(depends(marks))
			continue
		}
		v = e.member(v, cty.StringVal(name), attr.Expr)
	}
	return v
}

// like tells whether a value may be the one in the plan.
func (e *evaluation) like(v cty.Value, known planned, depth int) bool {
	plain, _ := v.Unmark()
	if depth > maxNesting || !e.spend(1) {
		return true
	}
	if isTrue(known.unknown) {
		return !e.wholly(v)
	}
	if want, ok := known.text(); ok {
		have, isText := primitive(plain)
		return !isText || have == want || sameJSON(have, want)
	}
	if !plain.IsKnown() || plain.IsNull() || !plain.Type().IsObjectType() {
		return true
	}
	for _, name := range names(plain.AsValueMap()) {
		if item := plain.GetAttr(name); !e.like(item, known.below(name), depth+1) {
			return false
		}
	}
	return true
}

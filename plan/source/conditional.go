package source

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// conditional evaluates both arms as Terraform does. A condition that is not
// known yet leaves both of them as candidates.
func (e *evaluation) conditional(x *hclsyntax.ConditionalExpr, v *env) cty.Value {
	condition, marks := e.eval(x.Condition, v).UnmarkDeep()
	before := e.trouble
	yes := e.eval(x.TrueResult, v)
	within := e.trouble
	no := e.eval(x.FalseResult, v)
	truth, err := convert.Convert(condition, cty.Bool)
	if err != nil || truth.IsNull() {
		return derived(cty.DynamicPseudoType, marks, cty.NewValueMarks(whyMark{text: at(x.Range()) + ": the condition is no truth"}))
	}
	if !truth.IsKnown() {
		return e.either(yes, no, marks, x)
	}
	taken, other, trouble := yes, no, within
	if truth.False() {
		taken, other, trouble = no, yes, before+e.trouble-within
	}
	e.trouble = trouble
	return e.maybeSet(e.likeArms(taken, other, x), other).WithMarks(only(marks))
}

// likeArms gives the arm that was taken the type that both arms have.
func (e *evaluation) likeArms(taken, other cty.Value, x *hclsyntax.ConditionalExpr) cty.Value {
	if ty := taken.Type(); ty.Equals(other.Type()) || (ty == cty.DynamicPseudoType && !taken.IsKnown()) {
		return taken
	}
	plain, _ := other.UnmarkDeep()
	return e.apply([]cty.Value{taken}, transparent, x, func(args []cty.Value) (cty.Value, error) {
		return valueOf(&hclsyntax.ConditionalExpr{Condition: literal(cty.True), TrueResult: literal(args[0]), FalseResult: literal(plain)})
	})
}

// maybeSet takes the order from a list that becomes a set, if what it has to
// be like is a set in the plan.
func (e *evaluation) maybeSet(v cty.Value, like ...cty.Value) cty.Value {
	plain, _ := v.Unmark()
	if !plain.IsKnown() || plain.IsNull() || plain.Type().IsPrimitiveType() {
		return v
	}
	for _, one := range like {
		if _, loose := e.deep(one)[shapeMark{}]; !loose {
			continue
		}
		if v = e.shapeless(v); isList(plain.Type()) {
			return v.Mark(bagMark{})
		}
	}
	return v
}

// either is a value that is one of two, and nobody knows yet which.
func (e *evaluation) either(yes, no cty.Value, condition cty.ValueMarks, x hclsyntax.Expression) cty.Value {
	marks := soften(depends(condition, e.deep(yes), e.deep(no)))
	marks[whyMark{text: at(x.Range()) + ": the condition is not known before apply"}] = struct{}{}
	ty := cty.DynamicPseudoType
	if yes.Type() == cty.String && no.Type() == cty.String {
		ty = cty.String
	}
	for _, arm := range []cty.Value{yes, no} {
		for _, m := range e.candidates(arm) {
			marks[m] = struct{}{}
		}
	}
	return cty.UnknownVal(ty).WithMarks(marks)
}

// candidates are what an arm may be.
func (e *evaluation) candidates(arm cty.Value) []maybeMark {
	plain, marks := arm.Unmark()
	if plain.IsKnown() {
		return []maybeMark{{}}
	}
	h := holeOf(marks)
	if text, ok := onlyText(marks); ok {
		n, lone := e.lone(text)
		if !lone {
			return []maybeMark{{}}
		}
		h = e.holes[n]
	}
	if len(h.maybe) == 0 {
		return []maybeMark{{}}
	}
	var all []maybeMark
	for _, o := range h.maybe {
		all = append(all, maybeMark{o, h.closed})
	}
	return all
}

// lone returns the hole that is the whole text.
func (s *Sources) lone(text string) (int, bool) {
	holes := s.holesIn(text)
	if len(holes) != 1 || text != holeText(holes[0]) {
		return 0, false
	}
	return holes[0], true
}

package source

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// treatment says what an operation may see of values that are not known yet.
type treatment uint8

const (
	opaque      treatment = iota // unknown values, which no operation looks into
	transparent                  // texts with holes, for operations that only move values
)

// apply calls an operation with values without marks, and gives the result
// the marks that it has to have.
func (e *evaluation) apply(args []cty.Value, how treatment, x hclsyntax.Expression, f func([]cty.Value) (cty.Value, error)) cty.Value {
	plain := make([]cty.Value, len(args))
	marks := cty.ValueMarks{}
	for i, arg := range args {
		plain[i] = e.lower(arg, how, marks)
	}
	if e.over {
		return e.stuck(x, "takes too much work")
	}
	for _, arg := range plain {
		if e.trying > 0 && (!arg.IsKnown() || how == opaque && !arg.IsWhollyKnown()) {
			e.trouble++ // with the value that is not known yet, it may fail
		}
	}
	result, err := f(plain)
	if err != nil && how == transparent && len(depends(marks)) > len(only(marks)) {
		return derived(cty.DynamicPseudoType, marks)
	}
	if err != nil {
		e.trouble++
		// What the error says may be secret.
		return derived(cty.DynamicPseudoType, marks, cty.NewValueMarks(whyMark{
			text: at(x.Range()) + ": the function or operator does not take these values", absent: errors.Is(err, errDefinite),
		}))
	}
	if how == opaque {
		result = e.settle(result, marks)
	} else {
		result = e.lift(result, marks)
	}
	if _, loose := marks[shapeMark{}]; loose {
		if e.trying > 0 { // Terraform may not take a set where it takes a list
			e.trouble++
		}
		return e.shapeless(result)
	}
	return result
}

// shapeless marks all tuples and objects in a value as ones that may be lists,
// sets or maps in the plan.
func (e *evaluation) shapeless(v cty.Value) cty.Value {
	plain, marks := v.Unmark()
	ty := plain.Type()
	switch {
	case !e.spend(1) || !plain.IsKnown() || plain.IsNull():
		return v
	case ty.IsTupleType():
		items := plain.AsValueSlice()
		for i := range items {
			items[i] = e.shapeless(items[i])
		}
		return cty.TupleVal(items).WithMarks(marks, cty.NewValueMarks(shapeMark{}))
	case ty.IsObjectType():
		members := plain.AsValueMap()
		for name := range members {
			members[name] = e.shapeless(members[name])
		}
		return cty.ObjectVal(members).WithMarks(marks, cty.NewValueMarks(shapeMark{}))
	}
	return v
}

// settle marks the result of an operation that saw nothing of unknown values.
func (e *evaluation) settle(v cty.Value, marks cty.ValueMarks) cty.Value {
	if v.IsWhollyKnown() {
		return v.WithMarks(only(marks))
	}
	out, err := cty.Transform(v, func(_ cty.Path, v cty.Value) (cty.Value, error) {
		if !e.spend(1 + len(marks)) {
			return cty.DynamicVal, nil
		}
		if v.IsKnown() {
			return v, nil
		}
		return v.WithMarks(depends(marks)), nil
	})
	if err != nil {
		return derived(cty.DynamicPseudoType, marks)
	}
	return out.WithMarks(only(marks))
}

// lower takes the marks off a value and collects them.
func (e *evaluation) lower(v cty.Value, how treatment, into cty.ValueMarks) cty.Value {
	out, err := cty.TransformWithTransformer(v, &lowering{e, how, into})
	if err != nil {
		return cty.DynamicVal
	}
	return out
}

// lowering visits a value from the outside to the inside, as marks do not let
// it through otherwise.
type lowering struct {
	*evaluation
	how  treatment
	into cty.ValueMarks
}

// Enter takes the marks off.
func (l *lowering) Enter(_ cty.Path, v cty.Value) (cty.Value, error) {
	size := 1
	plain, marks := v.Unmark()
	if _, bag := marks[bagMark{}]; bag { // nobody knows its order, or how many elements are equal
		l.lower(plain, opaque, l.into)
		plain = cty.DynamicVal
	}
	for m := range marks {
		l.into[m] = struct{}{}
	}
	if plain.IsKnown() && !plain.IsNull() && plain.Type() == cty.String {
		size += len(plain.AsString()) / 64
		if l.how == transparent && hasPrivate(plain.AsString()) {
			return cty.DynamicVal, nil
		}
	}
	if !l.spend(size + len(marks)) {
		return cty.DynamicVal, nil
	}
	if !plain.IsKnown() && l.how == transparent && plain.Type() == cty.String {
		if text, ok := l.textOf(v); ok {
			return cty.StringVal(text), nil
		}
	}
	return plain, nil
}

// Exit has nothing left to do.
func (l *lowering) Exit(_ cty.Path, v cty.Value) (cty.Value, error) { return v, nil }

// lift turns the texts with holes in a result into unknown values again.
func (e *evaluation) lift(v cty.Value, marks cty.ValueMarks) cty.Value {
	if v.IsWhollyKnown() && !e.hasHoles(v) {
		return v.WithMarks(only(marks))
	}
	out := e.liftOne(v, depends(marks))
	return out.WithMarks(only(marks))
}

func (e *evaluation) liftOne(v cty.Value, marks cty.ValueMarks) cty.Value {
	ty := v.Type()
	switch {
	case !e.spend(1 + len(marks)/8):
		return e.unclear("the evaluation takes too much work")
	case !v.IsKnown():
		return v.WithMarks(marks)
	case v.IsNull():
		return v
	case ty == cty.String:
		return e.ofText(v.AsString())
	case ty.IsTupleType(), ty.IsListType(), ty.IsSetType():
		var items []cty.Value
		for _, item := range v.AsValueSlice() {
			items = append(items, e.liftOne(item, marks))
		}
		return e.likeList(v, items)
	case ty.IsObjectType(), ty.IsMapType():
		return e.liftMembers(v, marks)
	}
	return v
}

// likeList makes a list of the items. A set with items that are not known yet
// is a tuple whose order nobody knows.
func (e *evaluation) likeList(like cty.Value, items []cty.Value) cty.Value {
	ty := like.Type()
	switch {
	case len(items) == 0:
		return like
	case ty.IsSetType() && len(items) == 1:
		return cty.TupleVal(items).Mark(shapeMark{})
	case ty.IsSetType() && e.hasHoles(like):
		return cty.TupleVal(items).Mark(bagMark{})
	case ty.IsSetType() && cty.CanSetVal(items):
		return cty.SetVal(items)
	case ty.IsListType() && cty.CanListVal(items):
		return cty.ListVal(items)
	}
	return cty.TupleVal(items)
}

func (e *evaluation) liftMembers(v cty.Value, marks cty.ValueMarks) cty.Value {
	members := map[string]cty.Value{}
	for name, item := range v.AsValueMap() {
		if hasPrivate(name) { // a key that is not known yet
			return cty.DynamicVal.WithMarks(marks)
		}
		members[name] = e.liftOne(item, marks)
	}
	switch {
	case len(members) == 0:
		return v
	case v.Type().IsMapType() && cty.CanMapVal(members):
		return cty.MapVal(members)
	}
	return cty.ObjectVal(members)
}

// hasHoles tells whether a value has a text with holes, or is not wholly known.
func (e *evaluation) hasHoles(v cty.Value) bool {
	found := false
	err := cty.Walk(v, func(_ cty.Path, v cty.Value) (bool, error) {
		if !e.spend(1) || !v.IsKnown() {
			found = true
		}
		ty := v.Type()
		if v.IsKnown() && !v.IsNull() {
			switch {
			case ty == cty.String:
				found = found || strings.ContainsRune(v.AsString(), openHole)
			case ty.IsMapType(), ty.IsObjectType():
				for name := range v.AsValueMap() {
					found = found || hasPrivate(name)
				}
			}
		}
		return !found, nil
	})
	return found || err != nil
}

func holeText(n int) string { return fmt.Sprintf("%c%d%c", openHole, n, closeHole) }

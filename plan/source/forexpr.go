package source

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// forExpr evaluates a for expression element by element. A filter that is not
// known yet leaves the whole result open.
func (e *evaluation) forExpr(x *hclsyntax.ForExpr, v *env) cty.Value {
	collection := e.eval(x.CollExpr, v)
	plain, marks := collection.Unmark()
	if !plain.IsKnown() || plain.IsNull() || !plain.CanIterateElements() {
		return derived(cty.DynamicPseudoType, e.deep(collection))
	}
	loop := &loop{evaluation: e, x: x, v: v, marks: bags(marks), members: map[string]cty.Value{}, groups: map[string][]cty.Value{}}
	for it := plain.ElementIterator(); it.Next(); {
		key, value := it.Element()
		if plain.Type().IsSetType() {
			key = value
		}
		loop.element(key, value)
		if e.over {
			return e.stuck(x, "takes too much work")
		}
	}
	return loop.result()
}

// loop is a for expression on its way.
type loop struct {
	*evaluation
	x       *hclsyntax.ForExpr
	v       *env
	marks   cty.ValueMarks
	open    bool // a filter or key is not known yet
	items   []cty.Value
	members map[string]cty.Value
	groups  map[string][]cty.Value
}

func (l *loop) element(key, value cty.Value) {
	inner := l.v.with(l.x.ValVar, value)
	if l.x.KeyVar != "" {
		inner.vars[l.x.KeyVar] = key
	}
	if l.x.CondExpr != nil && !l.filter(inner) {
		return
	}
	result := l.eval(l.x.ValExpr, inner)
	if l.open {
		l.note(soften(l.deep(result)))
		return
	}
	if l.x.KeyExpr == nil {
		l.items = append(l.items, result)
		return
	}
	name, marks, ok := keyText(l.eval(l.x.KeyExpr, inner))
	l.note(marks)
	if !ok {
		l.open = true
		l.note(l.deep(result))
		return
	}
	if _, twice := l.members[name]; twice && !l.x.Group { // an error, which try() may be there for
		l.marks[whyMark{text: at(l.x.Range()) + ": a key is there twice", absent: true}] = struct{}{}
		l.open = true
	}
	l.members[name] = result
	l.groups[name] = append(l.groups[name], result)
}

// filter tells whether the element is wanted, or may be.
func (l *loop) filter(inner *env) bool {
	condition, marks := l.eval(l.x.CondExpr, inner).UnmarkDeep()
	truth, err := convert.Convert(condition, cty.Bool)
	if err != nil || truth.IsNull() || !truth.IsKnown() {
		l.note(marks)
		l.marks[whyMark{text: at(l.x.CondExpr.Range()) + ": the filter is not known before apply"}] = struct{}{}
		l.open = true
		return true
	}
	l.note(only(marks))
	return truth.True()
}

func (l *loop) note(marks cty.ValueMarks) {
	for m := range depends(marks) {
		l.marks[m] = struct{}{}
	}
}

func (l *loop) result() cty.Value {
	switch {
	case l.open:
		for _, item := range l.items {
			l.note(l.deep(item))
		}
		for _, group := range l.groups {
			for _, item := range group {
				l.note(l.deep(item))
			}
		}
		return derived(cty.DynamicPseudoType, l.marks)
	case l.x.KeyExpr == nil:
		return cty.TupleVal(l.items).WithMarks(l.marks)
	case l.x.Group:
		grouped := map[string]cty.Value{}
		for name, group := range l.groups {
			grouped[name] = cty.TupleVal(group).WithMarks(bagOnly(l.marks))
		}
		return cty.ObjectVal(grouped).WithMarks(depends(l.marks))
	}
	return cty.ObjectVal(l.members).WithMarks(depends(l.marks))
}

func bagOnly(marks cty.ValueMarks) cty.ValueMarks {
	kept := cty.ValueMarks{}
	if _, ok := marks[bagMark{}]; ok {
		kept[bagMark{}] = struct{}{}
	}
	return kept
}

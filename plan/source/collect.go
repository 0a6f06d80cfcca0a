package source

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// walk follows attributes and indexes into a value.
func (e *evaluation) walk(v cty.Value, path hcl.Traversal, x hclsyntax.Expression) cty.Value {
	for _, step := range path {
		var key cty.Value
		switch step := step.(type) {
		case hcl.TraverseAttr:
			key = cty.StringVal(step.Name)
		case hcl.TraverseIndex:
			key = step.Key
		default:
			return e.stuck(x, "is not understood")
		}
		v = e.member(v, key, x)
	}
	return v
}

// member is one element of a value. It keeps what the element is, unless the
// element of an unordered or unknown value is meant.
func (e *evaluation) member(v, key cty.Value, x hclsyntax.Expression) cty.Value {
	plain, marks := v.Unmark()
	key, keyMarks := key.UnmarkDeep()
	if !plain.IsKnown() || !key.IsKnown() {
		e.trouble++
		return derived(cty.DynamicPseudoType, e.deep(v), keyMarks)
	}
	if plain.IsNull() || key.IsNull() {
		return e.absent(at(x.Range()) + ": an element of nothing").WithMarks(depends(marks, keyMarks))
	}
	result, ok := elementOf(plain, key)
	if !ok {
		return e.absent(at(x.Range()) + ": there is no such element").WithMarks(depends(marks, keyMarks))
	}
	if _, loose := marks[shapeMark{}]; loose && e.trying > 0 && plain.Type().IsTupleType() {
		e.trouble++
		marks[whyMark{text: at(x.Range()) + ": a set has no elements with a number, and this may be one"}] = struct{}{}
	}
	if _, bag := marks[bagMark{}]; bag {
		return derived(result.Type(), e.deep(v), keyMarks)
	}
	return result.WithMarks(depends(marks, keyMarks))
}

// elementOf finds an element, whose name may be a number where names are texts.
func elementOf(v, key cty.Value) (cty.Value, bool) {
	ty := v.Type()
	switch {
	case ty.IsObjectType(), ty.IsMapType():
		name, err := convert.Convert(key, cty.String)
		if err != nil {
			return cty.NilVal, false
		}
		if ty.IsObjectType() {
			if !ty.HasAttribute(name.AsString()) {
				return cty.NilVal, false
			}
			return v.GetAttr(name.AsString()), true
		}
		if !v.HasIndex(name).True() {
			return cty.NilVal, false
		}
		return v.Index(name), true
	case ty.IsTupleType(), ty.IsListType():
		number, err := convert.Convert(key, cty.Number)
		if err != nil || !v.HasIndex(number).True() {
			return cty.NilVal, false
		}
		return v.Index(number), true
	}
	return cty.NilVal, false
}

func (e *evaluation) index(x *hclsyntax.IndexExpr, v *env) cty.Value {
	key := e.eval(x.Key, v)
	if picked, ok := e.pick(x.Collection, key, v); ok {
		return picked
	}
	return e.member(e.eval(x.Collection, v), key, x)
}

// splat applies an expression to every element. What is no list counts as a
// list of one, or of none if it is null.
func (e *evaluation) splat(x *hclsyntax.SplatExpr, v *env) cty.Value {
	source := e.eval(x.Source, v)
	plain, marks := source.Unmark()
	ty := plain.Type()
	list := ty.IsTupleType() || ty.IsListType() || ty.IsSetType()
	switch {
	case !plain.IsKnown():
		return derived(cty.DynamicPseudoType, e.deep(source))
	case plain.IsNull() && list:
		return e.absent(at(x.Range()) + ": all elements of nothing").WithMarks(depends(marks))
	case plain.IsNull():
		return cty.EmptyTupleVal.WithMarks(depends(marks))
	}
	items := []cty.Value{plain}
	if list {
		items = plain.AsValueSlice()
	}
	results := make([]cty.Value, len(items))
	for i, item := range items {
		inner := *v
		inner.up, inner.vars = v, nil
		inner.items = map[*hclsyntax.AnonSymbolExpr]cty.Value{x.Item: item}
		results[i] = e.eval(x.Each, &inner)
	}
	if (ty.IsListType() || ty.IsSetType()) && len(results) > 0 && cty.CanListVal(results) {
		return cty.ListVal(results).WithMarks(bags(marks))
	}
	if ty.IsListType() || ty.IsSetType() {
		marks[shapeMark{}] = struct{}{}
	}
	return cty.TupleVal(results).WithMarks(bags(marks))
}

// bags keeps of a list's marks those that a list made of it has as well.
func bags(marks cty.ValueMarks) cty.ValueMarks {
	kept := depends(marks)
	for _, m := range []any{bagMark{}, shapeMark{}} {
		if _, ok := marks[m]; ok {
			kept[m] = struct{}{}
		}
	}
	return kept
}

// template joins the parts of a string, with holes where they are not known.
func (e *evaluation) template(x *hclsyntax.TemplateExpr, v *env) cty.Value {
	parts := make([]cty.Value, len(x.Parts))
	for i, part := range x.Parts {
		parts[i] = e.eval(part, v)
	}
	return e.concat(parts, "", x)
}

func (e *evaluation) templateJoin(x *hclsyntax.TemplateJoinExpr, v *env) cty.Value {
	tuple := e.eval(x.Tuple, v)
	plain, marks := tuple.Unmark()
	if _, bag := marks[bagMark{}]; bag || !plain.IsKnown() || plain.IsNull() || !plain.Type().IsTupleType() {
		return derived(cty.String, e.deep(tuple))
	}
	return e.concat(plain.AsValueSlice(), "", x).WithMarks(depends(marks))
}

// concat joins texts.
func (e *evaluation) concat(parts []cty.Value, separator string, x hclsyntax.Expression) cty.Value {
	var text strings.Builder
	marks := cty.ValueMarks{}
	for i, part := range parts {
		plain, partMarks := part.Unmark()
		for m := range only(partMarks) {
			marks[m] = struct{}{}
		}
		if plain.IsKnown() {
			converted, err := convert.Convert(plain, cty.String)
			if err != nil || converted.IsNull() {
				return e.unclear(at(x.Range()) + ": a part of the text is no text")
			}
			part = converted
		}
		one, ok := e.textOf(part)
		if i > 0 {
			text.WriteString(separator)
		}
		text.WriteString(one)
		if !ok || text.Len() > maxText || !e.spend(len(one)/64) {
			return e.stuck(x, "makes a text that is too long or has reserved characters")
		}
	}
	return e.ofText(text.String()).WithMarks(marks)
}

package source

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// element is one nested block, written as such or made by a dynamic block.
type element struct {
	body *hclsyntax.Body
	at   hcl.Range
	env  *env
}

// elements returns the nested blocks of a type, those of dynamic blocks
// included. Marks tell why they cannot be told, if open.
func (e *evaluation) elements(body *hclsyntax.Body, kind string, v *env) (all []element, marks cty.ValueMarks, open bool) {
	marks = cty.ValueMarks{}
	if attr := body.Attributes["dynamic"]; attr != nil { // as JSON has dynamic blocks
		marks[whyMark{text: at(attr.SrcRange) + ": dynamic blocks in JSON are not understood"}] = struct{}{}
		return nil, marks, true
	}
	for _, b := range body.Blocks {
		switch {
		case b.Type == kind:
			all = append(all, element{b.Body, blockRange(b), v})
		case b.Type == "dynamic" && nestedType(b) == kind:
			made, dynamicMarks, ok := e.dynamic(b, v)
			for m := range dynamicMarks {
				marks[m] = struct{}{}
			}
			all, open = append(all, made...), open || !ok
		}
	}
	return all, marks, open
}

// dynamic makes the blocks of a dynamic block.
func (e *evaluation) dynamic(b *hclsyntax.Block, v *env) ([]element, cty.ValueMarks, bool) {
	forEach := b.Body.Attributes["for_each"]
	content, iterator := contentOf(b), nestedType(b)
	if attr := b.Body.Attributes["iterator"]; attr != nil {
		iterator = hcl.ExprAsKeyword(attr.Expr)
	}
	if forEach == nil || content == nil || iterator == "" {
		return nil, cty.NewValueMarks(whyMark{text: at(b.TypeRange) + ": the dynamic block is not understood"}), false
	}
	collection := e.eval(forEach.Expr, v)
	plain, marks := collection.Unmark()
	if !plain.IsKnown() || plain.IsNull() || !plain.CanIterateElements() || doubtful(marks) {
		all := depends(e.deep(collection))
		all[whyMark{text: at(forEach.SrcRange) + ": the for_each of the dynamic block is not known before apply"}] = struct{}{}
		return nil, all, false
	}
	var made []element
	for it := plain.ElementIterator(); it.Next() && e.spend(1); {
		key, value := it.Element()
		if plain.Type().IsSetType() {
			key = value
		}
		each := cty.ObjectVal(map[string]cty.Value{"key": key, "value": value})
		made = append(made, element{content.Body, blockRange(content), v.with(iterator, each)})
	}
	return made, only(marks), true
}

func contentOf(b *hclsyntax.Block) *hclsyntax.Block {
	for _, inner := range b.Body.Blocks {
		if inner.Type == "content" {
			return inner
		}
	}
	return nil
}

// setting evaluates an attribute, or the nested blocks of that name as a
// tuple of objects. Nothing written is null.
func (e *evaluation) setting(body *hclsyntax.Body, name string, v *env) cty.Value {
	if attr := body.Attributes[name]; attr != nil {
		return e.eval(attr.Expr, v)
	}
	all, marks, open := e.elements(body, name, v)
	if open {
		return derived(cty.DynamicPseudoType, marks)
	}
	if len(all) == 0 {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	items := make([]cty.Value, len(all))
	for i, one := range all {
		if items[i] = e.bodyValue(one.body, one.env); e.over {
			return e.unclear(at(one.at) + ": the blocks take too much work")
		}
	}
	return cty.TupleVal(items).WithMarks(marks)
}

// bodyValue evaluates everything in a nested block.
func (e *evaluation) bodyValue(body *hclsyntax.Body, v *env) cty.Value {
	e.depth++
	defer func() { e.depth-- }()
	if e.depth > maxDepth || !e.spend(1) {
		return e.unclear(at(body.SrcRange) + ": the block takes too much work")
	}
	members := map[string]cty.Value{}
	for _, name := range names(body.Attributes) {
		members[name] = e.eval(body.Attributes[name].Expr, v)
	}
	for _, b := range body.Blocks {
		name := nestedType(b)
		if _, done := members[name]; !done {
			members[name] = e.setting(body, name, v)
		}
	}
	return e.bounded(cty.ObjectVal(members), literalAt(body.SrcRange))
}

// at evaluates what a path such as rule.0.status leads to.
func (e *evaluation) at(body *hclsyntax.Body, path []string, v *env, known planned) cty.Value {
	name, rest := path[0], path[1:]
	if attr := body.Attributes[name]; attr != nil {
		return e.follow(e.eval(attr.Expr, v), rest, attr)
	}
	if len(rest) == 0 {
		return e.setting(body, name, v)
	}
	all, marks, open := e.elements(body, name, v)
	if open {
		return derived(cty.DynamicPseudoType, marks)
	}
	known = known.below(name)
	i, numbered := 0, false
	if n, err := strconv.Atoi(rest[0]); err == nil {
		i, numbered, rest = n, true, rest[1:]
	}
	if len(all) == 0 || !numbered && len(all) > 1 {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	if numbered {
		known = known.below(strconv.Itoa(i))
	}
	var results []cty.Value
	for _, one := range e.matching(all, i, known) {
		if len(rest) == 0 {
			results = append(results, e.bodyValue(one.body, one.env))
		} else {
			results = append(results, e.at(one.body, rest, one.env, known))
		}
	}
	return e.agreeing(results, all[0].at).WithMarks(only(marks))
}

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

// follow goes on inside of an attribute's value.
func (e *evaluation) follow(v cty.Value, path []string, attr *hclsyntax.Attribute) cty.Value {
	for _, name := range path {
		if plain, _ := v.Unmark(); plain.IsKnown() && plain.IsNull() {
			return v
		}
		v = e.member(v, cty.StringVal(name), attr.Expr)
	}
	return v
}

func splitPath(path string) []string { return strings.Split(path, ".") }

func blockRange(b *hclsyntax.Block) hcl.Range {
	r := b.TypeRange
	if b.CloseBraceRange.End.Byte > r.End.Byte {
		r.End = b.CloseBraceRange.End
	}
	return r
}

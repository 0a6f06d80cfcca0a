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
		return e.follow(e.eval(attr.Expr, v), rest, attr, known.below(name))
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

func splitPath(path string) []string { return strings.Split(path, ".") }

func blockRange(b *hclsyntax.Block) hcl.Range {
	r := b.TypeRange
	if b.CloseBraceRange.End.Byte > r.End.Byte {
		r.End = b.CloseBraceRange.End
	}
	return r
}

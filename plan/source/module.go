package source

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/soc2gate/soc2gate/plan/planfile"
)

// variable is the value of an input variable, converted to its type.
func (e *evaluation) variable(c *scope, name string) cty.Value {
	return e.once(c, "var."+name, func() cty.Value {
		block := c.module.variables[name]
		if block == nil || c.module.broken != "" {
			return e.unclear("variable " + name + " of " + c.module.label() + " is not understood")
		}
		v := e.convertTo(block, e.given(c, block, name))
		if literalTrue(block.Body.Attributes["sensitive"]) || literalTrue(block.Body.Attributes["ephemeral"]) {
			v = v.Mark(secretMark{})
		}
		return v
	})
}

func literalTrue(a *hclsyntax.Attribute) bool {
	if a == nil {
		return false
	}
	lit, ok := a.Expr.(*hclsyntax.LiteralValueExpr)
	return !ok || lit.Val.RawEquals(cty.True)
}

// given is what the plan or the caller passes, or the default.
func (e *evaluation) given(c *scope, block *hclsyntax.Block, name string) cty.Value {
	if c.parent == nil {
		raw, ok := e.world.Variable(name)
		switch {
		case ok:
			return e.decode(raw)
		case block.Body.Attributes["default"] == nil || literalTrue(block.Body.Attributes["ephemeral"]):
			return e.unclear("the plan does not have the value of var." + name)
		}
		return e.defaultOf(block, cty.NullVal(cty.DynamicPseudoType)) // nobody set it
	}
	v := cty.NullVal(cty.DynamicPseudoType)
	outside, call := c.outside()
	switch {
	case call == nil || outside.module.broken != "":
		return e.unclear("the call of " + c.module.label() + " is not understood")
	case call.Body.Attributes[name] != nil:
		v = e.eval(call.Body.Attributes[name].Expr, outside)
	default:
		return e.defaultOf(block, v)
	}
	nullable := block.Body.Attributes["nullable"]
	if plain, _ := v.Unmark(); plain.IsNull() && nullable != nil && !literalTrue(nullable) {
		return e.defaultOf(block, v)
	}
	return v
}

func (e *evaluation) defaultOf(block *hclsyntax.Block, missing cty.Value) cty.Value {
	attr := block.Body.Attributes["default"]
	if attr == nil {
		return missing
	}
	return e.eval(attr.Expr, &env{scope: &scope{module: &module{}, memo: map[string]cty.Value{}}})
}

func (e *evaluation) decode(raw []byte) cty.Value {
	if hasPrivate(string(raw)) || !e.spend(len(raw)/8) {
		return e.unclear("a variable is too long or has reserved characters")
	}
	ty, err := ctyjson.ImpliedType(raw)
	if err != nil {
		return e.unclear("a variable cannot be decoded")
	}
	v, err := ctyjson.Unmarshal(raw, ty)
	if err != nil {
		return e.unclear("a variable cannot be decoded")
	}
	return v
}

// convertTo converts a value to the type of a variable, its defaults filled in.
func (e *evaluation) convertTo(block *hclsyntax.Block, v cty.Value) cty.Value {
	attr := block.Body.Attributes["type"]
	if attr == nil {
		return v
	}
	ty, defaults, diags := typeexpr.TypeConstraintWithDefaults(attr.Expr)
	if diags.HasErrors() {
		return e.unclear(at(attr.SrcRange) + ": the type is not understood")
	}
	if bare, marks := v.Unmark(); ty == cty.String && !bare.IsKnown() {
		if _, ok := onlyText(marks); ok { // it is a string, then
			return cty.UnknownVal(ty).WithMarks(marks)
		}
	}
	return e.apply([]cty.Value{v}, transparent, attr.Expr, func(args []cty.Value) (cty.Value, error) {
		arg := args[0]
		if defaults != nil && !arg.IsNull() {
			arg = defaults.Apply(arg)
		}
		return convert.Convert(arg, ty)
	})
}

// moduleReference evaluates a reference to a module call: to an output of one
// of its instances if it names one, or to all of them.
func (e *evaluation) moduleReference(path hcl.Traversal, name string, x hclsyntax.Expression, v *env) (cty.Value, int) {
	call := v.module.calls[name]
	if call == nil || v.module.broken != "" {
		return e.stuck(x, "names a module that is not understood"), len(path)
	}
	used, key := 2, ""
	if repeated(call) {
		if len(path) < 3 {
			return e.allOf(v.scope, call, name), 2
		}
		index, ok := path[2].(hcl.TraverseIndex)
		if !ok {
			return e.allOf(v.scope, call, name), 2
		}
		used, key = 3, keyOf(index.Key)
	}
	if out := attrName(path, used); out != "" {
		return e.output(v.scope, step{name, key}, out), used + 1
	}
	return e.outputs(v.scope, step{name, key}), used
}

// keyOf writes an instance key as addresses have it.
func keyOf(v cty.Value) string {
	v, _ = v.UnmarkDeep()
	switch {
	case !v.IsKnown() || v.IsNull():
		return "?"
	case v.Type() == cty.String:
		return planfile.QuoteKey(v.AsString())
	case v.Type() == cty.Number:
		return v.AsBigFloat().Text('f', -1)
	}
	return "?"
}

func repeated(b *hclsyntax.Block) bool {
	return b.Body.Attributes["count"] != nil || b.Body.Attributes["for_each"] != nil
}

// output is one output of a module instance.
func (e *evaluation) output(parent *scope, call step, name string) cty.Value {
	call, missing := e.has(parent, call)
	if missing != cty.NilVal {
		return missing
	}
	c := e.scopeOf(parent.child(call))
	if c == nil || c.module.broken != "" {
		return e.unclear("the sources of " + parent.name + callName(call.name, call.key) + " are not understood")
	}
	return e.once(c, "output."+name, func() cty.Value {
		block := c.module.outputs[name]
		if block == nil || block.Body.Attributes["value"] == nil {
			return e.absent(c.module.label() + " has no output " + name)
		}
		v := e.eval(block.Body.Attributes["value"].Expr, c.inside())
		if literalTrue(block.Body.Attributes["sensitive"]) {
			v = v.Mark(secretMark{})
		}
		return v
	})
}

// has finds an instance of a call in the plan, or says that it is missing.
func (e *evaluation) has(parent *scope, call step) (step, cty.Value) {
	keys := e.world.Calls(parent.name, call.name)
	for _, key := range keys {
		if sameKey(key, call.key) {
			return step{call.name, key}, cty.NilVal
		}
	}
	block := parent.module.calls[call.name]
	if call.key == "" && block != nil && !repeated(block) {
		return call, cty.NilVal
	}
	problem := parent.name + callName(call.name, call.key) + " is not in the plan"
	if block == nil || !repeated(block) || e.incomplete(parent, block, keys) != "" {
		return call, e.unclear(problem)
	}
	return call, e.absent(problem)
}

func (e *evaluation) outputs(parent *scope, call step) cty.Value {
	call, missing := e.has(parent, call)
	if missing != cty.NilVal {
		return missing
	}
	c := e.scopeOf(parent.child(call))
	if c == nil || c.module.broken != "" {
		return e.unclear("the sources of " + parent.name + callName(call.name, call.key) + " are not understood")
	}
	members := map[string]cty.Value{}
	for _, name := range names(c.module.outputs) {
		members[name] = e.output(parent, call, name)
	}
	return cty.ObjectVal(members)
}

// allOf is all instances of a repeated call: a tuple, or an object by key.
func (e *evaluation) allOf(c *scope, call *hclsyntax.Block, name string) cty.Value {
	keys := e.world.Calls(c.name, name)
	return e.gather(c, call, keys, func(i int) cty.Value {
		return e.outputs(c, step{name, keys[i]})
	})
}

// gather puts instances together, if there are as many as the block asks for.
func (e *evaluation) gather(c *scope, block *hclsyntax.Block, keys []string, instance func(int) cty.Value) cty.Value {
	doubt := e.incomplete(c, block, keys)
	var v cty.Value
	if block.Body.Attributes["count"] != nil {
		items := make([]cty.Value, len(keys))
		for i, key := range keys {
			n, err := strconv.Atoi(key)
			if err != nil || n < 0 || n >= len(keys) || items[n] != cty.NilVal {
				return e.unclear("the instances of " + label(c, block) + " in the plan are not complete")
			}
			items[n] = instance(i)
		}
		v = cty.TupleVal(items)
	} else {
		members := map[string]cty.Value{}
		for i, key := range keys {
			name, ok := unquoteKey(key)
			if !ok {
				return e.unclear("the instances of " + label(c, block) + " in the plan are not complete")
			}
			members[name] = instance(i)
		}
		v = cty.ObjectVal(members)
	}
	if doubt != "" {
		v = v.Mark(whyMark{text: doubt})
	}
	return v
}

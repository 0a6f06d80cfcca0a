package source

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

func label(c *scope, b *hclsyntax.Block) string {
	return c.name + strings.TrimPrefix(b.Type+"."+strings.Join(b.Labels, "."), "resource.")
}

// incomplete tells why the plan may not have all instances of a block: with
// -target it has only some of them.
func (e *evaluation) incomplete(c *scope, block *hclsyntax.Block, keys []string) string {
	problem := "the instances of " + label(c, block) + " in the plan are not those of the sources"
	if attr := block.Body.Attributes["count"]; attr != nil {
		n := e.once(c, "count at "+attr.SrcRange.String(), func() cty.Value { return e.eval(attr.Expr, c.inside()) })
		plain, _ := n.UnmarkDeep()
		count, err := convert.Convert(plain, cty.Number)
		if err != nil || !count.IsKnown() || count.IsNull() || count.AsBigFloat().Text('f', -1) != strconv.Itoa(len(keys)) {
			return problem
		}
		return ""
	}
	attr := block.Body.Attributes["for_each"]
	all, _ := e.forEach(attr, c.inside().of(block)).Unmark()
	if !all.IsKnown() || all.IsNull() || !all.CanIterateElements() || all.LengthInt() != len(keys) {
		return problem
	}
	wanted := map[string]bool{}
	for it := all.ElementIterator(); it.Next(); {
		key, value := it.Element()
		if !all.Type().IsObjectType() && !all.Type().IsMapType() {
			key = value
		}
		wanted[keyOf(key)] = true
	}
	for _, key := range keys {
		if v, ok := keyValue(key); !ok || !wanted[keyOf(v)] {
			return problem
		}
	}
	return ""
}

func (v *env) of(block *hclsyntax.Block) *env {
	inner := *v
	inner.block = block
	return &inner
}

// blockReference evaluates a reference to a resource or data source.
func (e *evaluation) blockReference(name string, path hcl.Traversal, used int, x hclsyntax.Expression, v *env) (cty.Value, int) {
	block := v.module.resources[name]
	if block == nil || v.module.broken != "" {
		return e.stuck(x, "names a block that is not understood"), len(path)
	}
	if !repeated(block) {
		return e.instance(v.scope, name, "", x), used
	}
	if len(path) > used {
		if index, ok := path[used].(hcl.TraverseIndex); ok {
			return e.instance(v.scope, name, e.keyIn(block, index.Key), x), used + 1
		}
	}
	return e.all(v.scope, block, name), used
}

// keyIn is a key in the form that the instances of a block have.
func (e *evaluation) keyIn(block *hclsyntax.Block, key cty.Value) string {
	ty := cty.String
	if block.Body.Attributes["count"] != nil {
		ty = cty.Number
	}
	plain, _ := key.UnmarkDeep()
	converted, err := convert.Convert(plain, ty)
	if err != nil {
		return "?"
	}
	return keyOf(converted)
}

// pick evaluates an index into a block without looking at its other instances.
func (e *evaluation) pick(collection hclsyntax.Expression, key cty.Value, v *env) (cty.Value, bool) {
	x, ok := collection.(*hclsyntax.ScopeTraversalExpr)
	if _, shadowed := v.lookup(x0(x)); !ok || shadowed || v.module.broken != "" {
		return cty.NilVal, false
	}
	plain, marks := key.UnmarkDeep()
	if !plain.IsKnown() || plain.IsNull() {
		return cty.NilVal, false
	}
	name := traversalName(x.Traversal)
	if block := v.module.resources[name]; block != nil && repeated(block) {
		return e.instance(v.scope, name, e.keyIn(block, plain), x).WithMarks(only(marks)), true
	}
	call, isCall := strings.CutPrefix(name, "module.")
	if block := v.module.calls[call]; isCall && block != nil && repeated(block) {
		return e.outputs(v.scope, step{call, e.keyIn(block, plain)}).WithMarks(only(marks)), true
	}
	return cty.NilVal, false
}

// pickOutput evaluates one output of one instance of a module, as in
// module.m[each.key].out, without looking at the others.
func (e *evaluation) pickOutput(x *hclsyntax.RelativeTraversalExpr, v *env) (cty.Value, bool) {
	index, ok := x.Source.(*hclsyntax.IndexExpr)
	out := attrName(x.Traversal, 0)
	if !ok || out == "" {
		return cty.NilVal, false
	}
	collection, ok := index.Collection.(*hclsyntax.ScopeTraversalExpr)
	if _, shadowed := v.lookup(x0(collection)); !ok || shadowed || v.module.broken != "" {
		return cty.NilVal, false
	}
	name, isCall := strings.CutPrefix(traversalName(collection.Traversal), "module.")
	block := v.module.calls[name]
	if !isCall || block == nil || !repeated(block) {
		return cty.NilVal, false
	}
	plain, marks := e.eval(index.Key, v).UnmarkDeep()
	if !plain.IsKnown() || plain.IsNull() {
		return cty.NilVal, false
	}
	return e.output(v.scope, step{name, e.keyIn(block, plain)}, out).WithMarks(only(marks)), true
}

func x0(x *hclsyntax.ScopeTraversalExpr) string {
	if x == nil {
		return ""
	}
	return x.Traversal.RootName()
}

func traversalName(path hcl.Traversal) string {
	var names []string
	for i, step := range path {
		name := attrName(path, i)
		if root, ok := step.(hcl.TraverseRoot); ok {
			name = root.Name
		}
		if name == "" {
			return ""
		}
		names = append(names, name)
	}
	return strings.Join(names, ".")
}

// instance is one instance of a block.
func (e *evaluation) instance(c *scope, name, key string, x hclsyntax.Expression) cty.Value {
	address := c.name + name
	if key != "" {
		address += "[" + key + "]"
	}
	return e.once(c, address, func() cty.Value {
		if o, ok := e.world.Instance(address); ok {
			return e.decodeObject(o)
		}
		objects := e.world.Instances(c.name, name)
		keys := make([]string, len(objects))
		for i, o := range objects {
			a, _ := parseAddress(o.Address)
			if keys[i] = a.key; sameKey(a.key, key) {
				return e.decodeObject(o)
			}
		}
		missing := e.absent(at(x.Range()) + ": " + address + " is not in the plan")
		if block := c.module.resources[name]; !repeated(block) || e.incomplete(c, block, keys) != "" {
			missing = e.unclear(at(x.Range()) + ": " + address + " is not in the plan")
		}
		return missing
	})
}

// sameKey compares instance keys however they are escaped.
func sameKey(a, b string) bool {
	if a == b {
		return true
	}
	x, okX := unquoteKey(a)
	y, okY := unquoteKey(b)
	return okX && okY && x == y
}

// all is all instances of a repeated block.
func (e *evaluation) all(c *scope, block *hclsyntax.Block, name string) cty.Value {
	return e.once(c, "all "+name, func() cty.Value {
		objects := e.world.Instances(c.name, name)
		keys := make([]string, len(objects))
		for i, o := range objects {
			if a, ok := parseAddress(o.Address); ok {
				keys[i] = a.key
			}
		}
		return e.gather(c, block, keys, func(i int) cty.Value {
			return e.instance(c, name, keys[i], &hclsyntax.LiteralValueExpr{SrcRange: block.TypeRange})
		})
	})
}

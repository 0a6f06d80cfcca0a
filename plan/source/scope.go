package source

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// scope is one instance of a module: what its expressions can name.
type scope struct {
	name   string // `module.a["k"].`
	module *module
	parent *scope // nil for the root
	call   step   // that leads here
	memo   map[string]cty.Value
}

// scopeOf returns the module instance at a path of calls.
func (s *Sources) scopeOf(modules []step) *scope {
	name := scopeName(modules)
	if found := s.scopes[name]; found != nil {
		return found
	}
	made := &scope{name: name, memo: map[string]cty.Value{}}
	key := ""
	if len(modules) > 0 {
		last := len(modules) - 1
		if made.parent = s.scopeOf(modules[:last]); made.parent == nil {
			return nil
		}
		made.call = modules[last]
		if key = made.call.name; made.parent.module.key != "" {
			key = made.parent.module.key + "." + key
		}
	}
	if made.module = s.modules[key]; made.module == nil {
		return nil
	}
	s.scopes[name] = made
	return made
}

func (c *scope) child(call step) []step {
	var path []step
	for at := c; at.parent != nil; at = at.parent {
		path = append(path, at.call)
	}
	slices.Reverse(path)
	return append(path, call)
}

// inside is the place of the expressions of the module itself.
func (c *scope) inside() *env { return &env{scope: c} }

// outside is the place of the expressions of the call that leads here.
func (c *scope) outside() (*env, *hclsyntax.Block) {
	if c.parent == nil {
		return nil, nil
	}
	block := c.parent.module.calls[c.call.name]
	if block == nil {
		return nil, nil
	}
	return &env{scope: c.parent, key: c.call.key, block: block}, block
}

// once evaluates what has a name in a scope, one time. What refers to itself
// is unclear, and so is all that was found out on the way there.
func (e *evaluation) once(c *scope, name string, f func() cty.Value) cty.Value {
	if v, ok := c.memo[name]; ok {
		return v
	}
	type entry struct {
		*scope
		name string
	}
	this := entry{c, name}
	if e.busy[this] {
		return e.unclear(name + " refers to itself")
	}
	e.busy[this] = true
	trouble := e.trouble
	v := e.bounded(f(), &hclsyntax.LiteralValueExpr{})
	e.trouble = trouble // had it been Terraform's as well, there would be no plan
	delete(e.busy, this)
	if !e.over && e.depth <= maxDepth/2 {
		c.memo[name] = v
	}
	return v
}

// traversal evaluates a reference.
func (e *evaluation) traversal(x *hclsyntax.ScopeTraversalExpr, v *env) cty.Value {
	path := x.Traversal
	if value, ok := v.lookup(path.RootName()); ok {
		return e.walk(value, path[1:], x)
	}
	value, used := e.named(path, x, v)
	return e.walk(value, path[used:], x)
}

// named evaluates the start of a reference, and tells how many steps it took.
func (e *evaluation) named(path hcl.Traversal, x hclsyntax.Expression, v *env) (cty.Value, int) {
	root, second, third := path.RootName(), attrName(path, 1), attrName(path, 2)
	if second == "" {
		return e.stuck(x, "names no attribute"), len(path)
	}
	switch root {
	case "var":
		return e.variable(v.scope, second), 2
	case "local":
		return e.local(v.scope, second), 2
	case "each", "count":
		return e.instanceKey(root, second, x, v), 2
	case "path", "terraform":
		return e.surroundings(root, second, x, v), 2
	case "module":
		return e.moduleReference(path, second, x, v)
	case "data":
		if third == "" {
			return e.stuck(x, "names no data source"), len(path)
		}
		return e.blockReference("data."+second+"."+third, path, 3, x, v)
	case "self", "ephemeral":
		return e.stuck(x, "names what has no value in a plan"), len(path)
	}
	return e.blockReference(root+"."+second, path, 2, x, v)
}

func attrName(path hcl.Traversal, i int) string {
	if i >= len(path) {
		return ""
	}
	attr, _ := path[i].(hcl.TraverseAttr)
	return attr.Name
}

func (e *evaluation) local(c *scope, name string) cty.Value {
	return e.once(c, "local."+name, func() cty.Value {
		if c.module.broken != "" {
			return e.unclear(c.module.broken)
		}
		attr := c.module.locals[name]
		if attr == nil {
			return e.unclear("local." + name + " is not in the sources")
		}
		return e.eval(attr.Expr, c.inside())
	})
}

// surroundings are path.* and terraform.*.
func (e *evaluation) surroundings(root, name string, x hclsyntax.Expression, v *env) cty.Value {
	if root == "terraform" && name == "workspace" {
		return cty.StringVal(e.world.Workspace())
	}
	if root == "path" && name == "module" {
		dir := v.module.dir
		if dir == "" {
			dir = "."
		}
		return cty.StringVal(dir)
	}
	return e.stuck(x, "names a place of the machine that made the plan")
}

// instanceKey is each.key, each.value or count.index.
func (e *evaluation) instanceKey(root, name string, x hclsyntax.Expression, v *env) cty.Value {
	key, ok := keyValue(v.key)
	isText := ok && key.Type() == cty.String
	switch {
	case root == "count" && name == "index" && ok && !isText:
		return key
	case root == "each" && name == "key" && isText:
		return key
	case root == "each" && name == "value" && isText && v.block != nil:
		return e.eachValue(key, x, v)
	}
	return e.stuck(x, "has no value here")
}

func (e *evaluation) eachValue(key cty.Value, x hclsyntax.Expression, v *env) cty.Value {
	attr := v.block.Body.Attributes["for_each"]
	if attr == nil {
		return e.stuck(x, "has no value here")
	}
	all := e.forEach(attr, v)
	if all.Type().IsSetType() || all.HasMark(bagMark{}) {
		return key
	}
	return e.member(all, key, x)
}

// forEach is the for_each of a block, the same for all of its instances.
func (e *evaluation) forEach(attr *hclsyntax.Attribute, v *env) cty.Value {
	return e.once(v.scope, "for_each at "+attr.SrcRange.String(), func() cty.Value {
		return e.eval(attr.Expr, v.scope.inside())
	})
}

// names returns the keys of a table in order.
func names[T any](table map[string]T) []string { return slices.Sorted(maps.Keys(table)) }

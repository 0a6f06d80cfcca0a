package source

import (
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// planned is a value of the plan with the mask over it.
type planned struct{ value, unknown jsontext.Value }

func (p planned) below(name string) planned {
	if isTrue(p.unknown) {
		return p
	}
	return planned{part(p.value, name), part(p.unknown, name)}
}

func part(raw jsontext.Value, name string) jsontext.Value {
	if raw.Kind() == '[' {
		i, err := strconv.Atoi(name)
		if err != nil || i < 0 {
			return nil
		}
		return nth(list(raw), i)
	}
	return object(raw)[name]
}

// text is a known string, number or truth.
func (p planned) text() (string, bool) {
	if isTrue(p.unknown) || p.value.Kind() == 'n' {
		return "", false
	}
	return primitive(scalar(p.value))
}

// primitive writes a known string, number or truth.
func primitive(v cty.Value) (string, bool) {
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.Type().IsPrimitiveType() {
		return "", false
	}
	text, err := convert.Convert(v, cty.String)
	if err != nil {
		return "", false
	}
	return text.AsString(), true
}

// disagrees tells which attribute of a block has, in the sources, another
// value than in the plan. Then one of them is not understood.
func (e *evaluation) disagrees(body *hclsyntax.Body, v *env, known planned) string {
	values := object(known.value)
	for _, name := range names(body.Attributes) {
		if meta[name] || ignores(body, name) {
			continue
		}
		want, ok := planned{values[name], part(known.unknown, name)}.text()
		if !ok {
			continue
		}
		attr := body.Attributes[name]
		if have, ok := primitive(e.eval(attr.Expr, v)); ok && have != want && !sameJSON(have, want) {
			return fmt.Sprintf("%s: %s is another one in the plan", at(attr.SrcRange), name)
		}
	}
	return ""
}

// meta are the arguments that are Terraform's and not the resource's.
var meta = map[string]bool{"count": true, "for_each": true, "provider": true, "depends_on": true}

// ignores tells whether the plan keeps the value that an attribute had,
// whatever the sources say.
func ignores(body *hclsyntax.Body, name string) bool {
	for _, b := range body.Blocks {
		if b.Type != "lifecycle" || b.Body.Attributes["ignore_changes"] == nil {
			continue
		}
		x := b.Body.Attributes["ignore_changes"].Expr
		if hcl.ExprAsKeyword(x) == "all" {
			return true
		}
		items, diags := hcl.ExprList(x)
		for _, item := range items {
			path, bad := hcl.RelTraversalForExpr(item)
			if diags.HasErrors() || bad.HasErrors() || len(path) == 0 || attrName(path, 0) == name {
				return true
			}
		}
	}
	return body.Attributes["lifecycle"] != nil // as JSON has it
}

func sameJSON(a, b string) bool {
	x, y := jsontext.Value(a), jsontext.Value(b)
	if x.Kind() != '{' && x.Kind() != '[' {
		return false
	}
	return x.Canonicalize() == nil && y.Canonicalize() == nil && string(x) == string(y)
}

// place is a resource instance in the sources.
type place struct {
	address string
	block   *hclsyntax.Block
	env     *env
	object  Object
	known   planned
}

// find looks an instance up in the sources and in the plan.
func (e *evaluation) find(address string) (p place, why string) {
	a, ok := parseAddress(address)
	if !ok {
		return p, "the address is not understood"
	}
	c := e.scopeOf(a.modules)
	if c == nil {
		return p, "the sources of the module are not in the plan file"
	}
	p.address, p.block = address, c.module.resources[a.block]
	if p.block == nil {
		return p, "the block is not in the sources"
	}
	p.env = &env{scope: c, key: a.key, block: p.block}
	for up := c; up != nil; up = up.parent {
		if up.module.broken != "" {
			return p, up.module.broken
		}
	}
	o, ok := e.world.Instance(address)
	if !ok {
		return p, "the plan does not have the values of " + address
	}
	p.object, p.known = o, planned{o.Values, o.Unknown}
	return p, ""
}

// trust tells why the evaluation of a block cannot be trusted, or nothing.
func (e *evaluation) trust(p place) string {
	if why, done := e.trusts[p.address]; done {
		return why
	}
	why := e.disagrees(p.block.Body, p.env, p.known)
	if e.over {
		return "the sources take too much work"
	}
	e.trusts[p.address] = why
	return why
}

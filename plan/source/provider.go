package source

import (
	"github.com/go-json-experiment/json/jsontext"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Provider is what a provider configuration says about where it leads to. It
// never has credentials.
type Provider struct {
	Range               Range
	Region              Setting
	Profile             Setting
	AllowedAccountIDs   Setting
	ForbiddenAccountIDs Setting
	DefaultTags         Setting   // an object of tags
	AssumeRoles         []Setting // the ARNs of the roles, in the order in which they are assumed
	AccessKey           bool      // credentials are written into the configuration
	Files               []Setting // the files that credentials and profiles are read from
	Endpoints           bool      // requests may go elsewhere
}

// Setting is one argument of a provider.
type Setting struct {
	Set   bool // it is written, and does not evaluate to null
	Known bool
	Value jsontext.Value // if Known, and not sensitive
	Range Range
}

// Provider returns the configuration of a provider in a module instance: its
// own, or the one that the calls of the module pass. Its source is written as
// in required_providers, or as in the addresses of the plan file.
func (s *Sources) Provider(scope, from, alias string) (p Provider, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if recover() != nil {
			p, ok = Provider{}, false
		}
	}()
	modules, fine := parseScope(scope)
	c := s.scopeOf(modules)
	if s.off != "" || !fine || c == nil {
		return Provider{}, false
	}
	block, c := providerBlock(c, from, alias)
	if block == nil || c.module.broken != "" {
		return Provider{}, false
	}
	e := s.evaluation()
	p = e.provider(block, c)
	return p, !e.over
}

// providerBlock finds the block that configures a provider, of which modules
// may have their own names.
func providerBlock(c *scope, source, alias string) (*hclsyntax.Block, *scope) {
	for {
		var found []*hclsyntax.Block
		for _, b := range c.module.providers {
			if len(b.Labels) == 1 && c.module.means(b.Labels[0], source) && aliasOf(b) == alias {
				found = append(found, b)
			}
		}
		if len(found) == 1 {
			return found[0], c
		}
		_, call := c.outside()
		if call == nil || len(found) > 1 {
			return nil, nil
		}
		var ok bool
		if alias, ok = passed(call, alias, func(name string) bool { return c.module.means(name, source) }); !ok {
			return nil, nil
		}
		c = c.parent
	}
}

// passed tells the alias of the configuration that a call passes for one of
// its module. The default one is passed by itself.
func passed(call *hclsyntax.Block, alias string, meant func(name string) bool) (string, bool) {
	attr := call.Body.Attributes["providers"]
	if attr == nil {
		return "", alias == ""
	}
	pairs, diags := hcl.ExprMap(attr.Expr)
	if diags.HasErrors() {
		return "", false
	}
	for _, pair := range pairs {
		if n, a := providerName(pair.Key); meant(n) && a == alias {
			name, outer := providerName(pair.Value)
			return outer, name != ""
		}
	}
	return "", alias == ""
}

// providerName splits a reference such as aws.west.
func providerName(x hcl.Expression) (name, alias string) {
	path, diags := hcl.RelTraversalForExpr(x)
	if key, ok := x.(*hclsyntax.ObjectConsKeyExpr); ok {
		path, diags = hcl.RelTraversalForExpr(key.Wrapped)
	}
	if diags.HasErrors() || len(path) == 0 {
		return "", ""
	}
	return attrName(path, 0), attrName(path, 1)
}

// aliasOf is the alias of a provider block, or empty.
func aliasOf(b *hclsyntax.Block) string {
	attr := b.Body.Attributes["alias"]
	if attr == nil {
		return ""
	}
	v, diags := attr.Expr.Value(nil)
	if diags.HasErrors() || !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return ""
	}
	return v.AsString()
}

func (e *evaluation) provider(b *hclsyntax.Block, c *scope) Provider {
	v := c.inside()
	p := Provider{Range: rangeOf(blockRange(b), c.module)}
	p.Region = e.argument(b.Body, "region", v)
	p.Profile = e.argument(b.Body, "profile", v)
	p.AllowedAccountIDs = e.argument(b.Body, "allowed_account_ids", v)
	p.ForbiddenAccountIDs = e.argument(b.Body, "forbidden_account_ids", v)
	p.AccessKey = e.written(b.Body, v, "access_key", "secret_key", "token")
	p.Endpoints = e.written(b.Body, v, "endpoints")
	for _, name := range []string{"shared_config_files", "shared_credentials_files"} {
		p.Files = append(p.Files, e.argument(b.Body, name, v))
	}
	p.DefaultTags, _ = e.nested(b.Body, "default_tags", "tags", v)
	p.AssumeRoles = e.roles(b.Body, v)
	return p
}

// roles are the roles that the provider takes on.
func (e *evaluation) roles(body *hclsyntax.Body, v *env) []Setting {
	var all []Setting
	for _, kind := range []string{"assume_role", "assume_role_with_web_identity"} {
		one, more := e.nested(body, kind, "role_arn", v)
		if one.Set {
			all = append(append(all, one), more...)
		}
	}
	return all
}

// nested reads an argument of each of the nested blocks of a type.
func (e *evaluation) nested(body *hclsyntax.Body, kind, name string, v *env) (Setting, []Setting) {
	if attr := body.Attributes[kind]; attr != nil { // as JSON has it
		value := e.eval(attr.Expr, v)
		if items, ok := itemsOf(value); ok && len(items) == 1 {
			value = items[0]
		}
		return e.settingOf(e.member(value, cty.StringVal(name), attr.Expr), attr.SrcRange, v), nil
	}
	all, _, open := e.elements(body, kind, v)
	if open {
		at, _ := firstNested(body, kind)
		return Setting{Set: true, Range: rangeOf(at, v.module)}, nil
	}
	var settings []Setting
	for _, one := range all {
		if s := e.argument(one.body, name, one.env); s.Set {
			settings = append(settings, s)
		}
	}
	if len(settings) == 0 {
		return Setting{}, nil
	}
	return settings[0], settings[1:]
}

func itemsOf(v cty.Value) ([]cty.Value, bool) {
	plain, _ := v.Unmark()
	if !plain.IsKnown() || plain.IsNull() || !isList(plain.Type()) {
		return nil, false
	}
	return plain.AsValueSlice(), true
}

func (e *evaluation) argument(body *hclsyntax.Body, name string, v *env) Setting {
	attr := body.Attributes[name]
	if attr == nil {
		return Setting{}
	}
	return e.settingOf(e.eval(attr.Expr, v), attr.SrcRange, v)
}

// settingOf keeps the value, unless it is not to be shown.
func (e *evaluation) settingOf(value cty.Value, at hcl.Range, v *env) Setting {
	a := e.answer(value, 0)
	s := Setting{Set: !a.Known || a.Value.Kind() != 'n', Range: rangeOf(at, v.module)}
	if a.Known && a.Exact && !a.Sensitive {
		s.Known, s.Value = true, a.Value
	}
	return s
}

// written tells whether one of the arguments is written, as far as is known.
func (e *evaluation) written(body *hclsyntax.Body, v *env, names ...string) bool {
	for _, name := range names {
		if attr := body.Attributes[name]; attr != nil && e.settingOf(e.eval(attr.Expr, v), attr.SrcRange, v).Set {
			return true
		}
		if _, ok := firstNested(body, name); ok {
			return true
		}
	}
	return false
}

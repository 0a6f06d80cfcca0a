package source

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// require reads which provider is meant by which local name.
func (m *module) require(body *hclsyntax.Body) {
	if m.required == nil {
		m.required = map[string]string{}
	}
	for _, b := range body.Blocks {
		if b.Type == "required_providers" {
			for name, attr := range b.Body.Attributes {
				m.required[name] = sourceIn(attr.Expr)
			}
		}
	}
	attr := body.Attributes["required_providers"] // as JSON has it
	if attr == nil {
		return
	}
	pairs, _ := hcl.ExprMap(attr.Expr)
	for _, pair := range pairs {
		if name, ok := constantText(pair.Key); ok {
			m.required[name] = sourceIn(pair.Value)
		}
	}
}

// sourceIn returns the source of one required provider, or nothing.
func sourceIn(x hcl.Expression) string {
	pairs, diags := hcl.ExprMap(x)
	if diags.HasErrors() {
		return "" // a version alone, as in old configurations
	}
	for _, pair := range pairs {
		if name, _ := constantText(pair.Key); name == "source" {
			text, _ := constantText(pair.Value)
			return text
		}
	}
	return ""
}

func constantText(x hcl.Expression) (string, bool) {
	v, diags := x.Value(nil)
	if diags.HasErrors() || !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return "", false
	}
	return v.AsString(), true
}

// means tells whether a local name is that of the provider with the source.
func (m *module) means(name, source string) bool {
	from := m.required[name]
	if from == "" {
		from = name
	}
	return providerType(from) == providerType(source)
}

// providerType is a source without the host, which Terraform and OpenTofu
// fill in differently.
func providerType(source string) string {
	parts := strings.Split(strings.ToLower(source), "/")
	if len(parts) == 1 {
		return "hashicorp/" + parts[0]
	}
	return strings.Join(parts[len(parts)-2:], "/")
}

package planfile

import (
	"fmt"
	"strings"
)

// Provider is the configuration of a provider that a change was planned with.
// OpenTofu may have several instances of one, and a plan does not say which.
type Provider struct {
	Module string // path of the module it is configured in, less "module."; empty for the root
	Source string // HOST/NAMESPACE/TYPE
	Alias  string
}

// ParseProvider takes the provider of a change apart, such as
// module.a.provider["registry.terraform.io/hashicorp/aws"].west.
func ParseProvider(s string) (Provider, error) {
	if p, ok := parseProvider(s); ok {
		return p, nil
	}
	return Provider{}, fmt.Errorf("%.200q is no provider configuration", s)
}

func parseProvider(s string) (p Provider, ok bool) {
	for strings.HasPrefix(s, "module.") {
		name, rest, ok := strings.Cut(s[len("module."):], ".")
		if !ok || !isName(name) {
			return Provider{}, false
		}
		p.Module, s = strings.TrimPrefix(p.Module+"."+name, "."), rest
	}
	s, ok = strings.CutPrefix(s, `provider["`)
	if !ok {
		return Provider{}, false
	}
	source, rest, ok := strings.Cut(s, `"]`)
	parts := strings.Split(source, "/")
	if !ok || len(parts) != 3 || strings.ContainsAny(source, "\"\\ ") || strings.ContainsFunc(source, unprintable) {
		return Provider{}, false
	}
	for _, part := range parts {
		if part == "" {
			return Provider{}, false
		}
	}
	p.Source = source
	if rest == "" {
		return p, true
	}
	p.Alias, ok = strings.CutPrefix(rest, ".")
	if !ok || !isName(p.Alias) {
		return Provider{}, false
	}
	return p, true
}

func isName(s string) bool {
	return s != "" && !strings.ContainsAny(s, ".[]\"'/\\ ") && !strings.ContainsFunc(s, unprintable)
}

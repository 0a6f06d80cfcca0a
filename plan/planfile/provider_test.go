package planfile

import "testing"

func TestProviderIsTakenApart(t *testing.T) {
	const aws = "registry.terraform.io/hashicorp/aws"
	for s, want := range map[string]Provider{
		`provider["` + aws + `"]`:                        {Source: aws},
		`provider["` + aws + `"].west`:                   {Source: aws, Alias: "west"},
		`module.a.provider["` + aws + `"]`:               {Module: "a", Source: aws},
		`module.a.module.b-c.provider["` + aws + `"].x`:  {Module: "a.b-c", Source: aws, Alias: "x"},
		`provider["terraform.io/builtin/terraform"]`:     {Source: "terraform.io/builtin/terraform"},
		`module.module.provider["example.com:8443/a/b"]`: {Module: "module", Source: "example.com:8443/a/b"},
	} {
		if got, err := ParseProvider(s); err != nil || got != want {
			t.Errorf("%s: %+v, %v", s, got, err)
		}
	}
	for _, s := range []string{
		"", "provider", "provider.aws", `provider[""]`, `provider["aws"]`, `provider["a/b/c/d"]`, `provider["a//c"]`, `provider["a/b/c"`,
		`provider["a/b/c"].`, `provider["a/b/c"]west`, `provider["a/b/c"].x.y`, `provider["a/b/c"].x["k"]`, `provider["a/b/c\"]`,
		`provider["a/b/c` + "\x1b" + `"]`, `module.provider["a/b/c"]`, `module..provider["a/b/c"]`, `module.a[0].provider["a/b/c"]`,
		`x.provider["a/b/c"]`, `provider["a/b/c d"]`,
	} {
		if got, err := ParseProvider(s); err == nil {
			t.Errorf("%s: %+v", s, got)
		}
	}
	for _, raw := range plans(t) {
		for _, c := range mustOpen(t, raw).Changes {
			if _, err := ParseProvider(c.Provider); err != nil {
				t.Error(err)
			}
		}
	}
}

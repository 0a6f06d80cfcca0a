package source_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/plan/source"
)

func TestProvider(t *testing.T) {
	s := load(t, "providers")
	for _, c := range []struct{ scope, alias, want string }{
		{"", "", `main.tf:23 region "us-east-1"`},
		{"", "west", `main.tf:32 region "eu-west-1" accounts ["111122223333"] role "arn:aws:iam::111122223333:role/deploy" tags {"kind":"default","owner":"platform"}`},
		{"", "late", `main.tf:52 region open`},
		{"module.a.", "", `main.tf:23 region "us-east-1"`},
		{"module.a.", "other", `main.tf:32 region "eu-west-1" accounts ["111122223333"] role "arn:aws:iam::111122223333:role/deploy" tags {"kind":"default","owner":"platform"}`},
		{"module.a.module.b.", "", `main.tf:32 region "eu-west-1" accounts ["111122223333"] role "arn:aws:iam::111122223333:role/deploy" tags {"kind":"default","owner":"platform"}`},
	} {
		p, ok := s.Provider(c.scope, "aws", c.alias)
		got := fmt.Sprintf("%s:%d region open", p.Range.File, p.Range.Start)
		if p.Region.Known {
			got = strings.Replace(got, "open", string(p.Region.Value), 1)
		}
		if p.AllowedAccountIDs.Known {
			got += " accounts " + string(p.AllowedAccountIDs.Value)
		}
		for _, role := range p.AssumeRoles {
			got += " role " + string(role.Value)
		}
		if p.DefaultTags.Known {
			got += " tags " + string(p.DefaultTags.Value)
		}
		if !ok || got != c.want {
			t.Errorf("%s %s:\n got %s\nwant %s", c.scope, c.alias, got, c.want)
		}
	}
	if _, ok := s.Provider("module.a.", "aws", "nowhere"); ok {
		t.Error("a provider configuration that nobody passes was found")
	}
	if _, ok := s.Provider("module.nowhere.", "aws", ""); ok {
		t.Error("a module that is not there has a provider")
	}
}

func TestProviderNeverShowsSecrets(t *testing.T) {
	p, _ := load(t, "providers").Provider("", "aws", "west")
	if !p.AccessKey || !p.Profile.Set || p.Profile.Known {
		t.Errorf("%+v", p)
	}
	if all := fmt.Sprintf("%+v %s", p, p.Profile.Value); strings.Contains(all, "fake") || strings.Contains(all, "real-token") {
		t.Errorf("a secret is shown: %s", all)
	}
}

// A provider may go by any local name, so that its settings are only found by
// the source that the module requires under it.
func TestProviderUnderAnotherName(t *testing.T) {
	const blocks = `
provider "foo" { region = "us-east-1" }
provider "foo" {
  alias  = "b"
  region = "eu-west-1"
  shared_credentials_files = ["other"]
}
provider "aws" { region = "nowhere" }
module "m" {
  source    = "./m"
  providers = { bar = foo.b }
}
`
	for name, required := range map[string]map[string]string{
		"native": {"v.tf": `terraform {
  required_providers {
    foo = { source = "hashicorp/aws" }
    aws = { source = "example/aws" }
  }
}`},
		"JSON": {"v.tf.json": `{"terraform":{"required_providers":{"foo":{"source":"hashicorp/aws"},"aws":{"source":"example/aws"}}}}`},
	} {
		root := []source.File{{Name: "main.tf", Data: []byte(blocks)}}
		for file, text := range required {
			root = append(root, source.File{Name: file, Data: []byte(text)})
		}
		child := []source.File{{Name: "m.tf", Data: []byte(`terraform {
  required_providers {
    bar = {
      source                = "registry.terraform.io/hashicorp/aws"
      configuration_aliases = [bar]
    }
  }
}`)}}
		s, err := source.New([]source.Module{{Files: root}, {Key: "m", Source: "./m", Dir: "m", Files: child}}, &world{})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ scope, alias, region string }{
			{"", "", "us-east-1"}, {"", "b", "eu-west-1"}, {"module.m.", "", "eu-west-1"},
		} {
			p, ok := s.Provider(c.scope, "registry.terraform.io/hashicorp/aws", c.alias)
			if !ok || string(p.Region.Value) != `"`+c.region+`"` {
				t.Errorf("%s: %q %q: %v %s, want %s", name, c.scope, c.alias, ok, p.Region.Value, c.region)
			}
		}
		p, _ := s.Provider("", "hashicorp/aws", "b")
		if len(p.Files) != 2 || string(p.Files[1].Value) != `["other"]` {
			t.Errorf("%s: files %+v", name, p.Files)
		}
	}
}

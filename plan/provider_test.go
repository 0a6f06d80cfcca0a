package plan

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// TestProvidersLeadToTheirAccounts reads real plans: by a role that an alias
// assumes, by allowed_account_ids with a variable, by the same credentials.
func TestProvidersLeadToTheirAccounts(t *testing.T) {
	const aws = `provider["registry.terraform.io/hashicorp/aws"]`
	for name, c := range map[string]struct {
		accounts []string
		places   map[string]Place
		limits   []string // what each says, among other things
	}{
		"plan/two-accounts": {
			[]string{"123456789012", "222222222222"},
			map[string]Place{"aws_kms_key.here": {"123456789012", "us-east-1", aws}, "aws_kms_key.there": {"222222222222", "eu-west-1", aws + ".audit"}},
			[]string{`222222222222 (provider["registry.terraform.io/hashicorp/aws"].audit by the role that it assumes)`},
		},
		"plan/one-account": {
			[]string{"123456789012"},
			map[string]Place{"aws_kms_key.here": {"123456789012", "us-east-1", aws}, "aws_kms_key.there": {"123456789012", "eu-west-1", aws + ".ireland"}},
			nil,
		},
		"references/alias-passed-twice": {nil, map[string]Place{
			"module.outer.module.inner.aws_ebs_volume.away":  {"", "eu-west-1", aws + ".ireland"},
			"module.outer.module.inner.aws_ebs_volume.local": {"", "us-east-1", aws},
		}, nil},
	} {
		p := saved(t, name)
		if !slices.Equal(p.Accounts(), c.accounts) {
			t.Errorf("%s is about %q, want %q", name, p.Accounts(), c.accounts)
		}
		for address, want := range c.places {
			if got := p.Place(address); got != want {
				t.Errorf("%s: %s goes to %v, want %v", name, address, got, want)
			}
		}
		limits := p.Limits()
		if len(limits) != len(c.limits) {
			t.Errorf("%s: limits %q, want %d", name, limits, len(c.limits))
		}
		for i := range min(len(limits), len(c.limits)) {
			if !strings.Contains(limits[i], c.limits[i]) {
				t.Errorf("%s: %q does not say %q", name, limits[i], c.limits[i])
			}
		}
	}
}

// TestProvidersThatContradictAreALimit reads the settings of made-up provider
// blocks, as the JSON has them.
func TestProvidersThatContradictAreALimit(t *testing.T) {
	const role = `{"assume_role":[{"role_arn":{"constant_value":"arn:aws:iam::222222222222:role/deploy"}}]`
	for _, c := range []struct{ one, other, says string }{
		{`{}`, `{"region":{"constant_value":"eu-west-1"}}`, ""},
		{`{}`, `{"region":{"references":["var.region"]}}`, ""},
		{role + `}`, role + `}`, ""},
		{role + `,"allowed_account_ids":{"constant_value":["333333333333"]}}`, `{}`, "is of account 222222222222 by the role that it assumes, and of 333333333333 by its allowed_account_ids"},
		{role + `,"allowed_account_ids":{"constant_value":["333333333333","444444444444"]}}`, role + `}`, "and of 333333333333"},
		{role + `,"allowed_account_ids":{"constant_value":["333333333333","222222222222"]}}`, role + `}`, ""},
		{`{"profile":{"constant_value":"a"}}`, `{"profile":{"constant_value":"b"}}`, "nothing tells whether aws is of the same account"},
		{`{"profile":{"references":["var.profile"]}}`, `{}`, "nothing tells whether aws is of the same account"},
		{role + `}`, `{}`, "nothing tells whether aws.other is of the same account"},
	} {
		d := &decoder{Plan: &Plan{accounts: map[string]bool{}, config: &configModule{}}, numbers: map[string]int32{}, written: map[string]jsontext.Value{
			"aws": jsontext.Value(c.one), "aws.other": jsontext.Value(c.other),
		}}
		if err := d.locateAll(); err != nil {
			t.Fatal(err)
		}
		all := strings.Join(d.conflicts, "; ")
		if (c.says == "") != (all == "") || !strings.Contains(all, c.says) {
			t.Errorf("%s beside %s: %q, want %q", c.one, c.other, all, c.says)
		}
	}
}

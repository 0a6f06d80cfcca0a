package planfile

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/soc2gate/soc2gate/account"
)

// shown is what of a plan's JSON a saved plan says too.
type shown struct {
	TerraformVersion string `json:"terraform_version"`
	Timestamp        time.Time
	Applyable        bool
	Complete         bool
	Errored          bool
	ResourceChanges  []struct {
		Address         string
		PreviousAddress string `json:"previous_address"`
		Deposed         string
		ProviderName    string `json:"provider_name"`
		Change          struct {
			Actions      []string
			AfterUnknown any `json:"after_unknown"`
		}
	} `json:"resource_changes"`
	ResourceDrift []any `json:"resource_drift"`
}

func TestSavedPlanSaysWhatItsJSONSays(t *testing.T) {
	for name, raw := range plans(t) {
		t.Run(name, func(t *testing.T) {
			f := mustOpen(t, raw)
			var want shown
			if err := json.Unmarshal(read(t, filepath.Join("testdata", name, "plan.json")), &want); err != nil {
				t.Fatal(err)
			}
			if f.TerraformVersion != want.TerraformVersion || !f.Timestamp.Equal(want.Timestamp) || f.Errored != want.Errored {
				t.Errorf("%s at %v, errored %v", f.TerraformVersion, f.Timestamp, f.Errored)
			}
			for _, b := range []struct {
				got  account.Tri
				want bool
			}{{f.Applyable, want.Applyable}, {f.Complete, want.Complete}} {
				if (b.got == account.True) != b.want {
					t.Errorf("%v where the JSON says %v", b.got, b.want)
				}
			}
			if got, want := told(f), want.told(); !slices.Equal(got, want) {
				t.Errorf("it changes\n%s\nthe JSON\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			if f.Drift != len(want.ResourceDrift)+map[string]int{"moved": 2}[name] || f.UnknownFields != nil {
				t.Errorf("%d drifted, the JSON says %d; unknown %v", f.Drift, len(want.ResourceDrift), f.UnknownFields)
			}
		})
	}
}

// told lists changes so that they can be compared; the JSON leaves out that
// data sources are deleted.
func told(f *File) []string {
	var list []string
	for _, c := range f.Changes {
		if strings.Contains(c.Address, "data.terraform_remote_state") && slices.Equal(c.Action, []string{"delete"}) {
			continue
		}
		provider, _, _ := strings.Cut(strings.TrimPrefix(c.Provider, `provider["`), `"]`)
		list = append(list, fmt.Sprintf("%q %q %q %q %q", c.Address, c.Deposed, c.PreviousAddress, c.Action, provider))
	}
	slices.Sort(list)
	return list
}

func (s shown) told() []string {
	var list []string
	for _, c := range s.ResourceChanges {
		list = append(list, fmt.Sprintf("%q %q %q %q %q", c.Address, c.Deposed, c.PreviousAddress, c.Change.Actions, c.ProviderName))
	}
	slices.Sort(list)
	return list
}

// What is known of an unknown must be of one that the JSON calls unknown.
func TestUnknownsStandWhereTheJSONHasThem(t *testing.T) {
	seen := 0
	for name, raw := range plans(t) {
		f := mustOpen(t, raw)
		var want shown
		if err := json.Unmarshal(read(t, filepath.Join("testdata", name, "plan.json")), &want); err != nil {
			t.Fatal(err)
		}
		for _, c := range f.Changes {
			for _, u := range c.Unknowns {
				seen++
				if !want.unknown(c, u.Path) {
					t.Errorf("%s: %s.%s is not unknown", name, c.Address, u.Path)
				}
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d unknowns", seen)
	}
}

func (s shown) unknown(c Change, path Path) bool {
	for _, r := range s.ResourceChanges {
		if r.Address != c.Address || r.Deposed != c.Deposed {
			continue
		}
		at := r.Change.AfterUnknown
		for _, name := range path {
			switch v := at.(type) {
			case map[string]any:
				at = v[name]
			case []any:
				var i int
				if _, err := fmt.Sscan(name, &i); err != nil || i >= len(v) {
					return false
				}
				at = v[i]
			}
		}
		return at == true
	}
	return false
}

func TestUnknownsOfARealPlan(t *testing.T) {
	f := mustOpen(t, read(t, "testdata/aws/tfplan"))
	want := map[string]string{
		"data.aws_iam_policy_document.reader statement.0.resources.1": "arn:aws:s3:::logs-",
	}
	got := map[string]string{}
	for _, c := range f.Changes {
		for _, u := range c.Unknowns {
			if u.Prefix != "" {
				got[c.Address+" "+u.Path.String()] = u.Prefix
			}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
}

func TestProviderIsThatOfTheAlias(t *testing.T) {
	f := mustOpen(t, read(t, "testdata/aws/tfplan"))
	want := map[string]string{
		"aws_iam_role.reader":                                `provider["registry.terraform.io/hashicorp/aws"]`,
		"aws_security_group.web":                             `provider["registry.terraform.io/hashicorp/aws"]`,
		"data.aws_iam_policy_document.reader":                `provider["registry.terraform.io/hashicorp/aws"]`,
		"aws_sns_topic.alarms":                               `provider["registry.terraform.io/hashicorp/aws"].west`,
		"module.logs.aws_s3_bucket.this":                     `provider["registry.terraform.io/hashicorp/aws"].west`,
		"module.logs.aws_s3_bucket_public_access_block.this": `provider["registry.terraform.io/hashicorp/aws"].west`,
		"terraform_data.suffix":                              `provider["terraform.io/builtin/terraform"]`,
	}
	got := map[string]string{}
	for _, c := range f.Changes {
		got[c.Address] = c.Provider
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
}

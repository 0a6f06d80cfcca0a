package plan

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/soc2gate/soc2gate/account"
)

// oracle reads a plan the way HashiCorp's own library does.
func oracle(t *testing.T, raw []byte) *tfjson.Plan {
	t.Helper()
	var p tfjson.Plan
	p.UseJSONNumber(true)
	if err := json.Unmarshal(raw, &p); err != nil {
		t.Fatalf("terraform-json: %v", err)
	}
	return &p
}

func TestDecoderAgreesWithTerraformJSONOnHeaders(t *testing.T) {
	eachFixture(t, func(t *testing.T, raw []byte) {
		ours, theirs := load(t, raw), oracle(t, raw)
		var got, want []string
		for _, c := range ours.changes {
			got = append(got, fmt.Sprint(c.Address, c.Deposed, c.PreviousAddress, c.Mode, c.Type, c.Diff.Actions))
		}
		for _, c := range theirs.ResourceChanges {
			want = append(want, fmt.Sprint(c.Address, c.DeposedKey, c.PreviousAddress, c.Mode, c.Type, c.Change.Actions))
		}
		same(t, "changes", got, want)
		if ours.FormatVersion != theirs.FormatVersion || ours.TerraformVersion != theirs.TerraformVersion {
			t.Errorf("versions %s %s, want %s %s", ours.FormatVersion, ours.TerraformVersion, theirs.FormatVersion, theirs.TerraformVersion)
		}
		if ours.drift != len(theirs.ResourceDrift) {
			t.Errorf("drift %d, want %d", ours.drift, len(theirs.ResourceDrift))
		}
	})
}

func TestDecoderAgreesWithTerraformJSONOnFlags(t *testing.T) {
	eachFixture(t, func(t *testing.T, raw []byte) {
		ours := load(t, raw)
		var theirs struct {
			Errored, Applyable, Complete *bool
			Timestamp                    string
		}
		if err := json.Unmarshal(raw, &theirs); err != nil {
			t.Fatal(err)
		}
		flag := func(name string, got account.Tri, want *bool) {
			if want == nil && got != account.Unknown || want != nil && got != account.Known(*want).Tri() {
				t.Errorf("%s is %v", name, got)
			}
		}
		flag("errored", ours.Errored, theirs.Errored)
		flag("applyable", ours.Applyable, theirs.Applyable)
		flag("complete", ours.Complete, theirs.Complete)
		if got := ours.Timestamp.UTC().Format("2006-01-02T15:04:05Z"); got != theirs.Timestamp {
			t.Errorf("timestamp %s, want %s", got, theirs.Timestamp)
		}
	})
}

func TestDecoderAgreesWithTerraformJSONOnValues(t *testing.T) {
	kept := 0
	eachFixture(t, func(t *testing.T, raw []byte) {
		theirs := map[string]*tfjson.Change{}
		for _, c := range oracle(t, raw).ResourceChanges {
			theirs[c.Address+"|"+c.DeposedKey] = c.Change
		}
		for _, c := range load(t, raw).changes {
			if !governed(c) || c.action == noop && len(c.Diff.Importing) == 0 {
				continue
			}
			kept++
			want := theirs[c.Address+"|"+c.Deposed]
			sameTree(t, c.Address+" before", c.Diff.Before, want.Before)
			sameTree(t, c.Address+" after", c.Diff.After, want.After)
			sameTree(t, c.Address+" after_unknown", c.Diff.AfterUnknown, want.AfterUnknown)
			sameTree(t, c.Address+" before_sensitive", c.Diff.BeforeSensitive, want.BeforeSensitive)
			sameTree(t, c.Address+" after_sensitive", c.Diff.AfterSensitive, want.AfterSensitive)
		}
	})
	if kept < 100 {
		t.Errorf("values of only %d changes were compared", kept)
	}
}

func TestDecoderAgreesWithTerraformJSONOnPriorState(t *testing.T) {
	eachFixture(t, func(t *testing.T, raw []byte) {
		var got, want []string
		for _, c := range load(t, raw).prior {
			got = append(got, c.Address+"|"+c.Deposed)
		}
		if state := oracle(t, raw).PriorState; state != nil && state.Values != nil {
			want = stateAddresses(state.Values.RootModule)
		}
		same(t, "prior state", got, want)
	})
}

func stateAddresses(m *tfjson.StateModule) []string {
	if m == nil {
		return nil
	}
	var all []string
	for _, r := range m.Resources {
		all = append(all, r.Address+"|"+r.DeposedKey)
	}
	for _, child := range m.ChildModules {
		all = append(all, stateAddresses(child)...)
	}
	return all
}

func sameTree(t *testing.T, what string, raw jsontext.Value, want any) {
	t.Helper()
	got, err := tree(raw)
	if err != nil {
		t.Errorf("%s: %v", what, err)
	} else if !equalTrees(got, ourNumbers(want)) {
		t.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}

// ourNumbers writes a tree of the oracle with our type of number.
func ourNumbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		return number(v)
	case []any:
		for i := range v {
			v[i] = ourNumbers(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = ourNumbers(v[k])
		}
	}
	return v
}

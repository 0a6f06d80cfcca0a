package plan

import (
	"encoding/json"
	"fmt"
	"reflect"
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
			got = append(got, fmt.Sprint(c.Address, c.rare.Deposed, c.rare.PreviousAddress, modeOf(c), c.Type, c.action))
		}
		for _, c := range theirs.ResourceChanges {
			want = append(want, fmt.Sprint(c.Address, c.DeposedKey, c.PreviousAddress, c.Mode, c.Type, actionOf(c.Change.Actions)))
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
			if !governed(c) || c.still() {
				continue
			}
			kept++
			if err := c.decode(); err != nil {
				t.Fatal(err)
			}
			want := theirs[c.Address+"|"+c.rare.Deposed]
			sameTree(t, c.Address+" before", c.before.value, want.Before)
			sameTree(t, c.Address+" after", c.after.value, want.After)
			sameTree(t, c.Address+" after_unknown", c.after.mask, saying(want.AfterUnknown))
			sameTree(t, c.Address+" before_sensitive", c.before.secret, saying(want.BeforeSensitive))
			sameTree(t, c.Address+" after_sensitive", c.after.secret, saying(want.AfterSensitive))
			c.release()
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
			got = append(got, c.Address+"|"+c.rare.Deposed)
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
	if got := tree(t, raw); !reflect.DeepEqual(got, ourNumbers(want)) {
		t.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}

// saying is a mask that marks anything: of the others nothing is kept.
func saying(mask any) any {
	if !treeTrue(mask) {
		return nil
	}
	return mask
}

func modeOf(c *change) string {
	if c.data {
		return "data"
	}
	return "managed"
}

// actionOf names actions the way that HashiCorp's library tells them apart.
func actionOf(a tfjson.Actions) action {
	for known, is := range map[action]bool{
		noop: a.NoOp(), create: a.Create(), read: a.Read(), update: a.Update(), destroy: a.Delete(), forget: a.Forget(),
		replaceDeleteFirst: a.DestroyBeforeCreate(), replaceCreateFirst: a.CreateBeforeDestroy(),
	} {
		if is {
			return known
		}
	}
	return createThenForget
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

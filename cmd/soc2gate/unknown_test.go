package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/account"
)

// TestUnknownValuesPassNothing makes values of real plans unknown, at random
// and as Terraform would write it: no answer turns from fails to holds.
func TestUnknownValuesPassNothing(t *testing.T) {
	t.Parallel()
	long(t)
	rng := rand.New(rand.NewPCG(5, 6))
	asked, lost := 0, 0
	allCases(t, func(t *testing.T, dir, recorded string) {
		_, after, ok := builders(t, dir, recorded)
		if !ok {
			return
		}
		full := answers(after.Build())
		for range 20 {
			less := t.TempDir()
			copyRecords(t, dir, less)
			blurPlan(t, rng, filepath.Join(dir, "plan.json"), filepath.Join(less, "plan.json"))
			_, after, ok := builders(t, less, recorded)
			if !ok {
				t.Fatalf("%s: a plan with unknown values is refused", dir)
			}
			now := answers(after.Build())
			for name, was := range full {
				is, still := now[name]
				asked++
				if still && is == account.Unknown && was != account.Unknown {
					lost++
				}
				if was == account.False && is == account.True {
					t.Errorf("%s %s: %s failed and holds once values are unknown (%s)", dir, recorded, name, kept(t, less))
				}
			}
		}
	})
	if lost == 0 {
		t.Errorf("unknown values lost none of %d answers, so the test shows nothing", asked)
	}
	t.Logf("%d answers with values unknown, %d of them lost, none turned to holds", asked, lost)
}

// kept leaves the plan of a failure where it can be looked at.
func kept(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.CreateTemp("", "unknown-*.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Write(text); err != nil {
		t.Fatal(err)
	}
	return file.Name()
}

// blurPlan writes a plan with a part of its values unknown.
func blurPlan(t *testing.T, rng *rand.Rand, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	changes, _ := doc["resource_changes"].([]any)
	share := rng.Float64() * 0.5
	for _, one := range changes {
		resource, _ := one.(map[string]any)
		change, _ := resource["change"].(map[string]any)
		if after, ok := change["after"].(map[string]any); ok {
			change["after"], change["after_unknown"] = blur(rng, share, after, change["after_unknown"])
		}
	}
	if text, err = json.Marshal(doc, json.Deterministic(true)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// blur makes members and elements of a value unknown: members are left out,
// elements are null, and the mask says true of both.
func blur(rng *rand.Rand, share float64, value, mask any) (any, any) {
	switch v := value.(type) {
	case map[string]any:
		masks, ok := mask.(map[string]any)
		if !ok {
			masks = map[string]any{}
		}
		for name, member := range v {
			if rng.Float64() < share {
				delete(v, name)
				masks[name] = true
				continue
			}
			v[name], masks[name] = blur(rng, share, member, masks[name])
			if masks[name] == nil {
				delete(masks, name)
			}
		}
		return v, masks
	case []any:
		masks, ok := mask.([]any)
		if !ok || len(masks) != len(v) {
			masks = make([]any, len(v))
			for i := range masks {
				masks[i] = false
			}
		}
		for i, item := range v {
			if rng.Float64() < share/2 {
				v[i], masks[i] = nil, true
				continue
			}
			if v[i], masks[i] = blur(rng, share, item, masks[i]); masks[i] == nil {
				masks[i] = false
			}
		}
		return v, masks
	}
	return value, mask
}

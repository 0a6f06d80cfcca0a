package main

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/gate"
)

// TestUnknownFactsNeverAllow judges every fixture with parts of its recorded
// account unknown, at random: attributes, things, listings. What was blocked may
// become undecided and is never allowed, and neither is what was undecided.
func TestUnknownFactsNeverAllow(t *testing.T) {
	t.Parallel()
	long(t)
	rng := rand.New(rand.NewPCG(7, 8))
	asked, lost := 0, 0
	allCases(t, func(t *testing.T, dir, recorded string) {
		p, _ := loadCase(t, dir, recorded)
		if recorded == "" || p.Refusal() != "" {
			return
		}
		full := resultOf(t, dir, recorded).ExitCode
		for range 12 {
			less := filepath.Join(t.TempDir(), "account.json")
			denyRecording(t, rng, recorded, less)
			exit := resultOf(t, dir, less).ExitCode
			asked++
			if exit == gate.ExitCannotTell && full != exit {
				lost++
			}
			if full != gate.ExitAllow && exit == gate.ExitAllow {
				t.Errorf("%s %s: exit %d, and with facts unknown it is allowed:\n%s", dir, recorded, full, read(t, less))
			}
		}
	})
	if lost == 0 {
		t.Errorf("unknown facts lost none of %d decisions, so the test shows nothing", asked)
	}
	t.Logf("%d decisions with facts unknown, %d of them lost, none turned to allow", asked, lost)
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// denyRecording writes a recording of a reader whom AWS refused some answers. A
// listing that was refused has a gap, and perhaps some of its items.
func denyRecording(t *testing.T, rng *rand.Rand, from, to string) {
	t.Helper()
	var rec map[string]any
	if err := json.Unmarshal([]byte(read(t, from)), &rec); err != nil {
		t.Fatal(err)
	}
	kinds, _ := rec["kinds"].(map[string]any)
	share := rng.Float64() * 0.5
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		listing, _ := kinds[name].(map[string]any)
		items, _ := listing["items"].([]any)
		kept := slices.DeleteFunc(items, func(any) bool { return rng.Float64() < share/2 })
		if len(kept) < len(items) || rng.Float64() < share/2 {
			gaps, _ := listing["gaps"].([]any)
			listing["gaps"] = append(gaps, map[string]any{"cause": "denied", "call": "a:Call"})
		}
		for _, item := range kept {
			denyAttributes(rng, share, item)
		}
		listing["items"] = kept
	}
	text, err := json.Marshal(rec, json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// denyAttributes makes attributes of an item unknown, and those of the items of
// its lists.
func denyAttributes(rng *rand.Rand, share float64, item any) {
	members, _ := item.(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(members)) {
		list, _ := members[name].([]any)
		switch {
		case slices.Contains([]string{"Arn", "Id", "Name", "Region", "Aliases"}, name):
		case rng.Float64() < share:
			members[name] = map[string]any{"unknown": "denied", "call": "a:Call"}
		default:
			for _, one := range list {
				denyAttributes(rng, share, one)
			}
		}
	}
}

package plan

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// outcome is everything that the accounts before and after a plan say, and
// which thing after is which one before.
func outcome(t *testing.T, p *Plan) []string {
	t.Helper()
	before, after := built(t, p)
	lines := append(facts(before), facts(after)...)
	return append(lines, pairs(before, after)...)
}

func pairs(before, after *account.Account) []string {
	var all []string
	one := func(a *account.Account) map[int]string {
		m := map[int]string{}
		for b := range a.Buckets.All() {
			m[b.Serial()] = b.Label()
		}
		for g := range a.SecurityGroups.All() {
			m[g.Serial()] = g.Label()
		}
		for v := range a.Volumes.All() {
			m[v.Serial()] = v.Label()
		}
		for tr := range a.Trails.All() {
			m[tr.Serial()] = tr.Label()
		}
		return m
	}
	then := one(before)
	for serial, label := range one(after) {
		all = append(all, fmt.Sprintf("%s was %s", label, then[serial]))
	}
	return slices.Sorted(slices.Values(all))
}

// shuffled loads a plan whose lists of changes and of resources are in
// another order.
func shuffled(t *testing.T, raw []byte, seed uint64) *Plan {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(seed, 7))
	shuffle(r, doc["resource_changes"])
	if state, ok := doc["prior_state"].(map[string]any); ok {
		shuffleModule(r, treeChild(state["values"], "root_module"))
	}
	raw, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return load(t, raw)
}

func shuffle(r *rand.Rand, list any) []any {
	items, _ := list.([]any)
	r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	return items
}

func shuffleModule(r *rand.Rand, module any) {
	shuffle(r, treeChild(module, "resources"))
	for _, inner := range shuffle(r, treeChild(module, "child_modules")) {
		shuffleModule(r, inner)
	}
}

func TestTheOrderOfAPlanDoesNotMatter(t *testing.T) {
	eachFixture(t, func(t *testing.T, raw []byte) {
		want := outcome(t, load(t, raw))
		for seed := range uint64(10) {
			got := outcome(t, shuffled(t, raw, seed))
			if i := slices.IndexFunc(got, func(line string) bool { return !slices.Contains(want, line) }); i >= 0 || len(got) != len(want) {
				t.Fatalf("seed %d: %d lines for %d; another is %s", seed, len(got), len(want), got[max(i, 0)])
			}
		}
	})
}

func TestLoadingTwiceGivesTheSame(t *testing.T) {
	raw := content(t, "demo/plan.json")
	want := strings.Join(outcome(t, load(t, raw)), "\n")
	for range 5 {
		if got := strings.Join(outcome(t, load(t, raw)), "\n"); got != want {
			t.Fatal("one plan, two outcomes")
		}
	}
}

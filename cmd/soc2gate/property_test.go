package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan"
	"github.com/soc2gate/soc2gate/report"
	"github.com/soc2gate/soc2gate/rules"
)

// allCases calls do for every fixture with each of its recorded accounts.
func allCases(t *testing.T, do func(t *testing.T, dir, recording string)) {
	t.Helper()
	for _, pattern := range []string{filepath.Join("*", "*"), "demo"} {
		for _, dir := range cases(t, pattern) {
			for _, recording := range scopes(t, dir) {
				do(t, dir, recording)
			}
		}
	}
}

// builders returns the builders before and after of a case, or false if its
// plan is refused.
func builders(t *testing.T, dir, recorded string) (before, after *account.Builder, ok bool) {
	t.Helper()
	p, rec := loadCase(t, dir, recorded)
	if p.Refusal() != "" {
		return nil, nil, false
	}
	before = account.NewBuilder()
	if err := p.Before(before); err != nil {
		t.Fatal(err)
	}
	if rec != nil {
		if err := rec.Fill(before); err != nil {
			t.Fatalf("%s: %v", recorded, err)
		}
	}
	after = before.Clone()
	if err := p.After(after); err != nil {
		t.Fatal(err)
	}
	return before, after, true
}

func loadCase(t *testing.T, dir, recorded string) (*plan.Plan, *account.Recording) {
	t.Helper()
	file, err := os.Open(filepath.Join(dir, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	p, err := plan.Load(file)
	if err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	rec, err := recording(recorded)
	if err != nil {
		t.Fatal(err)
	}
	return p, rec
}

// answers judges an account under every rule, by rule and subject.
func answers(a *account.Account) map[string]account.Tri {
	all := map[string]account.Tri{}
	for _, rule := range rules.All() {
		for _, r := range rule.Judge(a) {
			name := rule.ID + " of the account"
			if t, ok := r.Subject.(account.Thing); ok {
				name = fmt.Sprintf("%s of %s %d", rule.ID, t.Base().Kind(), t.Base().Serial())
			}
			all[name] = r.Holds.Tri()
		}
	}
	return all
}

// TestMonotony hides facts at random: an answer may be lost and never turns
// into its opposite.
func TestMonotony(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	hidden, lost := 0, 0
	allCases(t, func(t *testing.T, dir, recorded string) {
		before, after, ok := builders(t, dir, recorded)
		if !ok {
			return
		}
		for _, b := range []*account.Builder{before, after} {
			full := answers(b.Clone().Build())
			for range 20 {
				share := rng.Float64() * 0.4
				less := b.Clone()
				less.Obscure(func() bool { return rng.Float64() < share })
				for name, tri := range answers(less.Build()) {
					hidden++
					was, asked := full[name]
					switch {
					case tri == account.Unknown && was != account.Unknown:
						lost++
					case tri != account.Unknown && was != tri && (asked || tri == account.False):
						t.Errorf("%s %s: %s was %v and is %v once facts are hidden", dir, recorded, name, was, tri)
					}
				}
			}
		}
	})
	if lost == 0 {
		t.Errorf("hiding facts lost none of %d answers, so the test shows nothing", hidden)
	}
	t.Logf("%d answers with facts hidden, %d of them lost, none reversed", hidden, lost)
}

// TestReads compares what each rule looks at with what it declares.
func TestReads(t *testing.T) {
	looked := map[string]map[account.Kind]bool{}
	allCases(t, func(t *testing.T, dir, recorded string) {
		_, after, ok := builders(t, dir, recorded)
		if !ok {
			return
		}
		for _, rule := range rules.All() {
			a := after.Clone().Build()
			rule.Judge(a)
			for _, kind := range a.Reads() {
				if !slices.Contains(rule.Reads, kind) {
					t.Errorf("%s reads %s and does not declare it", rule.ID, kind)
				}
				if looked[rule.ID] == nil {
					looked[rule.ID] = map[account.Kind]bool{}
				}
				looked[rule.ID][kind] = true
			}
		}
	})
	for _, rule := range rules.All() {
		for _, kind := range rule.Reads {
			if !looked[rule.ID][kind] {
				t.Errorf("%s declares %s and no fixture makes it read that", rule.ID, kind)
			}
		}
	}
}

// withoutAddresses takes Terraform's addresses out of an output: no sensitive
// value can be in one, and a short secret may be a word of a resource's name.
func withoutAddresses(out string, findings []report.Finding) string {
	for _, f := range findings {
		for _, fact := range slices.Concat(f.Because, f.Was) {
			out = strings.ReplaceAll(out, fact.Ref, "")
		}
		out = strings.ReplaceAll(out, f.Address, "")
	}
	return out
}

// TestNoSecretInAnyOutput looks for every value that Terraform marks as
// sensitive in every output of every fixture.
func TestNoSecretInAnyOutput(t *testing.T) {
	looked := 0
	allCases(t, func(t *testing.T, dir, recorded string) {
		p, _ := loadCase(t, dir, recorded)
		var findings []report.Finding
		if p.Refusal() == "" {
			findings = resultOf(t, dir, recorded).Findings
		}
		for _, format := range report.Formats() {
			_, out, errs := checkCase(dir, recorded, "--format", format)
			shown := withoutAddresses(out+errs, findings)
			for _, secret := range p.Secrets() {
				looked++
				if strings.Contains(shown, secret) {
					t.Errorf("%s %s: the %s output shows a sensitive value", dir, recorded, format)
				}
			}
		}
	})
	if looked == 0 {
		t.Error("no fixture has a sensitive value, so the test shows nothing")
	}
}

// TestRulesChangeNothing judges an account twice: rules look and do not touch.
func TestRulesChangeNothing(t *testing.T) {
	allCases(t, func(t *testing.T, dir, recorded string) {
		_, after, ok := builders(t, dir, recorded)
		if !ok {
			return
		}
		a := after.Build()
		first := answers(a)
		for name, tri := range answers(a) {
			if first[name] != tri {
				t.Errorf("%s %s: %s was %v and is %v when asked again", dir, recorded, name, first[name], tri)
			}
		}
	})
}

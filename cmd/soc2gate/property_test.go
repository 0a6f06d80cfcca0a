package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

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
	if folder := recordsIn(dir); folder != "" {
		signed, err := readRecords(folder)
		if err == nil {
			err = signed.Fill(before)
		}
		if err != nil {
			t.Fatal(err)
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
	t.Cleanup(func() { file.Close() })
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
			if l, ok := r.Subject.(account.Locale); ok {
				name += " in " + l.Region
			}
			if t, ok := r.Subject.(account.Thing); ok {
				// The id is what a thing goes by even where its address was hidden. Things
				// of two kinds or regions may have the same.
				m := t.Base()
				name = fmt.Sprintf("%s of %s %s %s", rule.ID, m.Kind(), m.Region, cmp.Or(m.ID, m.Called()))
			}
			all[name] = r.Holds.Tri()
		}
	}
	return all
}

// long leaves a test out of short runs, such as those with the race detector: it
// asks the same code many thousands of times.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("it asks the same code many thousands of times")
	}
}

// TestMonotony hides facts at random, of the account as it is and of the
// account as it will be: an answer may be lost and never turns into its
// opposite.
func TestMonotony(t *testing.T) {
	t.Parallel()
	long(t)
	rng := rand.New(rand.NewPCG(1, 2))
	hidden, lost := 0, 0
	allCases(t, func(t *testing.T, dir, recorded string) {
		before, after, ok := builders(t, dir, recorded)
		if !ok {
			return
		}
		p, _ := loadCase(t, dir, recorded)
		full := [2]map[string]account.Tri{answers(before.Clone().Build()), answers(after.Clone().Build())}
		for round := range 30 {
			share := rng.Float64() * 0.4
			hide := func() bool { return rng.Float64() < share }
			less, side := before.Clone(), 0
			switch round % 3 {
			case 1:
				less, side = after.Clone(), 1
			case 2: // what the plan is laid over was not all read
				less.Deny(hide)
				side = 1
				if err := p.After(less); err != nil {
					t.Fatal(err)
				}
			}
			if round%3 != 2 {
				less.Obscure(hide)
			}
			for name, tri := range answers(less.Build()) {
				was, asked := full[side][name]
				hidden++
				switch {
				case tri == account.Unknown && was != account.Unknown:
					lost++
				case tri != account.Unknown && was != tri && (asked || tri == account.False):
					t.Errorf("%s %s: %s was %v and is %v once facts are hidden (round %d)", dir, recorded, name, was, tri, round%3)
				}
			}
		}
	})
	if lost == 0 {
		t.Errorf("hiding facts lost none of %d answers, so the test shows nothing", hidden)
	}
	t.Logf("%d answers with facts hidden, %d of them lost, none reversed", hidden, lost)
}

// TestTheOrderOfChangesDoesNotMatter judges every fixture with the lists of its
// plan shuffled: the findings are the same, evidence included.
func TestTheOrderOfChangesDoesNotMatter(t *testing.T) {
	t.Parallel()
	long(t)
	rng := rand.New(rand.NewPCG(3, 4))
	allCases(t, func(t *testing.T, dir, recorded string) {
		p, _ := loadCase(t, dir, recorded)
		if p.Refusal() != "" {
			return
		}
		want := resultOf(t, dir, recorded).Findings
		for range 2 {
			shuffled := t.TempDir()
			shufflePlan(t, rng, filepath.Join(dir, "plan.json"), filepath.Join(shuffled, "plan.json"))
			copyFile(t, filepath.Join(dir, "tfplan"), filepath.Join(shuffled, "tfplan"))
			copyRecords(t, dir, shuffled)
			if got := resultOf(t, shuffled, recorded).Findings; !reflect.DeepEqual(got, want) {
				t.Errorf("%s %s: the findings differ when the changes are shuffled", dir, recorded)
			}
		}
	})
}

// copyFile copies the plan file of a case, if it has one.
func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if os.IsNotExist(err) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// copyRecords copies the signed records of a case, if it has any.
func copyRecords(t *testing.T, from, to string) {
	t.Helper()
	if folder := recordsIn(from); folder != "" {
		if err := os.CopyFS(filepath.Join(to, "records"), os.DirFS(folder)); err != nil {
			t.Fatal(err)
		}
	}
}

// shufflePlan writes a plan with its changes and its state in another order.
func shufflePlan(t *testing.T, rng *rand.Rand, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	shuffleLists(rng, doc["resource_changes"])
	shuffleLists(rng, doc["prior_state"])
	text, err = json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// shuffleLists shuffles the list, and the lists of resources and of modules
// that a state holds.
func shuffleLists(rng *rand.Rand, v any) {
	switch v := v.(type) {
	case []any:
		rng.Shuffle(len(v), func(i, j int) { v[i], v[j] = v[j], v[i] })
		for _, item := range v {
			if module, ok := item.(map[string]any); ok && module["type"] == nil {
				shuffleLists(rng, module)
			}
		}
	case map[string]any:
		for _, name := range []string{"values", "root_module", "resources", "child_modules"} {
			shuffleLists(rng, v[name])
		}
	}
}

// TestReads compares what each rule looks at with what it declares.
func TestReads(t *testing.T) {
	t.Parallel()
	looked := map[string]map[account.Kind]bool{}
	allCases(t, func(t *testing.T, dir, recorded string) {
		before, after, ok := builders(t, dir, recorded)
		if !ok {
			return
		}
		for _, rule := range rules.All() {
			for _, b := range []*account.Builder{before, after} {
				a := b.Clone().Build()
				rule.Judge(a)
				note(t, looked, rule, a.Reads())
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

// note remembers what a rule looked at, and complains of what it did not
// declare.
func note(t *testing.T, looked map[string]map[account.Kind]bool, rule *rules.Rule, reads []account.Kind) {
	t.Helper()
	for _, kind := range reads {
		if !slices.Contains(rule.Reads, kind) {
			t.Errorf("%s reads %s and does not declare it", rule.ID, kind)
		}
		if looked[rule.ID] == nil {
			looked[rule.ID] = map[account.Kind]bool{}
		}
		looked[rule.ID][kind] = true
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
	t.Parallel()
	looked, ours := 0, ownWords()
	allCases(t, func(t *testing.T, dir, recorded string) {
		p, _ := loadCase(t, dir, recorded)
		if len(p.Secrets()) == 0 {
			return
		}
		var findings []report.Finding
		if p.Refusal() == "" {
			findings = resultOf(t, dir, recorded).Findings
		}
		for _, format := range report.Formats() {
			_, out, errs := checkCase(dir, recorded, "--format", format)
			shown := withoutAddresses(out+errs, findings)
			for _, secret := range p.Secrets() {
				looked++
				if !strings.Contains(ours, secret) && strings.Contains(shown, secret) {
					t.Errorf("%s %s: the %s output shows a sensitive value", dir, recorded, format)
				}
			}
		}
	})
	if looked == 0 {
		t.Error("no fixture has a sensitive value, so the test shows nothing")
	}
}

// ownWords are those that the rules and the criteria are told in: that one of them
// is in an output shows nothing.
func ownWords() string {
	var b strings.Builder
	for _, r := range rules.All() {
		fmt.Fprintln(&b, r.ID, r.Title, r.Why, r.Fix, r.Reads)
		for _, s := range r.Criteria {
			fmt.Fprintln(&b, s.Criterion.Title(), s.Because)
		}
	}
	return b.String()
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

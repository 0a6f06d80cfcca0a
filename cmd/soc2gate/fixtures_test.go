package main

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/report"
	"github.com/soc2gate/soc2gate/rules"
)

var update = flag.Bool("update", false, "rewrite the want.txt of every fixture")

// fixturesDir is where the fixtures are; CI points it at plans that it has
// just made anew from the same main.tf files.
func fixturesDir() string {
	if dir := os.Getenv("SOC2GATE_FIXTURES"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "fixtures")
}

// cases returns the folders under fixtures that hold a plan.
func cases(t *testing.T, pattern string) []string {
	t.Helper()
	plans, err := filepath.Glob(filepath.Join(fixturesDir(), pattern, "plan.json"))
	if err != nil || len(plans) == 0 && os.Getenv("SOC2GATE_FIXTURES") == "" {
		t.Fatalf("no fixture matches %s (%v)", pattern, err)
	}
	for i, p := range plans {
		plans[i] = filepath.Dir(p)
	}
	return plans
}

// scopes returns the recorded accounts of a case; one without any is judged
// offline.
func scopes(t *testing.T, dir string) []string {
	t.Helper()
	accounts, err := filepath.Glob(filepath.Join(dir, "account*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(accounts) == 0 {
		return []string{""}
	}
	return accounts
}

// checkCase runs the real command on a case.
func checkCase(dir, recording string, more ...string) (code int, stdout, stderr string) {
	args := []string{"soc2gate", "check", filepath.Join(dir, "plan.json"), "--include-holds"}
	if hasFile(dir) {
		args = append(args[:2], "--json", filepath.Join(dir, "plan.json"), filepath.Join(dir, "tfplan"), "--include-holds")
	}
	if recording == "" {
		args = append(args, "--offline")
	} else {
		args = append(args, "--account", recording)
	}
	if dir := recordsIn(dir); dir != "" {
		args = append(args, "--records", dir)
	}
	var out, errs bytes.Buffer
	code = run(append(args, more...), strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// recordsIn returns the folder of signed records of a case, or empty.
func recordsIn(dir string) string {
	path := filepath.Join(dir, "records")
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return ""
	}
	return path
}

// hasFile tells whether the plan file of a case was kept beside its JSON.
func hasFile(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "tfplan"))
	return err == nil && info.Size() > 0
}

func resultOf(t *testing.T, dir, recording string) report.Result {
	t.Helper()
	code, out, errs := checkCase(dir, recording, "--format", "json")
	if code == gate.ExitUsage {
		t.Fatalf("%s %s: %s", dir, recording, errs)
	}
	followsSchema(t, out)
	r, err := report.Read(strings.NewReader(out))
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", dir, recording, err, errs)
	}
	if r.ExitCode != code {
		t.Errorf("%s %s: exit %d, the result says %d", dir, recording, code, r.ExitCode)
	}
	return r
}

// TestFixtures judges every real plan and compares the findings of the rule
// that the fixture is about with its want.txt, evidence included.
func TestFixtures(t *testing.T) {
	seen := map[string]map[string]bool{}
	for _, rule := range rules.All() {
		seen[rule.ID] = map[string]bool{}
		for _, dir := range cases(t, filepath.Join(rule.ID, "*")) {
			var got strings.Builder
			for _, recording := range scopes(t, dir) {
				fmt.Fprintf(&got, "# %s\n", scopeName(recording))
				for _, f := range resultOf(t, dir, recording).Findings {
					if f.Rule == rule.ID {
						got.WriteString(golden(f))
						seen[rule.ID][f.Verdict] = true
					}
				}
			}
			compareGolden(t, filepath.Join(dir, "want.txt"), got.String())
		}
	}
	if os.Getenv("SOC2GATE_FIXTURES") == "" {
		requireVerdicts(t, seen)
	}
}

// requireVerdicts wants every rule shown to introduce, to hold and to be
// undecided by a real plan. A rule that only tells what the change meets
// introduces nothing, ever; one about what was signed cannot be mended by a plan
// either.
func requireVerdicts(t *testing.T, seen map[string]map[string]bool) {
	t.Helper()
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		rule := rules.Find(id)
		wanted := verdictsOf(rule)
		if !slices.Contains(wanted, gate.Introduced) && seen[id][gate.Introduced.String()] {
			t.Errorf("%s introduces something", id)
		}
		for _, v := range wanted {
			if !seen[id][v.String()] {
				t.Errorf("%s: no fixture has a finding that is %s", id, v)
			}
		}
	}
}

// verdictsOf are those that the fixtures of a rule must have.
func verdictsOf(rule *rules.Rule) []gate.Verdict {
	switch {
	case rule.Sort == rules.Notice:
		return []gate.Verdict{gate.Left, gate.Holds, gate.Undecided, gate.Fixed}
	case !rule.Sort.Blocks():
		return []gate.Verdict{gate.Left, gate.Holds, gate.Undecided}
	case rule.Always != "":
		return []gate.Verdict{gate.Holds, gate.Undecided}
	}
	return []gate.Verdict{gate.Introduced, gate.Holds, gate.Undecided}
}

func scopeName(recording string) string {
	if recording == "" {
		return "offline"
	}
	return filepath.Base(recording)
}

// golden writes a finding in the form of want.txt.
func golden(f report.Finding) string {
	var b strings.Builder
	where := f.Address
	if where == "" {
		where = f.Subject
	}
	fmt.Fprintf(&b, "%s %s: %s -> %s", f.Verdict, where, f.Before, f.After)
	if f.Blocks {
		b.WriteString(", blocks")
	}
	if len(f.Lowered) > 0 {
		fmt.Fprintf(&b, ", %s", f.Severity)
	}
	for _, l := range f.Lowered {
		fmt.Fprintf(&b, ": %s", l.Reason)
	}
	b.WriteString("\n")
	for _, fact := range f.Because {
		if fact.Subject == f.Subject {
			fact.Subject = ""
		}
		fmt.Fprintf(&b, "  %s\n", strings.TrimSpace(fact.String()))
	}
	return names.ReplaceAllString(b.String(), "<id>")
}

// names are the ids that AWS makes up, which differ each time a plan is made.
var names = regexp.MustCompile(`\b([a-z]{2,5}-[0-9a-f]{17}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|db-[A-Z0-9]{26}|(tf|terraform)-\d{20,})\b`)

func compareGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v; run go test ./cmd/soc2gate -run Fixtures -update and read what it writes", err)
		return
	}
	if got != string(want) {
		t.Errorf("%s differs; got\n%s\nwant\n%s", path, got, want)
	}
}

// TestFixturesOfPlans runs the plans that are about Terraform's format: what is
// counted, what is not understood, what limits or refuses the plan.
func TestFixturesOfPlans(t *testing.T) {
	for _, dir := range cases(t, filepath.Join("plan", "*")) {
		var b strings.Builder
		code, out, errs := checkCase(dir, "", "--format", "json")
		if code == gate.ExitUsage {
			fmt.Fprintf(&b, "refused: %s", strings.ReplaceAll(errs, dir, "."))
		} else {
			var r report.Result
			if err := json.Unmarshal([]byte(out), &r); err != nil {
				t.Fatalf("%s: %v", dir, err)
			}
			fmt.Fprintf(&b, "changes %v\nunderstood %v\nnot understood %v\nunchanged %d, drifted %d\n",
				r.Plan.Changes, r.Coverage.Understood, r.Coverage.NotUnderstood, r.Coverage.Unchanged, r.Coverage.Drifted)
			for _, limit := range r.Limits {
				fmt.Fprintf(&b, "limit: %s\n", limit)
			}
		}
		compareGolden(t, filepath.Join(dir, "want.txt"), b.String())
	}
}

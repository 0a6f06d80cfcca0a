package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/report"
)

// TestFixturesOfLiveAccounts judges plans over recordings that collect has made
// of a double of AWS in which the plan's own resources were applied. Where the
// plan has just been made anew, check has read the same account live, and must
// have come to the same findings about all that the plan touches.
func TestFixturesOfLiveAccounts(t *testing.T) {
	for _, dir := range cases(t, filepath.Join("live", "*")) {
		recorded := touchedOf(t, dir, resultOf(t, dir, filepath.Join(dir, "account.json")))
		compareGolden(t, filepath.Join(dir, "want.txt"), recorded)
		raw, err := os.ReadFile(filepath.Join(dir, "check.json"))
		if err != nil {
			if os.Getenv("SOC2GATE_FIXTURES") != "" {
				t.Errorf("%s was not checked live: %v", dir, err)
			}
			continue
		}
		var live report.Result
		if err := json.Unmarshal(raw, &live); err != nil {
			t.Fatal(err)
		}
		if live.Scope.Mode != "live" || !live.Scope.Synthetic {
			t.Errorf("%s: the check was not live, or does not say that AWS did not answer: %+v", dir, live.Scope)
		}
		if got := touchedOf(t, dir, live); got != recorded {
			t.Errorf("%s: live, check says\n%s\nand over the recording\n%s", dir, got, recorded)
		}
	}
}

// touchedOf writes what a result says by the rules that the case names, and no
// decision, which is by all rules. It leaves out
// what it leaves open of things that the plan has no hand in: about those, a
// live check asks no more than the listing tells.
func touchedOf(t *testing.T, dir string, r report.Result) string {
	t.Helper()
	named, err := os.ReadFile(filepath.Join(dir, "rules"))
	if err != nil {
		t.Fatal(err)
	}
	rules := strings.Fields(string(named))
	var b strings.Builder
	for _, f := range r.Findings {
		if slices.Contains(rules, f.Rule) && (f.Touched || f.Verdict != gate.Undecided.String()) {
			fmt.Fprintf(&b, "%s ", f.Rule)
			b.WriteString(golden(f))
		}
	}
	return b.String()
}

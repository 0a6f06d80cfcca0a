package rules

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// TestEachRuleIsOneFile keeps the promise of the contributing guide: a rule is
// one short file that goes by its ID.
func TestEachRuleIsOneFile(t *testing.T) {
	for _, r := range All() {
		text, err := os.ReadFile(r.ID + ".go")
		if err != nil {
			t.Errorf("%s: %v", r.ID, err)
			continue
		}
		if !strings.Contains(string(text), `"`+r.ID+`"`) {
			t.Errorf("%s.go does not define the rule", r.ID)
		}
		if _, err := os.Stat("../fixtures/" + r.ID); err != nil {
			t.Errorf("%s has no fixtures: %v", r.ID, err)
		}
	}
}

func TestIDsArePlainWords(t *testing.T) {
	plain := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
	for _, r := range All() {
		if !plain.MatchString(r.ID) {
			t.Errorf("%q is not words joined by hyphens", r.ID)
		}
		for _, word := range []string{"compliant", "compliance"} {
			if strings.Contains(strings.ToLower(r.Title+r.Why+r.Fix), word) {
				t.Errorf("%s says %q; a rule supports a criterion and makes nobody compliant", r.ID, word)
			}
		}
	}
}

func TestThereAre61Criteria(t *testing.T) {
	ids := Criteria()
	if len(ids) != 61 {
		t.Fatalf("there are %d criteria", len(ids))
	}
	if ids[0] != "CC1.1" || ids[33] != "A1.1" || ids[60] != "P8.1" {
		t.Errorf("the criteria are not in the order of the standard: %v", ids)
	}
	reach := map[Reach]int{}
	for _, c := range ids {
		if c.Title() == "" {
			t.Errorf("%s has no title", c)
		}
		reach[c.Reach()]++
	}
	if reach[Full] != 11 || reach[Partial] != 26 || reach[None] != 24 {
		t.Errorf("reach is %v", reach)
	}
}

// TestNoRuleClaimsWhatConfigurationCannotShow keeps rules away from criteria
// that only people and procedures can meet.
func TestNoRuleClaimsWhatConfigurationCannotShow(t *testing.T) {
	for _, r := range All() {
		for _, s := range r.Criteria {
			if s.Criterion.Reach() == None {
				t.Errorf("%s claims to support %s", r.ID, s.Criterion)
			}
		}
	}
}

// TestAnAccountNobodyReadPassesNoRule judges an account of which nothing is
// known: every answer there is must be "unknown".
func TestAnAccountNobodyReadPassesNoRule(t *testing.T) {
	nothing := account.NewBuilder().Build()
	answers := 0
	for _, r := range All() {
		for _, result := range r.Judge(nothing) {
			answers++
			if result.Holds.Tri() != account.Unknown {
				t.Errorf("%s is %v of an account that nobody read", r.ID, result.Holds.Tri())
			}
		}
	}
	if answers == 0 {
		t.Error("no rule answered at all")
	}
}

func TestAddRefusesWhatCannotBeReported(t *testing.T) {
	good := *All()[0]
	broken := map[string]func(*Rule){
		"no id":            func(r *Rule) { r.ID = "" },
		"no severity":      func(r *Rule) { r.Severity = NoSeverity },
		"no check":         func(r *Rule) { r.Check = nil },
		"no fix":           func(r *Rule) { r.Fix = "" },
		"no reads":         func(r *Rule) { r.Reads = nil },
		"no criterion":     func(r *Rule) { r.Criteria = nil },
		"unknown criteria": func(r *Rule) { r.Criteria = []Support{{"CC99.9", "because"}} },
		"no reason":        func(r *Rule) { r.Criteria = []Support{{"CC6.1", ""}} },
		"an id twice":      func(*Rule) {},
	}
	before := slices.Clone(all)
	defer func() { all = before }()
	for name, spoil := range broken {
		r := good
		if name != "an id twice" {
			r.ID = "a-new-id"
		}
		spoil(&r)
		if !panics(func() { add(r) }) {
			t.Errorf("a rule with %s is taken", name)
		}
	}
}

func panics(do func()) (did bool) {
	defer func() { did = recover() != nil }()
	do()
	return false
}

func TestLowerCountsOnlyWhatIsKnownAndOnlyFailures(t *testing.T) {
	rule := &Rule{Severity: High}
	yes := func() account.Bool { return account.Known(true) }
	unsure := func() account.Bool { return account.Unsure() }
	for _, c := range []struct {
		name  string
		holds account.Bool
		when  []func() account.Bool
		want  Severity
	}{
		{"a failure with a known circumstance", account.Known(false), []func() account.Bool{yes}, Medium},
		{"two circumstances", account.Known(false), []func() account.Bool{yes, yes}, Low},
		{"never below low", account.Known(false), []func() account.Bool{yes, yes, yes}, Low},
		{"an unknown circumstance", account.Known(false), []func() account.Bool{unsure}, High},
		{"a pass", account.Known(true), []func() account.Bool{yes}, High},
	} {
		r := &Result{Holds: c.holds}
		for _, when := range c.when {
			r.Lower("because", when)
		}
		if got := r.Severity(rule); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

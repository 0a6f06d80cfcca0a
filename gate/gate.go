// Package gate judges the account before and after a change, names what the
// change does to every control, and decides whether it may be applied.
package gate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

// Verdict is what a change does to one rule for one subject.
type Verdict uint8

// The verdicts. The zero value is undecided, so that nothing passes by
// omission.
const (
	Undecided  Verdict = iota // a fact that the rule needs is not known
	Introduced                // held, or is new; will not hold
	Left                      // did not hold; will not hold
	Fixed                     // did not hold; holds
	Holds                     // will hold
)

// String returns the word used in every output.
func (v Verdict) String() string {
	return [...]string{"undecided", "introduced", "left", "fixed", "holds"}[v]
}

// Enforcement says what a rule's failure does to the decision.
type Enforcement uint8

// The levels of enforcement. The zero value is the strictest that a valid
// waiver can lift.
const (
	Soft     Enforcement = iota // blocks unless a waiver names rule, scope and cause
	Hard                        // blocks, and no waiver lifts it
	Advisory                    // never blocks
)

// String returns the word used in every output.
func (e Enforcement) String() string { return [...]string{"soft", "hard", "advisory"}[e] }

// Finding is the verdict of one rule about one subject.
type Finding struct {
	Rule        *rules.Rule
	Verdict     Verdict
	Enforcement Enforcement
	Severity    rules.Severity
	Subject     string
	Address     string // the full Terraform address, if a plan manages the subject
	Message     string
	Lowered     []rules.Lowered
	Because     []account.Fact // what decides it after the change
	Was         []account.Fact // what decided it before, if the answer changed
	Before      State
	After       State
	Touched     bool // the plan has a hand in it
	Blocks      bool
}

// State is an answer on one side of the change.
type State uint8

// The states. Absent is a subject that is not there.
const (
	Unknown State = iota
	Fails
	Passes
	Absent
)

// String returns the word used in every output.
func (s State) String() string { return [...]string{"unknown", "fails", "holds", "absent"}[s] }

func stateOf(t account.Tri) State { return [...]State{Unknown, Fails, Passes}[t] }

// Decide judges both accounts under every rule and pairs the answers by
// subject. A rule that panics leaves all its subjects undecided.
func Decide(rs []*rules.Rule, before, after *account.Account) []Finding {
	var findings []Finding
	for _, rule := range rs {
		findings = append(findings, decide(rule, before, after)...)
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Address, b.Address), cmp.Compare(a.Subject, b.Subject))
	})
	return findings
}

func decide(rule *rules.Rule, before, after *account.Account) (findings []Finding) {
	defer func() {
		if p := recover(); p != nil {
			findings = []Finding{broken(rule, after, p)}
		}
	}()
	was := map[string]*rules.Result{}
	for _, r := range rule.Judge(before) {
		was[key(r.Subject)] = r
	}
	seen := map[string]bool{}
	for _, r := range rule.Judge(after) {
		k := key(r.Subject)
		if seen[k] {
			return []Finding{broken(rule, after, "it gives two answers about "+r.Subject.Label())}
		}
		seen[k] = true
		findings = append(findings, compare(rule, was[k], r))
		delete(was, k)
	}
	for _, k := range slices.Sorted(maps.Keys(was)) {
		if was[k].Holds.Tri() == account.False {
			findings = append(findings, gone(rule, was[k]))
		}
	}
	return findings
}

// broken is the finding about a rule that could not be run.
func broken(rule *rules.Rule, a *account.Account, cause any) Finding {
	return Finding{
		Rule: rule, Verdict: Undecided, Severity: rule.Severity, Subject: a.Label(), Touched: true,
		Message: fmt.Sprintf("the rule itself failed: %v", cause), Before: Unknown, After: Unknown,
		Because: []account.Fact{{Subject: rule.ID, Path: "rule", Cause: account.Failed}},
	}
}

// key pairs the answers about one subject before and after. Things keep their
// serial through a change, whatever becomes of their names.
func key(s rules.Subject) string {
	if t, ok := s.(account.Thing); ok {
		return fmt.Sprintf("%s#%d", t.Base().Kind(), t.Base().Serial())
	}
	return "account"
}

// compare derives the verdict from the answers on both sides of the change.
func compare(rule *rules.Rule, was, is *rules.Result) Finding {
	f := Finding{
		Rule: rule, Severity: is.Severity(rule), Lowered: is.Lowered, Message: is.Message,
		Subject: is.Subject.Label(), Because: is.Holds.Why(), After: stateOf(is.Holds.Tri()), Before: Absent,
	}
	if was != nil {
		f.Before = stateOf(was.Holds.Tri())
	}
	if was != nil && f.Before != f.After {
		f.Was = was.Holds.Why()
	}
	f.Verdict = verdict(f.Before, f.After)
	if f.Verdict == Left && is.WorseThan(was) {
		f.Verdict, f.Was = Introduced, was.Holds.Why()
	}
	if t, ok := is.Subject.(account.Thing); ok {
		f.Address, f.Touched = t.Base().Place(), t.Base().Touched()
	}
	f.Touched = f.Touched || f.Before == Passes && f.After != Passes || slices.ContainsFunc(f.Because, fromPlan)
	return f
}

// verdict is the matrix of the design: what held before against what will
// hold after.
func verdict(before, after State) Verdict {
	switch after {
	case Passes:
		if before == Fails {
			return Fixed
		}
		return Holds
	case Fails:
		if before == Fails {
			return Left
		}
		return Introduced
	case Unknown, Absent:
	}
	return Undecided
}

func fromPlan(f account.Fact) bool { return f.Origin.Source == account.FromPlan }

// gone is the finding about a subject that failed and that the change takes
// away.
func gone(rule *rules.Rule, was *rules.Result) Finding {
	f := Finding{
		Rule: rule, Verdict: Fixed, Severity: was.Severity(rule), Message: was.Message,
		Subject: was.Subject.Label(), Was: was.Holds.Why(), Before: Fails, After: Absent, Touched: true,
	}
	if t, ok := was.Subject.(account.Thing); ok {
		f.Address = t.Base().Place()
	}
	return f
}

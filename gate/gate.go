// Package gate judges the account before and after a change, names what the
// change does to every control, and decides whether it may be applied.
package gate

import (
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
	failed      bool // the rule itself did
}

// sort is that of the rule. What has none is judged as a control.
func (f *Finding) sort() rules.Sort {
	if f.Rule == nil {
		return rules.Control
	}
	return f.Rule.Sort
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

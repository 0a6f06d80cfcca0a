package gate

import (
	"slices"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

// The exit codes, the same for every command.
const (
	ExitAllow      = 0 // nothing stands in the way
	ExitBlock      = 1 // a finding blocks, or the plan is not the one that was judged
	ExitUsage      = 2 // bad usage, bad configuration or unreadable input
	ExitCannotTell = 3 // only what is not known stands in the way
)

// Outcome is the word for an exit code.
type Outcome string

// The outcomes of a judgement.
const (
	Allow      Outcome = "allow"
	Block      Outcome = "block"
	CannotTell Outcome = "cannot-tell"
)

// The reasons for an outcome.
const (
	ReasonNone       = "nothing-introduced"
	ReasonIntroduced = "introduced"
	ReasonRefused    = "would-be-refused" // AWS will refuse a part of the change
	ReasonUndecided  = "undecided"
	ReasonNothing    = "nothing-judged"
	ReasonLimits     = "plan-limits"

	ReasonWrongAccount = "wrong-account"   // the recording is of another account
	ReasonStale        = "stale-recording" // the recording is older than was asked for
)

// Policy says how strictly each rule is enforced. The zero Policy enforces
// every rule softly.
type Policy struct{ ByRule map[string]Enforcement }

// Decision is the outcome of a judgement and why.
type Decision struct {
	Outcome Outcome
	Exit    int
	Reason  string
}

// Enforce marks the findings that block.
func (p Policy) Enforce(findings []Finding) {
	for i := range findings {
		f := &findings[i]
		f.Enforcement = p.ByRule[f.Rule.ID]
		f.Blocks = f.Enforcement != Advisory && (f.sort().Blocks() || f.failed) &&
			(f.Verdict == Introduced || f.Verdict == Undecided && f.Touched && !f.leftToApply())
	}
}

// leftToApply tells whether AWS's refusal hangs on nothing but values that apply
// itself will know. No reading of the account could tell, and what is refused then
// is not deployed: whether what is deployed is right is for the controls to say.
func (f *Finding) leftToApply() bool {
	unknown := slices.DeleteFunc(slices.Clone(f.Because), func(x account.Fact) bool { return x.Cause == "" })
	return f.sort() == rules.Refusal && len(unknown) > 0 &&
		!slices.ContainsFunc(unknown, func(x account.Fact) bool { return x.Cause != account.AfterApply })
}

// Conclude turns the findings into a decision; see Judgement.Conclude.
func Conclude(findings []Finding, limits []string) Decision {
	return Judgement{Findings: findings}.Conclude(limits)
}

// Conclude turns the judgement into a decision. Limits are what keeps the plan
// from telling all that apply would do; with any of them nothing is allowed.
func (j Judgement) Conclude(limits []string) Decision {
	introduced, refused, undecided, decided := false, false, false, j.Held > j.noticed
	for _, f := range j.Findings {
		introduced = introduced || f.Blocks && f.Verdict == Introduced && f.sort() != rules.Refusal
		refused = refused || f.Blocks && f.Verdict == Introduced && f.sort() == rules.Refusal
		undecided = undecided || f.Blocks && f.Verdict == Undecided
		decided = decided || f.Verdict != Undecided && f.sort().Allows()
	}
	switch {
	case introduced:
		return Decision{Block, ExitBlock, ReasonIntroduced}
	case refused:
		return Decision{Block, ExitBlock, ReasonRefused}
	case undecided:
		return Decision{CannotTell, ExitCannotTell, ReasonUndecided}
	case len(limits) > 0:
		return Decision{CannotTell, ExitCannotTell, ReasonLimits}
	case !decided:
		return Decision{CannotTell, ExitCannotTell, ReasonNothing}
	}
	return Decision{Allow, ExitAllow, ReasonNone}
}

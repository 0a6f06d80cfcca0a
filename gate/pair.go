package gate

import (
	"slices"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

// pair is what one rule says about one subject before and after the change;
// either may be missing.
type pair struct{ was, is *rules.Result }

// subject pairs the answers before and after. Things keep their serial through
// a change, whatever becomes of their names. The zero subject is the account.
type subject struct {
	kind   account.Kind
	serial int
	region string // of the account, if the answer is about one
}

func subjectOf(r *rules.Result) subject {
	switch s := r.Subject.(type) {
	case account.Thing:
		return subject{kind: s.Base().Kind(), serial: s.Base().Serial()}
	case account.Locale:
		return subject{region: s.Region}
	}
	return subject{}
}

// touches tells whether the change has a hand in the subject, as it has in the
// account.
func touches(r *rules.Result) bool {
	t, ok := r.Subject.(account.Thing)
	return !ok || t.Base().Touched()
}

// state is the answer on one side of the change.
func state(r *rules.Result) State {
	if r == nil {
		return Absent
	}
	return [...]State{Unknown, Fails, Passes}[r.Holds.Tri()]
}

// verdict compares the answers on both sides of the change.
func (p pair) verdict() Verdict {
	v := verdict(state(p.was), state(p.is))
	if v == Left && p.is.WorseThan(p.was) {
		return Introduced
	}
	return v
}

// finding puts the verdict into words.
func (p pair) finding(rule *rules.Rule) Finding {
	f := Finding{
		Rule: rule, Verdict: p.verdict(), Severity: p.is.Severity(rule), Lowered: p.is.Lowered, Message: p.is.Message(),
		Subject: p.is.Subject.Label(), Because: p.is.Holds.Why(), Before: state(p.was), After: state(p.is),
	}
	worse := f.Verdict == Introduced && f.Before == Fails
	if p.was != nil && (f.Before != f.After || worse) {
		f.Was = p.was.Holds.Why()
	}
	if t, ok := p.is.Subject.(account.Thing); ok {
		f.Address, f.Touched = t.Base().Place(), t.Base().Touched()
	}
	f.Touched = f.Touched || f.Before == Passes && f.After != Passes || slices.ContainsFunc(f.Because, fromPlan)
	return f
}

func fromPlan(f account.Fact) bool { return f.Origin.Source == account.FromPlan }

// refused tells whether the fact was asked for in vain. Had there been an answer, the
// change may have been seen to have a hand in what is decided.
func refused(f account.Fact) bool { return f.Unanswered() }

// opens tells whether the change is the first to have anything in the region that
// an answer is about.
func (p pair) opens() bool {
	l, ok := p.is.Subject.(account.Locale)
	return ok && l.Opened
}

// leansOutside tells whether a fact about something else, which was seen in
// the account, decides about what the change has a hand in.
func (f *Finding) leansOutside() bool {
	return f.Touched && slices.ContainsFunc(f.Because, func(x account.Fact) bool {
		return x.Subject != f.Subject && x.Origin.Source == account.FromLive
	})
}

// gone is the finding about a subject that failed and that the change takes
// away.
func gone(rule *rules.Rule, was *rules.Result) Finding {
	f := Finding{
		Rule: rule, Verdict: Fixed, Severity: was.Severity(rule), Message: was.Message(),
		Subject: was.Subject.Label(), Was: was.Holds.Why(), Before: Fails, After: Absent, Touched: true,
	}
	if t, ok := was.Subject.(account.Thing); ok {
		f.Address = t.Base().Place()
	}
	return f
}

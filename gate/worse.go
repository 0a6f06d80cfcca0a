package gate

import (
	"slices"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

// doubtLeft leaves open whether a failure was there before the change, where a
// circumstance that made it matter less may have been the case and ceases to be.
func (f *Finding) doubtLeft(p pair, hand func() bool) {
	if f.Verdict != Left {
		return
	}
	why, worse := p.mayBeWorse(hand)
	if !worse {
		return
	}
	f.Verdict, f.Touched = Undecided, true
	f.Because = slices.Concat(why, f.Because)
}

// mayBeWorse tells whether a failure may be graver than it was, and what would
// tell. A circumstance that was not known and is not known counts as it was, unless
// the change has a hand in it.
func (p pair) mayBeWorse(hand func() bool) (why []account.Fact, worse bool) {
	least, most := len(p.is.Lowered), len(p.was.Lowered)+len(p.was.Doubts)
	for _, d := range p.is.Doubts {
		changed := slices.ContainsFunc(d.Why, fromPlan) || slices.ContainsFunc(d.Why, refused) && hand()
		if changed || !about(p.was.Doubts, d.Reason) {
			why = append(why, d.Why...)
			continue
		}
		least++
	}
	for _, d := range p.was.Doubts {
		if !about(p.is.Doubts, d.Reason) {
			why = append(why, d.Why...)
		}
	}
	return why, least < most
}

func about(circumstances []rules.Lowered, reason string) bool {
	return slices.ContainsFunc(circumstances, func(l rules.Lowered) bool { return l.Reason == reason })
}

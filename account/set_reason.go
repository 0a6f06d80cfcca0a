package account

import (
	"fmt"
	"slices"
)

// undecided is the reason of an answer that no single item of a set decided.
// To write it out the items are asked once more, which gives the same answers.
type undecided[T any] struct {
	set    Set[T]
	some   func() []T // the items that may leave it open
	ok     func(T) Bool
	answer Tri
}

func (u *undecided[T]) facts() []Fact {
	var facts []Fact
	items := u.set.items
	if u.answer == Unknown {
		items = u.some()
	}
	for _, item := range items {
		if len(facts) >= fewFacts {
			break
		}
		if b := u.ok(item); (b.tri == Unknown) == (u.answer == Unknown) {
			facts = joinFew(facts, b.Why())
		}
	}
	if u.answer != Unknown {
		return joinFacts(facts, append(u.set.gone(), u.set.listing()))
	}
	if u.set.whole().tri != True {
		facts = joinFacts(facts, u.set.missing())
	}
	return joinFacts(facts, u.set.gone())
}

// whole is the reason why a set is complete, or is not.
type whole[T any] Set[T]

func (w *whole[T]) facts() []Fact {
	s := (*Set[T])(w)
	if s.listed && len(s.gaps) == 0 {
		return []Fact{s.listing()}
	}
	return s.missing()
}

// listing is the fact that everything was seen.
func (s Set[T]) listing() Fact {
	return Fact{Subject: s.name(), Path: "count", Value: fmt.Sprint(len(s.items)), Origin: Origin{Source: FromListed}}
}

// missing are the facts that would complete the set.
func (s Set[T]) missing() []Fact {
	if !s.listed && len(s.gaps) == 0 {
		return []Fact{{Subject: s.name(), Path: "list", Cause: NotCollected}}
	}
	facts := make([]Fact, 0, len(s.gaps))
	for _, g := range s.gaps {
		f := Fact{
			Subject: s.name() + in(g.Region), Path: "list", Cause: g.Cause, Via: g.Via,
			Origin: Origin{Source: g.source(), Ref: g.Call},
		}
		if g.Of == "" || !slices.Contains(facts, f) { // the same of many things is said once
			facts = append(facts, f)
		}
	}
	return facts
}

func (g Gap) source() Source {
	if g.Via != "" || g.Cause == DeferredToLater || g.Cause == NotFollowed {
		return FromPlan
	}
	return FromListed
}

func in(region string) string {
	if region == "" {
		return ""
	}
	return " in " + region
}

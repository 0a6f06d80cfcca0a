package account

import "slices"

// handIn are the facts that the change has a hand in things of a kind that
// were there before.
func handIn[T any](s *Set[T]) []Fact {
	facts := s.gone()
	for _, item := range s.items {
		if thing, ok := any(item).(Thing); ok && thing.Base().touched && !thing.Base().fresh && len(facts) < fewFacts {
			facts = append(facts, thing.Base().handled())
		}
	}
	return facts
}

// Moved are the facts that the change has a hand in things of the kind that were
// there before; none if it has not.
func (s Set[T]) Moved() []Fact {
	s.note()
	return handIn(&s)
}

// alertingDoubt adds to an answer that is not known what the change does to the
// way that an event takes to somebody: it may be what decides.
func (a *Account) alertingDoubt(b Bool, more ...[]Fact) Bool {
	if b.Tri() != Unknown {
		return b
	}
	way := slices.Concat(more...)
	way = append(way, handIn(&a.EventRules)...)
	way = append(way, handIn(&a.Topics)...)
	way = append(way, handIn(&a.Subscriptions)...)
	way = append(way, handIn(&a.Keys)...)
	return b.Because(way...)
}

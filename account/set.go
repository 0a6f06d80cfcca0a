package account

import (
	"iter"
	"slices"
)

// Gap is a part of the account that could not be seen.
type Gap struct {
	Region string `json:"region,omitempty"`
	Call   string `json:"call,omitempty"` // the API operation, or the Terraform address
	Cause  Cause  `json:"cause"`
}

// Set is a collection that knows what may be missing from it. The zero Set is
// empty and incomplete: nobody has looked.
type Set[T any] struct {
	kind    Kind
	items   []T
	removed []T
	listed  bool
	gaps    []Gap
	reads   *reads
	index   *index
}

// Complete tells whether the set is known to hold everything there is.
func (s Set[T]) Complete() Bool {
	s.reads.note(s.kind)
	return s.whole()
}

func (s *Set[T]) whole() Bool {
	if s.listed && len(s.gaps) == 0 {
		return Bool{True, (*whole[T])(s)}
	}
	return Bool{Unknown, (*whole[T])(s)}
}

// All yields every item that was seen.
func (s Set[T]) All() iter.Seq[T] {
	s.reads.note(s.kind)
	return slices.Values(s.items)
}

// Removed yields what the change takes away, as it was last known. It is
// empty in the account before the change.
func (s Set[T]) Removed() iter.Seq[T] {
	s.reads.note(s.kind)
	return slices.Values(s.removed)
}

// Len returns the number of items that were seen.
func (s Set[T]) Len() int {
	s.reads.note(s.kind)
	return len(s.items)
}

// Exists tells whether ok is true of any item. It is false only if it is
// false of all of them and the set is complete.
func (s Set[T]) Exists(ok func(T) Bool) Bool { return s.quantify(ok, True) }

// Every tells whether ok is true of all items. It is true only if the set is
// complete as well.
func (s Set[T]) Every(ok func(T) Bool) Bool { return s.quantify(ok, False) }

// quantify looks for one item that decides; if there is none, the answer is
// the opposite, provided that everything was seen.
func (s *Set[T]) quantify(ok func(T) Bool, decides Tri) Bool {
	s.reads.note(s.kind)
	answer := Known(decides == False).tri
	if !s.listed || len(s.gaps) > 0 {
		answer = Unknown
	}
	for _, item := range s.items {
		switch b := ok(item); b.tri { //nolint:exhaustive // decides is one of the other two
		case decides:
			return b
		case Unknown:
			answer = Unknown
		}
	}
	return Bool{answer, &undecided[T]{*s, ok, answer}}
}

// gone are the facts that a change took things away: without them the
// evidence that nothing is left would not name who took the last one.
func (s Set[T]) gone() []Fact {
	var facts []Fact
	for _, item := range s.removed {
		if thing, ok := any(item).(Thing); ok && len(facts) < fewFacts {
			facts = append(facts, thing.Base().Gone())
		}
	}
	return facts
}

// Where returns the items of which ok is true, and is as complete as the set
// it came from.
func (s Set[T]) Where(ok func(T) bool) Set[T] {
	s.reads.note(s.kind)
	no := func(item T) bool { return !ok(item) }
	s.items = slices.DeleteFunc(slices.Clone(s.items), no)
	s.removed = slices.DeleteFunc(slices.Clone(s.removed), no)
	s.index = nil
	return s
}

package account

import (
	"iter"
	"slices"
	"sync/atomic"
)

// Gap is a part of the account that could not be seen.
type Gap struct {
	Region string `json:"region,omitempty"`
	Call   string `json:"call,omitempty"` // the API operation, or the Terraform address
	Cause  Cause  `json:"cause"`
	// Of is the ARN of the thing whose items are missing, if no others are: the
	// recovery points of one database, say.
	Of  string `json:"of,omitempty"`
	Via string `json:"-"` // the Terraform attribute, if the plan leaves it open
}

// Set is a collection that knows what may be missing from it. The zero Set is
// empty and incomplete: nobody has looked.
type Set[T any] struct {
	items  []T
	gaps   []Gap
	listed bool
	field  uint8     // of the place
	at     *place    // of a set that is an attribute
	shelf  *shelf[T] // of a set that is a kind of things
}

// shelf is what a set of all things of a kind has and a list has not.
type shelf[T any] struct {
	kind    Kind
	removed []T
	read    *atomic.Bool // whether somebody looked
	there   lookup[T]
	gone    lookup[T] // finds what was removed
}

// note remembers that somebody looked.
func (s *Set[T]) note() {
	if s.shelf != nil && !s.shelf.read.Load() {
		s.shelf.read.Store(true)
	}
}

// name is what the set is called in the evidence.
func (s *Set[T]) name() string {
	switch {
	case s.shelf != nil:
		return string(s.shelf.kind)
	case s.at != nil:
		return s.at.of.Label() + " " + s.at.path(s.field)
	}
	return ""
}

// Complete tells whether the set is known to hold everything there is.
func (s Set[T]) Complete() Bool {
	s.note()
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
	s.note()
	return slices.Values(s.items)
}

// Removed yields what the change takes away, as it was last known. It is
// empty in the account before the change.
func (s Set[T]) Removed() iter.Seq[T] {
	s.note()
	if s.shelf == nil {
		return func(func(T) bool) {}
	}
	return slices.Values(s.shelf.removed)
}

// Len returns the number of items that were seen.
func (s Set[T]) Len() int {
	s.note()
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
	s.note()
	return s.decide(s.items, ok, decides)
}

// decide is quantify for a question that only some of the items can decide or
// leave open.
func (s *Set[T]) decide(some []T, ok func(T) Bool, decides Tri) Bool {
	answer := triOf(decides == False)
	if s.whole().tri != True {
		answer = Unknown
	}
	for _, item := range some {
		switch b := ok(item); b.tri { //nolint:exhaustive // decides is one of the other two
		case decides:
			return b
		case Unknown:
			answer = Unknown
		}
	}
	return Bool{answer, &undecided[T]{*s, func() []T { return some }, ok, answer}}
}

// gone are the facts that a change took things away: without them the
// evidence that nothing is left would not name who took the last one.
func (s Set[T]) gone() []Fact {
	var facts []Fact
	for item := range s.Removed() {
		if thing, ok := any(item).(Thing); ok && len(facts) < fewFacts {
			facts = append(facts, thing.Base().Gone())
		}
	}
	return facts
}

// Where returns the items of which ok is true, and is as complete as the set
// it came from.
func (s Set[T]) Where(ok func(T) bool) Set[T] {
	s.note()
	no := func(item T) bool { return !ok(item) }
	s.items = slices.DeleteFunc(slices.Clone(s.items), no)
	if s.shelf != nil {
		s.shelf = &shelf[T]{kind: s.shelf.kind, read: s.shelf.read, removed: slices.DeleteFunc(slices.Clone(s.shelf.removed), no)}
	}
	return s
}

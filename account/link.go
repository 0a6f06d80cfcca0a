package account

import (
	"slices"
	"strings"
	"sync/atomic"
)

// Link is an attribute that names another thing. While that thing does not
// exist yet the link may still be exact, by its Terraform address.
type Link struct {
	Value[string]
	by *reference // if the value is not known and the link is exact all the same
}

// reference is what a link refers to.
type reference struct {
	to   []string // Terraform addresses, one of which it is
	open bool     // it may as well be something that nobody could find
}

// refers returns what the link refers to, which may be nothing.
func (l *Link) refers() reference {
	if l.by == nil {
		return reference{}
	}
	return *l.by
}

// LinkTo returns a link by value.
func LinkTo(v Value[string]) Link { return Link{Value: v} }

// LinkBy returns a link whose value is not known yet and that refers to one of
// the things at these Terraform addresses.
func LinkBy(v Value[string], addresses []string) Link {
	return Link{Value: v, by: &reference{to: addresses}}
}

// Inexact returns the link for an expression that may name something else as
// well, which cannot be found.
func (l Link) Inexact() Link {
	l.by = &reference{to: l.refers().to, open: true}
	return l
}

// Absent tells whether the link is known to name nothing.
func (l *Link) Absent() Bool {
	if by := l.refers(); len(by.to) > 0 && !by.open {
		return Bool{False, l}
	}
	return l.Value.Is("")
}

// To tells whether the link names the thing.
func (l *Link) To(t Thing) Bool {
	m, by := t.Base(), l.refers()
	if l.known {
		return Bool{triOf(m.Answers(l.v)), l}
	}
	if by.open || len(by.to) == 0 || (slices.Contains(by.to, m.Address) && len(by.to) > 1) {
		return Bool{Unknown, &l.Value}
	}
	return Bool{triOf(by.to[0] == m.Address), l}
}

// facts makes the link the reason of an answer.
func (l *Link) facts() []Fact { return []Fact{l.Fact()} }

// Fact returns the link as evidence: the value or the address behind it.
func (l Link) Fact() Fact {
	f, by := l.Value.Fact(), l.refers()
	switch {
	case l.known || len(by.to) == 0:
	case by.open:
		f.Cause = Ambiguous
	case len(by.to) == 1:
		f.Cause, f.Value = "", "the new "+by.to[0]
	default:
		f.Cause, f.Value = Ambiguous, strings.Join(by.to, " or ")
	}
	return f
}

// At asks a question of the thing that the link names. It is unknown when
// the link, or the thing behind it, is.
func (s Set[T]) At(l Link, ask func(T) Bool) Bool {
	s.note()
	found := s.named(l)
	if len(found) == 1 && l.exact() {
		return ask(found[0])
	}
	answers := make([]Bool, 0, len(found))
	for _, item := range found {
		answers = append(answers, ask(item))
	}
	return l.agree(answers)
}

// Linked returns the one thing that the link is known to name.
func (s Set[T]) Linked(l Link) (T, bool) {
	s.note()
	if found := s.named(l); len(found) == 1 && l.exact() {
		return found[0], true
	}
	var none T
	return none, false
}

// exact tells whether the link names one thing and no other.
func (l Link) exact() bool { return l.known || len(l.refers().to) == 1 && !l.by.open }

// named returns the things that the link names or may name.
func (s *Set[T]) named(l Link) []T {
	var found []T
	if l.known {
		return s.called(found, name{text: l.v})
	}
	for _, address := range l.refers().to {
		found = s.called(found, name{address, true})
	}
	return found
}

// called adds the things that go by the name.
func (s *Set[T]) called(found []T, n name) []T {
	if s.shelf == nil {
		s.shelf = &shelf[T]{read: new(atomic.Bool)}
	}
	return s.shelf.there.called(s.items, found, n)
}

// calledOnce returns the things that went by the name and that the change
// takes away.
func (s *Set[T]) calledOnce(n name) []T {
	if s.shelf == nil {
		return nil
	}
	return s.shelf.gone.called(s.shelf.removed, nil, n)
}

// agree gives the common answer of all things that an ambiguous link may
// name, or what must be known to find the one.
func (l Link) agree(answers []Bool) Bool {
	doubt, by := l.Fact(), l.refers()
	if doubt.Cause == "" {
		doubt.Cause = NotCollected
	}
	if by.open || len(by.to) != len(answers) || len(answers) == 0 {
		return Unsure(doubt)
	}
	for _, a := range answers {
		if a.Tri() != answers[0].Tri() {
			return Unsure(doubt)
		}
	}
	return answers[0].Because(l.Fact())
}

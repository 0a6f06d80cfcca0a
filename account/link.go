package account

import (
	"slices"
	"strings"
	"sync"
)

// Link is an attribute that names another thing. While that thing does not
// exist yet the link may still be exact, by its Terraform address.
type Link struct {
	Value[string]
	to   []string
	open bool // it may as well name something that nobody could find
}

// LinkTo returns a link by value.
func LinkTo(v Value[string]) Link { return Link{Value: v} }

// LinkBy returns a link whose value is not known yet and that refers to one of
// the things at these Terraform addresses.
func LinkBy(v Value[string], addresses []string) Link { return Link{Value: v, to: addresses} }

// Inexact returns the link for an expression that may name something else as
// well, which cannot be found.
func (l Link) Inexact() Link {
	l.open = true
	return l
}

// Absent tells whether the link is known to name nothing.
func (l *Link) Absent() Bool {
	if len(l.to) > 0 && !l.open {
		return Bool{False, l}
	}
	return l.Value.Is("")
}

// To tells whether the link names the thing.
func (l *Link) To(t Thing) Bool {
	m := t.Base()
	if l.known {
		return Bool{triOf(m.Answers(l.v)), l}
	}
	if l.open || len(l.to) == 0 || (slices.Contains(l.to, m.Address) && len(l.to) > 1) {
		return Bool{Unknown, &l.Value}
	}
	return Bool{triOf(l.to[0] == m.Address), l}
}

// facts makes the link the reason of an answer.
func (l *Link) facts() []Fact { return []Fact{l.Fact()} }

// Fact returns the link as evidence: the value or the address behind it.
func (l Link) Fact() Fact {
	f := l.Value.Fact()
	switch {
	case l.known || len(l.to) == 0:
	case l.open:
		f.Cause = Ambiguous
	case len(l.to) == 1:
		f.Cause, f.Value = "", "the new "+l.to[0]
	default:
		f.Cause, f.Value = Ambiguous, strings.Join(l.to, " or ")
	}
	return f
}

// At asks a question of the thing that the link names. It is unknown when
// the link, or the thing behind it, is.
func (s Set[T]) At(l Link, ask func(T) Bool) Bool {
	s.reads.note(s.kind)
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
	s.reads.note(s.kind)
	if found := s.named(l); len(found) == 1 && l.exact() {
		return found[0], true
	}
	var none T
	return none, false
}

// exact tells whether the link names one thing and no other.
func (l Link) exact() bool { return l.known || len(l.to) == 1 && !l.open }

// named returns the things that the link names or may name.
func (s Set[T]) named(l Link) []T {
	names := []string{l.v}
	if !l.known {
		names = names[:0]
		for _, address := range l.to {
			names = append(names, addressName(address))
		}
	}
	index := s.lookup()
	var found []T
	for _, name := range names {
		for _, i := range index[name] {
			found = append(found, s.items[i])
		}
	}
	return found
}

// lookup indexes the things of the set by all their names, once.
func (s Set[T]) lookup() map[string][]int {
	if s.index == nil {
		s.index = &index{}
	}
	s.index.once.Do(func() {
		s.index.byName = make(map[string][]int, 3*len(s.items))
		for i, item := range s.items {
			if thing, ok := any(item).(Thing); ok {
				for _, name := range thing.Base().names() {
					s.index.byName[name] = append(s.index.byName[name], i)
				}
			}
		}
	})
	return s.index.byName
}

// index finds the things of a set by name. It is made when it is first needed.
type index struct {
	once   sync.Once
	byName map[string][]int
}

// agree gives the common answer of all things that an ambiguous link may
// name, or what must be known to find the one.
func (l Link) agree(answers []Bool) Bool {
	doubt := l.Fact()
	if doubt.Cause == "" {
		doubt.Cause = NotCollected
	}
	if l.open || len(l.to) != len(answers) || len(answers) == 0 {
		return Unsure(doubt)
	}
	for _, a := range answers {
		if a.Tri() != answers[0].Tri() {
			return Unsure(doubt)
		}
	}
	return answers[0].Because(l.Fact())
}

package account

import (
	"slices"
	"strings"
)

// Link is an attribute that names another thing. While that thing does not
// exist yet the link may still be exact, by its Terraform address.
type Link struct {
	Value[string]
	to []string
}

// LinkTo returns a link by value.
func LinkTo(v Value[string]) Link { return Link{Value: v} }

// LinkBy returns a link whose value is not known yet and that refers to one of
// the things at these Terraform addresses.
func LinkBy(v Value[string], addresses []string) Link { return Link{Value: v, to: addresses} }

// Addresses returns the Terraform addresses that the link may refer to.
func (l Link) Addresses() []string { return l.to }

// Absent tells whether the link is known to name nothing.
func (l Link) Absent() Bool {
	if len(l.to) > 0 {
		return Known(false, l.Fact())
	}
	return l.Value.Is("")
}

// To tells whether the link names the thing.
func (l Link) To(t Thing) Bool {
	m := t.Base()
	if l.known {
		return Known(m.Answers(l.v), l.Fact())
	}
	if len(l.to) == 0 || (slices.Contains(l.to, m.Address) && len(l.to) > 1) {
		return Unsure(l.Value.Fact())
	}
	return Known(l.to[0] == m.Address, l.Fact())
}

// Fact returns the link as evidence: the value or the address behind it.
func (l Link) Fact() Fact {
	f := l.Value.Fact()
	if !l.known && len(l.to) == 1 {
		f.Cause, f.Value = "", "the new "+l.to[0]
	} else if !l.known && len(l.to) > 1 {
		f.Cause, f.Value = Ambiguous, strings.Join(l.to, " or ")
	}
	return f
}

// At asks a question of the thing that the link names. It is unknown when
// the link, or the thing behind it, is.
func (s Set[T]) At(l Link, ask func(T) Bool) Bool {
	s.reads.note(s.kind)
	var answers []Bool
	for _, item := range s.items {
		thing, ok := any(item).(Thing)
		if !ok {
			continue
		}
		switch to := l.To(thing); to.Tri() {
		case True:
			return ask(item)
		case Unknown:
			answers = append(answers, ask(item))
		case False:
		}
	}
	return l.agree(answers)
}

// agree gives the common answer of all things that an ambiguous link may
// name, or what must be known to find the one.
func (l Link) agree(answers []Bool) Bool {
	doubt := l.Fact()
	if doubt.Cause == "" {
		doubt.Cause = NotCollected
	}
	if len(l.to) != len(answers) || len(answers) == 0 {
		return Unsure(doubt)
	}
	for _, a := range answers {
		if a.Tri() != answers[0].Tri() {
			return Unsure(doubt)
		}
	}
	return answers[0].Because(l.Fact())
}

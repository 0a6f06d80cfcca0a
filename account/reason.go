package account

import "slices"

// reason is what a truth rests on. Its facts are written out only when
// somebody asks for them: of most truths nobody ever does. Every reason is a
// pointer, so that two can be compared.
type reason interface{ facts() []Fact }

func factsOf(r reason) []Fact {
	if r == nil {
		return nil
	}
	return r.facts()
}

// list is a reason that was written out at once.
type list []Fact

func (l *list) facts() []Fact { return *l }

func given(why []Fact) reason {
	if len(why) == 0 {
		return nil
	}
	l := list(why)
	return &l
}

// both joins the facts of two reasons, those of the first in front.
type both struct{ first, second reason }

func (b *both) facts() []Fact { return collect(nil, b) }

// collect adds the facts of a reason to those that are there, each once.
func collect(facts []Fact, r reason) []Fact {
	if pair, ok := r.(*both); ok {
		return collect(collect(facts, pair.first), pair.second)
	}
	more := r.facts()
	if len(facts) == 0 {
		return slices.Clip(more) // so that no append writes into what others have
	}
	for _, f := range more {
		if !slices.Contains(facts, f) {
			facts = append(facts, f)
		}
	}
	return facts
}

func join(a, b reason) reason {
	switch {
	case a == nil || a == b:
		return b
	case b == nil:
		return a
	}
	if pair, ok := a.(*both); ok && pair.second == b {
		return a // the facts are there already
	}
	return &both{a, b}
}

// few collects reasons of which only the first facts are shown.
type few []reason

// add adds a reason, once if it is added again and again.
func (f *few) add(r reason) {
	if r != nil && (len(*f) == 0 || (*f)[len(*f)-1] != r) {
		*f = append(*f, r)
	}
}

func (f *few) facts() []Fact {
	var facts []Fact
	for _, r := range *f {
		if len(facts) >= fewFacts {
			break
		}
		facts = joinFacts(facts, r.facts())
	}
	return facts
}

// reason returns the collection as one reason.
func (f few) reason() reason {
	switch len(f) {
	case 0:
		return nil
	case 1:
		return f[0]
	}
	return &f
}

// later is a reason that has to be worked out.
type later func() []Fact

func (l *later) facts() []Fact { return (*l)() }

func whenAsked(why func() []Fact) reason {
	l := later(why)
	return &l
}

// joinFacts adds facts to others, each once, and changes neither list.
func joinFacts(a, b []Fact) []Fact {
	if len(a) == 0 {
		return b
	}
	return collect(slices.Clip(a), (*list)(&b))
}

// fewFacts is how many facts about the items of a set are kept; the listing
// says how many there are.
const fewFacts = 8

// joinFew joins facts up to a number that a person would still read.
func joinFew(a, b []Fact) []Fact {
	if len(a) >= fewFacts {
		return a
	}
	return joinFacts(a, b)
}

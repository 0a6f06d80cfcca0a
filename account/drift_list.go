package account

import (
	"slices"
	"strings"
)

// listField is an attribute that is a list.
type listField interface {
	field
	// asked tells whether another list than the other was read.
	asked(o field) bool
	// differ calls the function with the items that only this list has, and with
	// those that only the other has.
	differ(o field, by *namesakes, say func(item any, extra bool, there Tri))
	// settles tells whether the change does away with what differs.
	settles(one *Drift) Bool
}

func (s *Set[T]) asked(o field) bool {
	was := alike[*Set[T]](o)
	return s.listed != was.listed || !slices.EqualFunc(s.items, was.items, func(a, b T) bool { return any(a) == any(b) }) ||
		!slices.Equal(s.gaps, was.gaps)
}

// As tells whether the list that the account has is as Terraform's state has it,
// or at least not known to be another because nobody has read the account.
func (s Set[T]) As(state Set[T]) bool {
	if from, _ := s.witness(); from != nil && from.Source != FromLive {
		return true
	}
	return s.like(&state, nil) == True
}

func (s *Set[T]) told() (bool, Cause) {
	switch {
	case len(s.gaps) > 0:
		return false, s.gaps[0].Cause
	case !s.listed:
		return false, NotCollected
	}
	return s.open(func(field) bool { return true })
}

// open looks for an attribute of an item that is not known.
func (s *Set[T]) open(among func(field) bool) (bool, Cause) {
	for _, item := range s.items {
		for _, f := range attributes(item) {
			if from, _ := f.witness(); from == nil || !among(f.field) {
				continue
			}
			if known, why := f.told(); !known {
				return false, why
			}
		}
	}
	return true, ""
}

// witness is that of one of the items.
func (s *Set[T]) witness() (*Origin, string) {
	for _, item := range s.items {
		if from, via := witnessOf(item); from != nil {
			return from, via
		}
	}
	return nil, ""
}

func (s *Set[T]) like(o field, by *namesakes) Tri {
	was := alike[*Set[T]](o)
	answer := triOf(true)
	if s.whole().tri != True || was.whole().tri != True {
		answer = Unknown
	}
	s.differ(o, by, func(_ any, _ bool, tri Tri) {
		if tri == False || answer == True {
			answer = tri
		}
	})
	return answer
}

// differ finds the items that can be none of the other list, and those of which
// that is not known. A list that may have more than is known tells nothing about
// the other's items.
func (s *Set[T]) differ(o field, by *namesakes, say func(item any, extra bool, there Tri)) {
	was := alike[*Set[T]](o)
	mine, others := kept(s.items, was.items)
	compare := func(items, in []T, whole Bool, extra bool) {
		for _, item := range items {
			there := whole.Not()
			for _, one := range in {
				there = there.Or(Bool{tri: likeItems(item, one, by)})
			}
			if there.tri != True {
				say(item, extra, there.tri)
			}
		}
	}
	compare(mine, was.items, was.whole(), true)
	compare(others, s.items, s.whole(), false)
}

func (s *Set[T]) said() string {
	words := make([]string, 0, len(s.items))
	for _, item := range s.items {
		words = append(words, "("+inWords(item)+")")
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// toldBy is known of a list that nobody could read once the plan says all of it.
func (s *Set[T]) toldBy(*Origin) Bool {
	known, why := s.open(func(f field) bool { _, document := f.(*Document); return !document })
	if !known {
		return Unsure(Fact{Subject: s.name(), Path: "list", Cause: why})
	}
	return s.whole()
}

func (s *Set[T]) secret() bool {
	return slices.ContainsFunc(s.items, func(item T) bool {
		return slices.ContainsFunc(attributes(item), func(f attribute) bool { return f.secret() })
	})
}

func (s *Set[T]) conceal() {
	for _, item := range s.items {
		for _, f := range attributes(item) {
			f.conceal()
		}
	}
}

// settles looks for the item in what the change makes of the list: one that the
// account has is to go or to be written anew, and one that the account lacks is
// to come back.
func (s *Set[T]) settles(one *Drift) Bool {
	answer := s.whole().tri
	if answer == True {
		answer = triOf(one.extra)
	}
	for _, item := range s.items {
		switch same := sameItem(item, one.item); {
		case same == False:
		case same == Unknown:
			answer = Unknown
		case one.extra:
			from, _ := witnessOf(item)
			return Bool{changed(true, from, one.kept), (*whole[T])(s)}
		default:
			return Bool{True, (*whole[T])(s)}
		}
	}
	return Bool{answer, (*whole[T])(s)}
}

package account

import (
	"cmp"
	"slices"
)

// linked is an attribute that names other things.
type linked interface{ links(do func(name string)) }

func (l *Link) links(do func(string)) {
	if l.known && l.v != "" {
		do(l.v)
	}
}

func (s *Set[T]) links(do func(string)) {
	for _, item := range s.items {
		linksIn(item, do)
	}
}

// linksIn yields the names of other things in the attributes of a struct.
func linksIn(pointer any, do func(string)) {
	_ = fieldsOf(pointer, func(_ string, f field) error {
		if l, ok := f.(linked); ok {
			l.links(do)
		}
		return nil
	})
}

// Wanted is what must be known of an account to judge a change.
type Wanted struct {
	Names []string // of what the change has a hand in, or takes away, and of what that names
	Kinds []Kind   // of what the change has a hand in
	// Changed is what is there before the change that has a hand in it.
	Changed []Ident
}

// Wanted returns what must be known to judge the change that was laid over the
// builder. All lists are sorted.
func (b *Builder) Wanted() Wanted {
	var w Wanted
	for k, t := range b.tables {
		before := len(w.Names)
		for _, thing := range t.removed {
			w.add(thing)
		}
		for _, thing := range t.things {
			if thing != nil && thing.Base().touched {
				w.add(thing)
			}
		}
		if len(w.Names) > before {
			w.Kinds = append(w.Kinds, k)
		}
	}
	slices.Sort(w.Names)
	slices.Sort(w.Kinds)
	w.Names = slices.Compact(w.Names)
	slices.SortFunc(w.Changed, func(a, b Ident) int {
		return cmp.Or(cmp.Compare(a.ARN, b.ARN), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Region, b.Region))
	})
	return w
}

func (w *Wanted) add(thing Thing) {
	if m := thing.Base(); !m.fresh && m.ID != AccountID {
		w.Changed = append(w.Changed, Ident{ARN: m.ARN, ID: m.ID, Name: m.Name, Region: m.Region})
	}
	var space [8]name
	for _, n := range thing.Base().names(space[:0]) {
		w.Names = append(w.Names, n.text)
	}
	linksIn(thing, func(text string) { w.Names = append(w.Names, text) })
}

// Named returns what the things that were read name. It is sorted.
func (b *Builder) Named() []string {
	var all []string
	for _, t := range b.tables {
		for _, thing := range t.things {
			if thing != nil {
				linksIn(thing, func(text string) { all = append(all, text) })
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Listed notes that the account was asked for all things of a kind, and what of
// the answer is missing.
func (b *Builder) Listed(k Kind, gaps ...Gap) {
	t := b.table(k)
	t.listed = true
	t.gaps = append(t.gaps, gaps...)
}

package account

import "slices"

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

// Wanted returns every name of the things that the change has a hand in, or
// takes away, and of those that they name: what must be known of the account to
// judge the change. They are sorted.
func (b *Builder) Wanted() []string {
	var all []string
	note := func(text string) { all = append(all, text) }
	want := func(thing Thing) {
		var space [8]name
		for _, n := range thing.Base().names(space[:0]) {
			if !n.address {
				note(n.text)
			}
		}
		linksIn(thing, note)
	}
	for _, t := range b.tables {
		for _, thing := range t.removed {
			want(thing)
		}
		for _, thing := range t.things {
			if thing != nil && thing.Base().touched {
				want(thing)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
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

// Kinds returns the kinds that something was said of, sorted.
func (b *Builder) Kinds() []Kind {
	var all []Kind
	for k, t := range b.tables {
		if t.listed || len(t.removed) > 0 || slices.ContainsFunc(t.things, func(thing Thing) bool { return thing != nil }) {
			all = append(all, k)
		}
	}
	slices.Sort(all)
	return all
}

// Listed notes that the account was asked for all things of a kind, and what of
// the answer is missing.
func (b *Builder) Listed(k Kind, gaps ...Gap) {
	t := b.table(k)
	t.listed = true
	t.gaps = append(t.gaps, gaps...)
}

package account

import (
	"reflect"
	"slices"
)

// DeniesLess tells whether the document lets something pass that the former one
// denied. A Deny is kept if one statement of the new document says at least as
// much; what several only say together is taken for less.
func (d *Document) DeniesLess(former *Document) Bool {
	if d.repeats(former) {
		return Known(false, d.Fact())
	}
	return former.beyond(d, False).following(d)
}

// AllowsMore tells whether the document allows something that the former one
// did not, be it because it denies less. Whether a Deny that is new takes an
// Allow back that is new is not worked out.
func (d *Document) AllowsMore(former *Document) Bool {
	if d.repeats(former) {
		return Known(false, d.Fact())
	}
	more := d.beyond(former, True)
	if more.Tri() == True && former.DeniesLess(d).Tri() != False {
		more = more.unsettled()
	}
	return more.OrElse(func() Bool { return d.DeniesLess(former) })
}

// repeats tells whether both documents have the same statements, in whatever
// order. The texts are not asked: a document that was read has none any more.
func (d *Document) repeats(o *Document) bool {
	if d.read() != documentRead || o.read() != documentRead {
		return d.read() == documentAbsent && o.read() == documentAbsent
	}
	rest := slices.Clone(o.clauses())
	for _, s := range d.clauses() {
		at := slices.IndexFunc(rest, s.repeats)
		if at < 0 {
			return false
		}
		rest = slices.Delete(rest, at, at+1)
	}
	return len(rest) == 0
}

// repeats tells whether two statements are known to be the same but for the Sid.
func (s *clause) repeats(o *clause) bool {
	one, other := *s, *o
	one.sid, one.number, other.sid, other.number = "", 0, "", 0
	return !s.partial && !o.partial && reflect.DeepEqual(one, other)
}

// beyond tells whether a statement of that effect says something that no
// statement of the other document does.
func (d *Document) beyond(o *Document, effect Tri) Bool {
	return d.any(func(s *Statement) Bool {
		if s.effect == effect.not() {
			return s.tri(False)
		}
		return s.tri(s.effect.is(effect)).And(s.saidBy(o, effect).Not())
	})
}

// is tells whether a truth is another one.
func (t Tri) is(o Tri) Tri {
	if t == Unknown {
		return Unknown
	}
	return triOf(t == o)
}

// saidBy tells whether the other document says all that the statement says.
func (s *Statement) saidBy(o *Document, effect Tri) Bool {
	switch o.read() {
	case documentAbsent:
		return s.tri(False)
	case documentUnknown, documentUnreadable:
		return Unsure(o.Fact())
	case documentRead:
	}
	all := s.tri(True)
	for _, part := range s.parts() {
		said := s.tri(False)
		for _, c := range o.clauses() {
			if c.effect != effect.not() {
				said = said.Or((&Statement{c, o}).tri(c.says(part).tri()))
			}
		}
		all = all.And(said)
	}
	return all
}

// following adds the document to the reasons of an answer that is known.
func (b Bool) following(d *Document) Bool {
	if b.tri == Unknown || d.read() == documentAbsent {
		return b
	}
	return b.Because(d.present())
}

// parts splits what a statement says by each action and each resource.
func (s *clause) parts() []*clause {
	var all []*clause
	for _, action := range s.actions.parts() {
		for _, resource := range s.resources.parts() {
			one := *s
			one.actions, one.resources = action, resource
			all = append(all, &one)
		}
	}
	return all
}

func (e element) parts() []element {
	if !e.given || e.not {
		return []element{e}
	}
	var all []element
	for _, p := range e.patterns {
		all = append(all, element{given: true, patterns: []pattern{p}})
	}
	return all
}

// says tells how surely the statement says what a part of another one says.
func (s *clause) says(part *clause) level {
	said := min(s.actions.includes(part.actions), s.resources.includes(part.resources), s.binds(part))
	if said != no && (s.effect == Unknown || s.principal.given || part.principal.given) {
		return maybe
	}
	return said
}

// includes tells how surely the element takes in all that another does.
func (e element) includes(o element) level {
	switch {
	case !e.given || !o.given:
		return maybe
	case !e.not && !o.not:
		return anyCovers(e.patterns, o.patterns[0].tokens)
	case !e.not:
		return min(anyCovers(e.patterns, anyText), yes)
	}
	all := yes
	for _, spared := range e.patterns {
		if o.not {
			all = min(all, anyCovers(o.patterns, spared.tokens))
		} else {
			all = min(all, apart(spared, o.patterns[0]))
		}
	}
	return all
}

// apart tells how surely no text matches both patterns.
func apart(a, b pattern) level {
	if surely, known := compare(a.tokens, b.tokens); known && surely == no {
		return yes
	}
	if covers(a.tokens, b.tokens) == yes || covers(b.tokens, a.tokens) == yes {
		return no
	}
	return maybe
}

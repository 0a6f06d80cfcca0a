package account

import "slices"

// same tells whether two links name one thing.
func (l *Link) same(o Link) Bool {
	if l.known && o.known {
		return Bool{triOf(l.v == o.v), l}
	}
	x, y := l.refers(), o.refers()
	switch {
	case x.open || y.open || !l.exact() || !o.exact():
	case l.known != o.known: // one is there, the other is yet to be made
		return Bool{False, l}
	default:
		return Bool{triOf(x.to[0] == y.to[0]), l}
	}
	return Unsure(unknownOf(*l, o))
}

func unknownOf(links ...Link) Fact {
	i := slices.IndexFunc(links, func(l Link) bool { return !l.known })
	f := links[max(i, 0)].Fact()
	if f.Cause == "" {
		f.Value, f.Cause = "", Ambiguous
	}
	return f
}

// link is a link that names the thing, by its id or while it has none by its
// address.
func (m *Meta) link() Link {
	if m.ID != "" {
		return LinkTo(Observed(m.ID, m.from, ""))
	}
	return LinkBy(Missing[string](AfterApply, m.from, ""), []string{m.Address})
}

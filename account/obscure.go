package account

import "slices"

// Obscure forgets facts, as if the reader of the account had been allowed to
// see less: attributes, whole things, and that a list was complete. It asks
// hide about each of them. Tests use it to show that a fact which is not known
// may lose an answer and never turns it round.
func (b *Builder) Obscure(hide func() bool) {
	for _, k := range kinds {
		t := b.table(k.name())
		for i, thing := range t.things {
			if thing == nil {
				continue
			}
			if hide() {
				t.leave(i)
				t.things[i] = nil
				b.lacking = slices.DeleteFunc(slices.Clone(b.lacking), func(l lack) bool { return l.address == thing.Base().Address })
				t.gaps = append(t.gaps, Gap{Cause: Denied})
				continue
			}
			t.edit(i)
			for n, f := range attributes(t.things[i]) {
				if hide() {
					f.hide()
					t.things[i].Base().blind(uint8(n)) //nolint:gosec // no type has that many attributes
				}
			}
		}
		if hide() {
			t.gaps = append(t.gaps, Gap{Cause: Denied})
		}
	}
}

// Deny is Obscure for a reader whom AWS refuses: what Terraform's state said of
// the same attributes and things is not believed then either.
func (b *Builder) Deny(hide func() bool) {
	for _, k := range kinds {
		t := b.table(k.name())
		for i, thing := range t.things {
			if thing == nil {
				continue
			}
			all := hide()
			if all && thing.Base().Address == "" {
				t.leave(i)
				t.things[i] = nil
				t.gaps = append(t.gaps, Gap{Cause: Denied})
				continue
			}
			t.edit(i)
			for n, f := range attributes(t.things[i]) {
				if all || hide() {
					f.doubt(Denied)
					t.things[i].Base().blind(uint8(n)) //nolint:gosec // no type has that many attributes
				}
			}
		}
		if hide() {
			t.gaps = append(t.gaps, Gap{Cause: Denied})
		}
	}
}

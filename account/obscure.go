package account

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
				t.gaps = append(t.gaps, Gap{Cause: Denied})
				continue
			}
			_ = fieldsOf(t.edit(i), func(_ string, f field) error {
				if hide() {
					f.hide()
				}
				return nil
			})
		}
		if hide() {
			t.gaps = append(t.gaps, Gap{Cause: Denied})
		}
	}
}

package account

import "slices"

// Unplaced tells whether the names are those of a thing in a region that nobody
// knows, so that another thing may have them too: all but an ARN.
func (k Kind) Unplaced(id Ident) bool { return !k.Global() && id.Region == "" && id.ARN == "" }

// Named returns all things that go by one of the names, whatever their region,
// to be written to.
func (k Table[P]) Named(b *Builder, id Ident) []P {
	t := b.table(k.Kind)
	var space [8]name
	var found []int
	for _, n := range id.names(space[:0]) {
		for _, i := range t.index.named(n, nil) {
			if !n.address && t.things[i].Base().goesBy(n) {
				found = append(found, i)
			}
		}
	}
	slices.Sort(found)
	var all []P
	for _, i := range slices.Compact(found) {
		all = append(all, typed[P](t.edit(i)))
	}
	return all
}

// Twins returns the things that were there before the change and that the thing
// may be after all, as long as nobody knows its region: those of the same name.
func (k Table[P]) Twins(b *Builder, of P) []P {
	m := of.Base()
	id := Ident{ARN: m.ARN, ID: m.ID, Name: m.Name, Region: m.Region, Aliases: m.aliases}
	if !k.Kind.Unplaced(id) {
		return nil
	}
	return slices.DeleteFunc(k.Named(b, id), func(t P) bool { return t.Base() == m || t.Base().fresh })
}

// Blur notes that what the change does to another thing it may do to this one,
// which may be the same: nothing that was said of it is sure any more.
func Blur(t Thing, by *Origin) {
	Touch(t)
	_ = fieldsOf(t, func(_ string, f field) error {
		f.doubt(Ambiguous)
		f.blame(by, "region")
		return nil
	})
}

// mistaken tells whether the name alone would make one of two instances of
// Terraform's that may be in different regions.
func (id *Ident) mistaken(m *Meta, n name) bool {
	named := !n.address && (n.text == m.Name || n.text == AccountID)
	return named && id.Address != "" && id.Address != m.Address && m.kind.Unplaced(*id)
}

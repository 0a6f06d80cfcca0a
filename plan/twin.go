package plan

import (
	"slices"

	"github.com/soc2gate/soc2gate/account"
)

// blur leaves open what there is of things that may be the one that changes or
// goes: as long as nobody knows its region, those of the same name in any. That is
// said last, so that nothing that is sure of them says it over.
func blur[P account.Thing](b *account.Builder, c *change, kind account.Table[P], t P) {
	if c.side != planned || !kind.Kind.Unplaced(identOf(t)) {
		return
	}
	by := c.origin
	c.plan.doubts = append(c.plan.doubts, func() error {
		for _, twin := range kind.Twins(b, t) {
			account.Blur(twin, by)
		}
		return nil
	})
}

func identOf(t account.Thing) account.Ident {
	m := t.Base()
	return account.Ident{ARN: m.ARN, Name: m.Name, Region: m.Region, Address: m.Address}
}

// unplaced returns the things of a name that a setting may be of, because nobody
// knows the region that it is in. An id of AWS's is of one thing in all regions.
func (p parts[P]) unplaced(b *account.Builder, id account.Ident) []P {
	if !p.kind.Kind.Unplaced(id) {
		return nil
	}
	return slices.DeleteFunc(p.kind.Named(b, id), func(t P) bool { return p.within == nil && identOf(t).Name != id.ID })
}

// several returns the things of a name if the setting may be of any of them. One
// that it refers to and that goes to the same provider is the one.
func (p parts[P]) several(b *account.Builder, c *change, id account.Ident) []P {
	all := p.unplaced(b, id)
	if len(all) < 2 {
		return nil
	}
	if addresses, exact := c.refersTo(p.attr, p.kind.Kind); len(addresses) == 1 && exact && c.together(addresses[0]) {
		at := account.Ident{Address: addresses[0]}
		if p.kind.Has(b, at) {
			return []P{p.kind.At(b, at, c.origin)}
		}
	}
	return all
}

// together tells whether the instance is in the same region, whichever it is.
func (c *change) together(address string) bool {
	other := c.plan.changeOf(address)
	return other != nil && c.provider > 0 && other.provider == c.provider && !c.values().at("region").unknown() && !other.after.at("region").unknown()
}

// resetUnplaced takes a setting back from one of the things of a name. If there
// is but one, and Terraform manages it, that is the one.
func (p parts[P]) resetUnplaced(b *account.Builder, c *change, id account.Ident) bool {
	all := p.unplaced(b, id)
	if len(all) == 0 || len(all) == 1 && identOf(all[0]).Address != "" {
		return false
	}
	gone := c.as(deleted)
	gone.documents = &unread // those of now are used again by then
	for _, t := range all {
		account.Touch(t)
	}
	c.plan.doubts = append(c.plan.doubts, func() error { return p.doubt(gone, all) })
	return true
}

package plan

import "github.com/soc2gate/soc2gate/account"

// adopts is an adapter for a type that takes over a thing that AWS made: what
// the account says of the thing stays true where the resource is silent.
func adopts[P account.Thing](kind account.Table[P], n names, fill func(P, *change)) adapter {
	n.adopted = true
	a := thing(kind, n, fill)
	places := a.place
	a.place = func(b *account.Builder, c *change) {
		id := n.ident(c, c.after)
		id.Address = ""
		if c.action != create || !kind.Has(b, id) {
			places(b, c)
			return
		}
		id.Address = c.Address
		t := kind.At(b, id, c.origin)
		account.Touch(t)
		fill(t, c)
	}
	return a
}

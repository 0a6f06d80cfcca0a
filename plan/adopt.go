package plan

import "github.com/soc2gate/soc2gate/account"

// adopts is an adapter for a type that takes over a thing that AWS made: what
// the account says of the thing stays true where the resource is silent.
func adopts[T any](kind account.Table[T], n names, fill func(*T, *change)) adapter {
	n.adopted = true
	a := thing(kind, n, fill)
	places := a.place
	a.place = func(b *account.Builder, c *change) {
		id := n.ident(c, c.after)
		id.Address = ""
		if c.action != create || kind.Find(b, id) == nil {
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

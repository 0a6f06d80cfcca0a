package plan

import (
	"github.com/soc2gate/soc2gate/account"
)

// setting is an adapter for a type that is a setting of the account, in one
// region or in all: it is there once for all, and deleting the resource puts
// it back to AWS's default.
func setting[P account.Thing](kind account.Table[P], global bool, fill func(P, *change)) adapter {
	at := func(b *account.Builder, c *change) P {
		id := account.Ident{ID: account.AccountID, Region: c.region, Address: c.Address}
		if global {
			id.Region = ""
		}
		return kind.At(b, id, c.origin)
	}
	set := func(b *account.Builder, c *change, by string) {
		t := at(b, c)
		account.Touch(t)
		fill(t, c)
		blur(b, c.as(planned), kind, t)
		if c.claims(t, c.Type, by) {
			c.contest("id", func(c *change) { fill(t, c) })
		}
	}
	return adapter{
		state: func(b *account.Builder, c *change) { fill(at(b, c), c) },
		drop: func(b *account.Builder, c *change) {
			if goes(c.action) {
				set(b, c.as(deleted), c.taker())
			}
		},
		part: func(b *account.Builder, c *change) {
			if comes(c.action) {
				set(b, c, c.Address)
			}
		},
	}
}

// unsettles is an adapter for a type that changes things of a kind in ways that
// the model does not follow: after a change to it the kind is not fully known.
func unsettles(kind account.Kind) adapter {
	return adapter{part: func(b *account.Builder, c *change) {
		b.Miss(kind, account.Gap{Call: c.Address, Cause: account.NotFollowed})
	}}
}

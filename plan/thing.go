package plan

import (
	"github.com/soc2gate/soc2gate/account"
)

// thing is an adapter for a type that comes and goes with its resource.
func thing[P account.Thing](kind account.Table[P], n names, fill func(P, *change)) adapter {
	h := things[P]{kind, n, fill}
	return adapter{kind: kind.Kind, ids: n.attrs(), state: h.state, drop: h.drop, place: h.place}
}

type things[P account.Thing] struct {
	kind account.Table[P]
	names
	fill func(P, *change)
}

func (h things[P]) state(b *account.Builder, c *change) {
	h.fill(h.kind.At(b, h.ident(c, c.before), c.origin), c)
}

// drop takes away what is deleted or replaced, and lets go of what is
// forgotten: that stays in the account, and nobody manages it.
func (h things[P]) drop(b *account.Builder, c *change) {
	id := h.ident(c, c.before)
	if h.adopted && c.action == destroy {
		h.kind.Forget(b, id)
		return
	}
	switch c.action {
	case destroy, replaceDeleteFirst, replaceCreateFirst:
		if gone, was := h.kind.Drop(b, id); was {
			account.Touch(gone)
			if c.action != destroy {
				account.ReplacedBy(gone, c.Address)
			}
			if c.action == replaceDeleteFirst {
				account.Interrupt(gone, c.Address)
			}
			h.kind.Bury(b, gone)
			blur(b, c, h.kind, gone)
		}
	case forget, createThenForget:
		h.kind.Forget(b, id)
	case noop, create, read, update:
	}
}

func (h things[P]) place(b *account.Builder, c *change) {
	switch c.action {
	case noop, update:
		id := h.ident(c, c.before)
		if c.action == noop && h.kind.Has(b, id) {
			return
		}
		t := h.kind.At(b, id, c.origin)
		h.fill(t, c)
		if c.action == update {
			account.Touch(t)
			blur(b, c, h.kind, t)
		}
	case create, createThenForget, replaceDeleteFirst, replaceCreateFirst:
		h.make(b, c)
	case read, destroy, forget:
	}
}

// make lets a new thing take the place of one that goes by its names.
func (h things[P]) make(b *account.Builder, c *change) {
	id := h.ident(c, c.after)
	known := id
	if id.Region == "" && !h.kind.Kind.Global() {
		known.Name = "" // the same name in another region is another thing
		if h.within != nil {
			known.ID, known.Aliases = "", nil
		}
	}
	old, was := h.kind.Drop(b, known)
	if !was {
		old, was = h.kind.Removed(b, c.Address)
	}
	t := h.kind.Add(b, id, c.origin)
	if was {
		account.Replace(t, old)
	} else {
		account.Create(t)
	}
	if c.action == replaceDeleteFirst {
		account.Interrupt(t, c.Address)
	}
	h.fill(t, c)
}

package plan

import (
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// drifting reads one change that somebody made outside of Terraform and that
// Terraform found when it looked again. It is kept the other way round, as a
// change that would lead back to what Terraform knew.
func (d *decoder) drifting() error {
	d.drift++
	c, err := d.changeOf("resource_drift")
	if err != nil || !governed(c) || c.rare.Deposed != "" {
		return err
	}
	switch c.action {
	case update:
	case destroy:
		c.action = create
	case noop, create, read, replaceDeleteFirst, replaceCreateFirst, forget, createThenForget:
		return nil // a move, for instance
	}
	c.back, c.origin = true, &account.Origin{Source: account.FromState, Ref: c.Address}
	d.drifted = append(d.drifted, c)
	return nil
}

// lookBack tells the builder, which holds what Terraform saw last, what it had
// seen the time before. A plan that was made without a refresh has no such
// drift: then only the live account can tell.
func (p *Plan) lookBack(b *account.Builder) error {
	if len(p.drifted) == 0 {
		return nil
	}
	then, gone := b.Clone(), map[*account.Origin]bool{}
	for _, c := range p.drifted {
		c.locality = p.whereIs(c)
		gone[c.origin] = c.action == create
	}
	for _, pick := range []func(adapter) effect{
		func(a adapter) effect { return only(a.kind == "", a.drop) },
		func(a adapter) effect { return a.place },
		func(a adapter) effect { return a.part },
	} {
		if err := p.each(then, p.drifted, pick); err != nil {
			return err
		}
	}
	p.claimed = nil
	if err := p.sayDoubts(); err != nil {
		return err
	}
	b.Was(then, gone)
	return nil
}

// whereIs finds the place of an instance among those of which more is known.
func (p *Plan) whereIs(c *change) *locality {
	for _, list := range [][]*change{p.prior, p.changes} {
		i, found := slices.BinarySearchFunc(list, c.Address, func(have *change, address string) int {
			return strings.Compare(have.Address, address)
		})
		if found {
			return list[i].locality
		}
	}
	return c.locality
}

package plan

import (
	"cmp"
	"slices"

	"github.com/soc2gate/soc2gate/account"
)

// Before fills the builder with what Terraform last saw.
func (p *Plan) Before(b *account.Builder) error {
	run := func(pick func(adapter) effect) error {
		return p.each(b, p.prior, pick)
	}
	// First the things, then the settings of things.
	if err := run(func(a adapter) effect { return only(a.kind != "", a.state) }); err != nil {
		return err
	}
	if err := run(func(a adapter) effect { return only(a.kind == "", a.state) }); err != nil {
		return err
	}
	if err := p.sayDoubts(); err != nil {
		return err
	}
	return p.lookBack(b)
}

// sayDoubts says what may be set, now that all is said that is sure.
func (p *Plan) sayDoubts() error {
	doubts := p.doubts
	p.doubts = nil
	for _, say := range doubts {
		if err := say(); err != nil {
			return err
		}
	}
	return nil
}

// After changes what the builder holds into what apply would make of it:
// first the things that go, then the settings that go, then what changes, then
// what is new, then the settings of things.
func (p *Plan) After(b *account.Builder) error {
	p.claimed = nil
	going, _ := split(p.changes, func(c *change) bool { return c.action.ends() })
	existing, made := split(p.changes, func(c *change) bool { return c.action == update || c.action == noop })
	for _, phase := range []struct {
		changes []*change
		pick    func(adapter) effect
	}{
		{going, func(a adapter) effect { return only(a.kind != "", a.drop) }},
		{going, func(a adapter) effect { return only(a.kind == "", a.drop) }},
		{existing, func(a adapter) effect { return a.place }},
		{made, func(a adapter) effect { return a.place }},
		{p.changes, func(a adapter) effect { return a.part }},
	} {
		if err := p.each(b, phase.changes, phase.pick); err != nil {
			return err
		}
	}
	p.miss(b)
	return p.sayDoubts()
}

// each runs one phase over the changes of the types that are understood.
func (p *Plan) each(b *account.Builder, changes []*change, pick func(adapter) effect) error {
	for _, c := range changes {
		if c.data || c.still() {
			continue
		}
		for _, a := range adapters[c.Type] {
			run := pick(a)
			if run == nil {
				continue
			}
			if err := c.decode(); err != nil {
				return err
			}
			run(b, c)
		}
		c.release()
	}
	return nil
}

// miss notes the things that a later plan may make: nobody can say yet what
// they will be.
func (p *Plan) miss(b *account.Builder) {
	for _, d := range p.deferred {
		for _, a := range adapters[d.typ] {
			if a.kind != "" {
				b.Miss(a.kind, account.Gap{Call: d.address, Cause: account.DeferredToLater})
			}
		}
	}
}

func only(ok bool, run effect) effect {
	if !ok {
		return nil
	}
	return run
}

func split(changes []*change, ok func(*change) bool) (yes, no []*change) {
	for _, c := range changes {
		if ok(c) {
			yes = append(yes, c)
		} else {
			no = append(no, c)
		}
	}
	return yes, no
}

// sortChanges puts changes into one order, whatever the plan's was.
func sortChanges(changes []*change) {
	slices.SortStableFunc(changes, func(a, b *change) int {
		return cmp.Or(cmp.Compare(a.Address, b.Address), cmp.Compare(a.rare.Deposed, b.rare.Deposed))
	})
}

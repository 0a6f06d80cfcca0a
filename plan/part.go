package plan

import (
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// part is an adapter for a type that is a setting of the thing that the
// attribute names. When its resource goes, AWS's defaults return: fill is
// called with a change that has no values.
func part[P account.Thing](attr string, kind account.Table[P], fill func(P, *change)) adapter {
	return parts[P]{attr: attr, kind: kind, fill: fill}.adapter()
}

// oneOf is part for a type of which a thing can have several.
func oneOf[P account.Thing](attr string, kind account.Table[P], fill func(P, *change)) adapter {
	return parts[P]{attr: attr, kind: kind, fill: fill, many: true}.adapter()
}

type parts[P account.Thing] struct {
	attr   string
	kind   account.Table[P]
	fill   func(P, *change)
	many   bool    // a thing can have several, which do not touch each other
	within *within // what the name of the thing is unique in, if not everywhere
}

func (p parts[P]) adapter() adapter {
	return adapter{
		owner: ownership{p.attr, p.kind.Kind},
		state: func(b *account.Builder, c *change) { p.apply(b, c, c.before) },
		drop: func(b *account.Builder, c *change) {
			if goes(c.action) || c.action == update {
				p.reset(b, c)
			}
		},
		part: func(b *account.Builder, c *change) {
			if comes(c.action) {
				p.apply(b, c, c.after)
			}
		},
	}
}

// partsOf is an adapter for a type that is a setting of things of several
// kinds.
func partsOf(parts ...adapter) adapter {
	run := func(pick func(adapter) effect) effect {
		return func(b *account.Builder, c *change) {
			for _, p := range parts {
				pick(p)(b, c)
			}
		}
	}
	return adapter{
		state: run(func(p adapter) effect { return p.state }),
		drop:  run(func(p adapter) effect { return p.drop }),
		part:  run(func(p adapter) effect { return p.part }),
	}
}

// goes tells whether the settings that a resource made are taken back.
func goes(a action) bool {
	return a == destroy || a == replaceDeleteFirst || a == replaceCreateFirst
}

// comes tells whether a resource makes settings that were not there before.
func comes(a action) bool {
	return a == create || a == update || a == createThenForget || a == replaceDeleteFirst || a == replaceCreateFirst
}

// reset finds the things by the names that they had, for a setting that exists
// knows whose it is.
func (p parts[P]) reset(b *account.Builder, c *change) {
	for _, owner := range owners(c.before.at(p.attr)) {
		if c.action == update && lists(c.after.at(p.attr), owner) {
			continue // it keeps the setting
		}
		id, ok := p.ident(c, c.before, owner)
		if !ok || p.resetUnplaced(b, c, id) || !p.kind.Has(b, id) {
			continue // the thing goes as well
		}
		t := p.kind.At(b, id, c.origin)
		account.Touch(t)
		p.fill(t, c.as(deleted))
		p.claim(t, c, c.taker())
	}
}

// lists tells whether an attribute still names the owner.
func lists(n, owner node) bool {
	return slices.ContainsFunc(owners(n), func(one node) bool { return equalTrees(one.value, owner.value) })
}

// apply sets the things that the attribute names. While a name is not known
// the thing is found by reference; where that leaves several, each of them may
// or may not have the setting. That is said last, so that nothing that is sure
// of another setting says it over.
func (p parts[P]) apply(b *account.Builder, c *change, doc node) {
	for _, owner := range owners(doc.at(p.attr)) {
		sure, maybe := p.find(b, c, doc, owner)
		for _, t := range sure {
			p.set(t, c)
		}
		if len(maybe) > 0 {
			c.plan.doubts = append(c.plan.doubts, func() error { return p.doubt(c, maybe) })
		}
	}
}

func (p parts[P]) doubt(c *change, maybe []P) error {
	if err := c.decode(); err != nil {
		return err
	}
	doubtful := c.doubted(p.attr)
	for _, t := range maybe {
		p.set(t, doubtful)
	}
	c.release()
	return nil
}

func (p parts[P]) set(t P, c *change) {
	if c.side == planned {
		account.Touch(t)
	}
	p.fill(t, c)
	p.claim(t, c, c.Address)
}

// claim leaves open what another resource of the type sets as well.
func (p parts[P]) claim(t P, c *change, by string) {
	if !p.many && c.rare.maybe == "" && c.claims(t, c.Type, by) {
		c.contest(p.attr, func(c *change) { p.set(t, c) })
	}
}

// owners lists what an attribute names: nothing, one thing, or the elements of
// a list.
func owners(n node) []node {
	if n.unknown() {
		return []node{n}
	}
	return n.items()
}

// find returns the one thing that the attribute names, or those that it may.
// A thing that nobody has spoken of is made, so that its settings are judged.
func (p parts[P]) find(b *account.Builder, c *change, doc, n node) (sure, maybe []P) {
	if id, ok := p.ident(c, doc, n); ok {
		return p.named(b, c, id)
	}
	addresses, exact := c.refersTo(p.attr, p.kind.Kind)
	if len(addresses) == 1 && exact && p.kind.Has(b, account.Ident{Address: addresses[0]}) {
		return []P{p.kind.At(b, account.Ident{Address: addresses[0]}, c.origin)}, nil
	}
	spoken := slices.ContainsFunc(addresses, func(a string) bool { return p.kind.Has(b, account.Ident{Address: a}) })
	if !spoken {
		// A thing of its own stands for the owner, so that what the setting does
		// is not lost.
		sure = []P{p.kind.At(b, account.Ident{Address: c.Address}, c.origin)}
	}
	return sure, p.among(b, c, addresses, exact && spoken)
}

// among returns the things that a setting may be of: those at the addresses
// and, unless these are all that can be meant, everything that the plan creates,
// whose names are not known either. Once is enough for all instances of a
// block, which leave open the same.
func (p parts[P]) among(b *account.Builder, c *change, addresses []string, closed bool) (maybe []P) {
	at := c.at()
	if len(addresses) > 0 && b.First(strings.Join([]string{"among", at.scope() + at.block(), p.attr, addresses[0], addresses[len(addresses)-1]}, " ")) {
		for _, a := range addresses {
			if p.kind.Has(b, account.Ident{Address: a}) {
				maybe = append(maybe, p.kind.At(b, account.Ident{Address: a}, c.origin))
			}
		}
	}
	if !closed && b.First("settings of nobody: "+c.Type+"."+p.attr) {
		p.kind.EachFresh(b, func(t P) { maybe = append(maybe, t) })
	}
	return maybe
}

// named finds the owner by its name. If nothing goes by it, things that the
// plan creates and whose names are not known yet may come to.
func (p parts[P]) named(b *account.Builder, c *change, id account.Ident) (sure, maybe []P) {
	switch maybe = p.several(b, c, id); len(maybe) {
	case 0:
	case 1:
		return maybe, nil
	default:
		return nil, maybe
	}
	if !p.kind.Has(b, id) && b.First("names to come: "+c.Type+"."+p.attr) {
		p.kind.EachFresh(b, func(t P) {
			if nameless(t) {
				maybe = append(maybe, t)
			}
		})
	}
	return []P{p.kind.At(b, id, c.origin)}, maybe
}

// nameless tells whether the author chose no name that is known.
func nameless(t account.Thing) bool { return t.Base().Name == "" && t.Base().ID == "" }

// ident is what the owner goes by, if that is known. A sensitive name finds it
// and is never shown.
func (p parts[P]) ident(c *change, doc, owner node) (id account.Ident, ok bool) {
	name, _ := owner.text()
	hidden := owner.hidden()
	if p.within != nil {
		var secret bool
		name, secret = p.within.of(doc, name)
		hidden = hidden || secret
	}
	region := regional(p.kind.Kind, c.region)
	switch {
	case name == "":
		return account.Ident{}, false
	case hidden:
		return account.Ident{Aliases: []string{name}, Region: region}, true
	case strings.HasPrefix(name, "arn:"):
		return account.Ident{ARN: name}, true
	}
	return account.Ident{ID: name, Region: region}, true
}

// regional drops the region for kinds whose names are unique without one.
func regional(kind account.Kind, region string) string {
	if kind.Global() {
		return ""
	}
	return region
}

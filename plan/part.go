package plan

import (
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// part is an adapter for a type that is a setting of the thing that the
// attribute names. When its resource goes, AWS's defaults return: fill is
// called with a change that has no values.
func part[T any](attr string, kind account.Table[T], fill func(*T, *change)) adapter {
	p := parts[T]{attr, kind, fill}
	return adapter{
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

type parts[T any] struct {
	attr string
	kind account.Table[T]
	fill func(*T, *change)
}

// reset finds the things by the names that they had, for a setting that exists
// knows whose it is.
func (p parts[T]) reset(b *account.Builder, c *change) {
	for _, owner := range owners(c.before.at(p.attr)) {
		if c.action == update && lists(c.after.at(p.attr), owner) {
			continue // it keeps the setting
		}
		if p.kind.Find(b, p.ident(c, owner)) == nil {
			continue // the thing goes as well
		}
		t := p.kind.At(b, p.ident(c, owner), c.origin)
		account.Touch(t)
		p.fill(t, c.as(deleted))
	}
}

// lists tells whether an attribute still names the owner.
func lists(n, owner node) bool {
	return slices.ContainsFunc(owners(n), func(one node) bool { return equalTrees(one.value, owner.value) })
}

// apply sets the things that the attribute names. While a name is not known
// the thing is found by reference; where that leaves several, each of them may
// or may not have the setting.
func (p parts[T]) apply(b *account.Builder, c *change, doc node) {
	for _, owner := range owners(doc.at(p.attr)) {
		sure, maybe := p.find(b, c, owner)
		if sure != nil {
			p.set(sure, c)
		}
		for _, t := range maybe {
			p.set(t, c.doubted(p.attr))
		}
	}
}

func (p parts[T]) set(t *T, c *change) {
	if c.side == planned {
		account.Touch(t)
	}
	p.fill(t, c)
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
func (p parts[T]) find(b *account.Builder, c *change, n node) (sure *T, maybe []*T) {
	if name, ok := n.text(); ok && name != "" {
		return p.kind.At(b, p.ident(c, n), c.origin), nil
	}
	addresses, exact := c.refersTo(p.attr, p.kind.Kind)
	for _, a := range addresses {
		if p.kind.Find(b, account.Ident{Address: a}) != nil {
			maybe = append(maybe, p.kind.At(b, account.Ident{Address: a}, c.origin))
		}
	}
	switch {
	case len(maybe) == 1 && len(addresses) == 1 && exact:
		return maybe[0], nil
	case len(maybe) > 0:
		return nil, maybe
	}
	return p.nobody(b, c)
}

// nobody is for a setting of which nothing says whose it is. A thing of its own
// stands for the owner, so that what the setting does is not lost; and it may
// be of everything that the plan creates, whose names are not known either.
func (p parts[T]) nobody(b *account.Builder, c *change) (sure *T, maybe []*T) {
	if b.First("settings of nobody: " + c.Type + "." + p.attr) {
		p.kind.EachFresh(b, func(t *T) { maybe = append(maybe, t) })
	}
	return p.kind.At(b, account.Ident{Address: c.Address}, c.origin), maybe
}

// ident is what the owner goes by. A sensitive name finds it and is never
// shown.
func (p parts[T]) ident(c *change, owner node) account.Ident {
	name, _ := owner.text()
	if owner.hidden() {
		return account.Ident{Aliases: []string{name}, Region: regional(p.kind.Kind, c.region)}
	}
	if strings.HasPrefix(name, "arn:") {
		return account.Ident{ARN: name}
	}
	return account.Ident{ID: name, Region: regional(p.kind.Kind, c.region)}
}

// regional drops the region for kinds whose names are unique without one.
func regional(kind account.Kind, region string) string {
	if kind.Global() {
		return ""
	}
	return region
}

package plan

import (
	"maps"
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// adapters is the whole of what soc2gate understands of a plan: for each
// Terraform type, what it means for the model. Every service adds its own.
var adapters = map[string][]adapter{}

// adapter translates one resource type. The phases run one after another over
// all changes, so that the order of changes in a plan does not matter.
type adapter struct {
	kind  account.Kind // of the thing that the type is, or empty if it is a part
	state func(*account.Builder, *change)
	drop  func(*account.Builder, *change) // what apply takes away
	place func(*account.Builder, *change) // what apply leaves or makes
	part  func(*account.Builder, *change) // settings of other things
}

// understand adds adapters. Every file of this package that is named after a
// service calls it; the result is there only so that a variable can.
func understand(types map[string]adapter) struct{} { //nolint:unparam // see above
	for typ, a := range types {
		adapters[typ] = append(adapters[typ], a)
	}
	return struct{}{}
}

// typesOf lists the Terraform types that are things of a kind.
func typesOf(kind account.Kind) []string {
	var types []string
	for typ, list := range adapters {
		for _, a := range list {
			if a.kind == kind {
				types = append(types, typ)
			}
		}
	}
	slices.Sort(types)
	return types
}

// names says which attributes of a type hold what AWS knows the thing by,
// beside arn and id.
type names struct {
	name    string   // the attribute with its name, if that is unique in its region
	aliases []string // attributes with other names
	global  bool     // the service has no regions
}

// ident reads the names from one of a change's documents. A sensitive name
// identifies the thing and is never shown.
func (n names) ident(c *change, doc node) account.Ident {
	id := account.Ident{Region: c.region}
	if c.Deposed == "" {
		id.Address = c.Address
	}
	if n.global {
		id.Region = ""
	}
	take := func(to *string, attr string) {
		text, _ := doc.at(attr).text()
		if doc.at(attr).hidden() {
			id.Aliases = append(id.Aliases, text)
		} else {
			*to = text
		}
	}
	take(&id.ARN, "arn")
	take(&id.ID, "id")
	if n.name != "" {
		take(&id.Name, n.name)
	}
	for _, attr := range n.aliases {
		text, _ := doc.at(attr).text()
		id.Aliases = append(id.Aliases, text)
	}
	return id
}

// thing is an adapter for a type that comes and goes with its resource.
func thing[T any](kind account.Table[T], n names, fill func(*T, *change)) adapter {
	h := things[T]{kind, n, fill}
	return adapter{kind: kind.Kind, state: h.state, drop: h.drop, place: h.place}
}

type things[T any] struct {
	kind account.Table[T]
	names
	fill func(*T, *change)
}

func (h things[T]) state(b *account.Builder, c *change) {
	h.fill(h.kind.At(b, h.ident(c, c.before), c.origin), c)
}

// drop takes away what is deleted or replaced, and lets go of what is
// forgotten: that stays in the account, and nobody manages it.
func (h things[T]) drop(b *account.Builder, c *change) {
	id := h.ident(c, c.before)
	switch c.action {
	case destroy, replaceDeleteFirst, replaceCreateFirst:
		if gone := h.kind.Drop(b, id); gone != nil {
			account.Touch(gone)
			if c.action != destroy {
				account.ReplacedBy(gone, c.Address)
			}
			h.kind.Bury(b, gone)
		}
	case forget, createThenForget:
		h.kind.Forget(b, id)
	case noop, create, read, update:
	}
}

func (h things[T]) place(b *account.Builder, c *change) {
	switch c.action {
	case noop, update:
		id := h.ident(c, c.before)
		if c.action == noop && h.kind.Find(b, id) != nil {
			return
		}
		t := h.kind.At(b, id, c.origin)
		h.fill(t, c)
		if c.action == update {
			account.Touch(t)
		}
	case create, createThenForget, replaceDeleteFirst, replaceCreateFirst:
		h.make(b, c)
	case read, destroy, forget:
	}
}

// make lets a new thing take the place of one that goes by its names.
func (h things[T]) make(b *account.Builder, c *change) {
	id := h.ident(c, c.after)
	old := h.kind.Drop(b, id)
	if old == nil {
		old = h.kind.Removed(b, c.Address)
	}
	t := h.kind.Add(b, id, c.origin)
	account.Create(t, old)
	if c.action == replaceDeleteFirst {
		account.Interrupt(t, c.Address)
	}
	h.fill(t, c)
}

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
	return slices.ContainsFunc(owners(n), func(one node) bool { return one.value == owner.value })
}

// apply sets the things that the attribute names. While a name is not known
// the thing is found by reference; where that leaves several, each of them may
// or may not have the setting.
func (p parts[T]) apply(b *account.Builder, c *change, doc node) {
	for _, owner := range owners(doc.at(p.attr)) {
		exact, several := p.find(b, c, owner)
		if exact != nil {
			several = []*T{exact}
		}
		seen := *c
		seen.maybe = exact == nil
		for _, t := range several {
			if c.side == planned {
				account.Touch(t)
			}
			p.fill(t, &seen)
		}
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
func (p parts[T]) find(b *account.Builder, c *change, n node) (*T, []*T) {
	if name, ok := n.text(); ok && name != "" {
		return p.kind.At(b, p.ident(c, n), c.origin), nil
	}
	addresses := c.targets(p.attr, p.kind.Kind)
	var found []*T
	for _, a := range addresses {
		if p.kind.Find(b, account.Ident{Address: a}) != nil {
			found = append(found, p.kind.At(b, account.Ident{Address: a}, c.origin))
		}
	}
	switch {
	case len(found) == 1 && len(addresses) == 1:
		return found[0], nil
	case len(found) > 0:
		return nil, found
	}
	// Nothing says whose setting it is: a thing of its own stands for the
	// owner, so that what the setting does is not lost.
	return p.kind.At(b, account.Ident{Address: c.Address}, c.origin), nil
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
	if strings.HasPrefix(string(kind), "iam.") || strings.HasPrefix(string(kind), "s3.") {
		return ""
	}
	return region
}

// setting is an adapter for a type that is a setting of the account, in one
// region or in all: it is there once for all, and deleting the resource puts
// it back to AWS's default.
func setting[T any](kind account.Table[T], global bool, fill func(*T, *change)) adapter {
	at := func(b *account.Builder, c *change) *T {
		id := account.Ident{ID: account.AccountID, Region: c.region, Address: c.Address}
		if global {
			id.Region = ""
		}
		return kind.At(b, id, c.origin)
	}
	set := func(b *account.Builder, c *change) {
		t := at(b, c)
		account.Touch(t)
		fill(t, c)
	}
	return adapter{
		state: func(b *account.Builder, c *change) { fill(at(b, c), c) },
		drop: func(b *account.Builder, c *change) {
			if goes(c.action) {
				set(b, c.as(deleted))
			}
		},
		part: func(b *account.Builder, c *change) {
			if comes(c.action) {
				set(b, c)
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

// member is the fill function of a part that is an element of a list of its
// owner: a rule of a security group, a policy of a role.
func member[T, I any](list func(*T) *account.Set[*I], items func(*change) []*I, key func(*I) string) func(*T, *change) {
	return func(t *T, c *change) {
		all := list(t)
		if c.maybe {
			*all = all.Doubted(account.Gap{Call: c.Address, Cause: account.Ambiguous})
			return
		}
		if c.side == deleted || c.action == update {
			for _, old := range items(c.as(stated)) {
				*all = all.Without(func(have *I) bool { return key(have) == key(old) })
			}
		}
		if c.side == deleted {
			return
		}
		for _, made := range items(c) {
			*all = all.Without(func(have *I) bool { return key(have) == key(made) }).With(made)
		}
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

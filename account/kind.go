package account

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
)

// Kind names a kind of thing, "cloudtrail.trails" for instance. It is what
// rules declare that they read and what recordings are divided into.
type Kind string

// globalServices are those without regions, so that their things have none.
var globalServices = []string{"iam", "s3", "organizations", "artifact", "sso", "cloudfront", "account", "records"}

// Global tells whether the service has no regions.
func (k Kind) Global() bool {
	service, _, _ := strings.Cut(string(k), ".")
	return slices.Contains(globalServices, service)
}

// Table is the typed access to one kind of thing in a builder. P is a pointer to
// the struct of the kind: all pointers share the compiled code.
type Table[P Thing] struct {
	Kind Kind
	set  func(*Account) *Set[P]
}

// anyKind is a table of whatever type.
type anyKind interface {
	name() Kind
	handled(*Account) bool
	build(*Builder, *Account, []Gap)
	record(*Builder, recordedKind, []string, Origin) error
	compared(*Account, func(Drifted) bool) bool
	freshAt(*Account, string) Bool
	seen(*Account, string) bool
}

// kinds are all kinds of the model, in the order of their names.
var kinds []anyKind

// Kinds returns the names of all kinds of the model.
func Kinds() []Kind {
	names := make([]Kind, len(kinds))
	for i, k := range kinds {
		names[i] = k.name()
	}
	return names
}

// kind adds a kind to the model.
func kind[P Thing](name Kind, set func(*Account) *Set[P]) Table[P] {
	t := Table[P]{name, set}
	kinds = append(kinds, t)
	slices.SortFunc(kinds, func(a, b anyKind) int { return cmp.Compare(a.name(), b.name()) })
	return t
}

func (k Table[P]) name() Kind { return k.Kind }

// Find returns the thing that goes by any of the names, to be read only, or nil.
func (k Table[P]) Find(b *Builder, id Ident) P {
	t := b.table(k.Kind)
	if i := t.find(id); i >= 0 {
		return typed[P](t.things[i])
	}
	var none P
	return none
}

// Has tells whether there is a thing that goes by any of the names.
func (k Table[P]) Has(b *Builder, id Ident) bool { return b.table(k.Kind).find(id) >= 0 }

// At finds the thing that goes by any of the names, or makes it; afterwards it
// goes by all of them. The result may be written to.
func (k Table[P]) At(b *Builder, id Ident, from *Origin) P {
	t := b.table(k.Kind)
	i := t.find(id)
	if i < 0 {
		return k.Add(b, id, from)
	}
	t.leave(i)
	thing := t.edit(i)
	id.name(thing.Base())
	t.enter(i)
	return typed[P](thing)
}

// Add makes a new thing.
func (k Table[P]) Add(b *Builder, id Ident, from *Origin) P {
	t := b.table(k.Kind)
	b.serial++
	made, ok := reflect.New(reflect.TypeFor[P]().Elem()).Interface().(P)
	if !ok {
		panic("account: a kind is not of pointers to structs")
	}
	*made.Base() = Meta{kind: k.Kind, serial: b.serial, from: from}
	id.name(made.Base())
	t.things = append(t.things, made)
	t.owned = append(t.owned, true)
	t.enter(len(t.things) - 1)
	return made
}

// Drop takes the thing away and returns it as it was, if there is one.
func (k Table[P]) Drop(b *Builder, id Ident) (gone P, was bool) {
	t := b.table(k.Kind)
	i := t.find(id)
	if i < 0 {
		return gone, false
	}
	t.leave(i)
	gone = typed[P](t.edit(i))
	t.things[i] = nil
	return gone, true
}

// Bury notes that the change deletes the thing, for the rules that judge
// deletions.
func (k Table[P]) Bury(b *Builder, gone P) {
	t := b.table(k.Kind)
	t.removed = append(t.removed, gone)
	if by := gone.Base().end().replacedBy; by != "" && t.replaced[by] == nil {
		if t.replaced == nil {
			t.replaced = map[string]Thing{}
		}
		t.replaced[by] = gone
	}
}

// Forget makes the thing unmanaged: it stays in the account and no longer goes
// by its Terraform address.
func (k Table[P]) Forget(b *Builder, id Ident) {
	t := b.table(k.Kind)
	if i := t.find(id); i >= 0 {
		t.leave(i)
		m := t.edit(i).Base()
		m.changeEnd(func(f *fate) { f.formerly = m.Address })
		m.Address = ""
		t.enter(i)
	}
}

// Each yields every thing, to be written to.
func (k Table[P]) Each(b *Builder, do func(P)) {
	t := b.table(k.Kind)
	for i := range t.things {
		if t.things[i] != nil {
			do(typed[P](t.edit(i)))
		}
	}
}

// EachFresh yields every thing that the change creates, to be written to.
func (k Table[P]) EachFresh(b *Builder, do func(P)) {
	t := b.table(k.Kind)
	for i, thing := range t.things {
		if thing != nil && thing.Base().fresh {
			do(typed[P](t.edit(i)))
		}
	}
}

// Listed notes that the account was asked for all things of the kind, and
// what of the answer is missing.
func (k Table[P]) Listed(b *Builder, gaps ...Gap) { b.Listed(k.Kind, gaps...) }

func (k Table[P]) build(b *Builder, a *Account, unread []Gap) {
	t := b.table(k.Kind)
	gaps := t.gaps
	if t.listed && !k.Kind.Global() {
		gaps = slices.Concat(gaps, unread)
	}
	a.reads[k.Kind] = new(atomic.Bool)
	*k.set(a) = Set[P]{
		items: ordered[P](t.things, b.texts), listed: t.listed, gaps: gaps,
		shelf: &shelf[P]{kind: k.Kind, removed: ordered[P](t.removed, b.texts), read: a.reads[k.Kind]},
	}
}

// ordered returns the things that are there, bound and in their order.
func ordered[P Thing](things []Thing, texts library) []P {
	all := make([]P, 0, len(things))
	for _, thing := range things {
		if thing != nil {
			bindAll(thing, texts)
			all = append(all, typed[P](thing))
		}
	}
	slices.SortStableFunc(all, func(a, b P) int {
		x, y := a.Base(), b.Base()
		return cmp.Or(cmp.Compare(x.Label(), y.Label()), cmp.Compare(x.Address, y.Address), cmp.Compare(x.Region, y.Region))
	})
	return all
}

func typed[P Thing](thing Thing) P {
	t, ok := thing.(P)
	if !ok {
		panic("account: a table holds a thing of another kind")
	}
	return t
}

// reads remembers which kinds were looked at, so that a test can compare them
// with what a rule declares.
type reads map[Kind]*atomic.Bool

// Removed returns the removed thing whose place is taken by what is at the
// Terraform address, if there is one.
func (k Table[P]) Removed(b *Builder, address string) (gone P, was bool) {
	thing, was := b.table(k.Kind).replaced[address]
	if was {
		gone = typed[P](thing)
	}
	return gone, was
}

func (k Table[P]) handled(a *Account) bool {
	s := k.set(a)
	return len(s.shelf.removed) > 0 || slices.ContainsFunc(s.items, func(item P) bool { return item.Base().touched })
}

// Handles tells whether the change has a hand in a thing of one of the kinds.
func (a *Account) Handles(some []Kind) bool {
	return slices.ContainsFunc(kinds, func(k anyKind) bool { return slices.Contains(some, k.name()) && k.handled(a) })
}

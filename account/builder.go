package account

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
)

// Builder assembles an account from what a plan and a recording say.
type Builder struct {
	ID           string    // the account's number, empty if not known
	Organization string    // the id of its organization, empty if not known
	Recorded     time.Time // when the account was read, zero if it was not
	regions      []string  // those that were read, nil if the account was not
	tables       map[Kind]*table
	serial       int
	texts        library // of policies, shared by clones
	done         map[string]bool
	pairs        []pair // things that differ from what Terraform last saw
	lacking      Lacking
}

// NewBuilder returns a builder of which nothing is known.
func NewBuilder() *Builder { return &Builder{tables: map[Kind]*table{}, texts: library{}} }

// table holds the things of one kind. Positions are stable; a dropped thing
// leaves nil behind.
type table struct {
	things   []Thing
	removed  []Thing
	replaced map[string]Thing // removed things by the address of what takes their place
	index    *nameIndex
	owned    []bool // positions this builder may write to
	cloned   bool   // it began as another builder's
	listed   bool
	gaps     []Gap
}

func (b *Builder) table(k Kind) *table {
	t := b.tables[k]
	if t == nil {
		t = &table{index: newNames(0)}
		b.tables[k] = t
	}
	return t
}

// First tells whether something is to be done that is done once only.
func (b *Builder) First(what string) bool {
	if b.done[what] {
		return false
	}
	if b.done == nil {
		b.done = map[string]bool{}
	}
	b.done[what] = true
	return true
}

// Clone returns a builder that starts from what this one knows and changes
// nothing in it.
func (b *Builder) Clone() *Builder {
	c := *b
	c.done = nil
	c.tables = make(map[Kind]*table, len(b.tables))
	for kind, t := range b.tables {
		c.tables[kind] = &table{
			things: slices.Clone(t.things), removed: slices.Clone(t.removed), replaced: maps.Clone(t.replaced),
			index: t.index.clone(), owned: make([]bool, len(t.things)),
			listed: t.listed, gaps: slices.Clone(t.gaps), cloned: true,
		}
	}
	return &c
}

// Build freezes what the builder knows into an account.
func (b *Builder) Build() *Account {
	a := &Account{ID: b.ID, Organization: b.Organization, Recorded: b.Recorded, reads: reads{}, namings: &namings{}, lacking: b.lacking}
	unread := b.unread()
	a.regions = b.regions
	a.inUse, a.opened = b.inUse()
	for _, k := range kinds {
		k.build(b, a, unread)
		clear(b.table(k.name()).owned) // what was built is written to no more
	}
	return a
}

// unread returns a gap for every region that something is in and that was not
// read: a listing says nothing about it.
func (b *Builder) unread() []Gap {
	if b.regions == nil {
		return nil
	}
	var gaps []Gap
	for _, k := range kinds {
		for _, thing := range b.table(k.name()).things {
			if thing == nil {
				continue
			}
			gap := Gap{Region: thing.Base().Region, Cause: NotCollected}
			if gap.Region != "" && !slices.Contains(b.regions, gap.Region) && !slices.Contains(gaps, gap) {
				gaps = append(gaps, gap)
			}
		}
	}
	slices.SortFunc(gaps, func(a, b Gap) int { return strings.Compare(a.Region, b.Region) })
	return gaps
}

// find returns the position of the one thing that answers to any of the
// names, or -1.
func (t *table) find(id Ident) int {
	var space [8]name
	for _, n := range id.names(space[:0]) {
		if i := t.match(&id, n); i >= 0 {
			return i
		}
	}
	return -1
}

// match finds by one name. A name that several things have in other regions
// finds none of them, nor does the name of a thing whose region is not known;
// and two ARNs are two things whatever else they share.
func (t *table) match(id *Ident, n name) int {
	found, many := -1, false
	var space [8]int
	for _, i := range t.index.named(n, space[:0]) {
		m := t.things[i].Base()
		switch {
		case !m.goesBy(n), isARN(id.ARN) && isARN(m.ARN) && id.ARN != m.ARN, id.mistaken(m, n):
		case m.Region == id.Region && id.Region != "":
			return i
		case id.Region == "", m.Region == "" && (n.address || m.Name != n.text && n.text != AccountID):
			found, many = i, found >= 0
		}
	}
	if many {
		return -1
	}
	return found
}

func isARN(name string) bool { return strings.HasPrefix(name, "arn:") }

// edit returns a thing that may be written to without changing the builder
// that this one was cloned from.
func (t *table) edit(i int) Thing {
	if !t.owned[i] {
		old := reflect.ValueOf(t.things[i]).Elem()
		private := reflect.New(old.Type())
		private.Elem().Set(old)
		fresh, ok := private.Interface().(Thing)
		if !ok {
			panic("account: a copy of a thing is not a thing")
		}
		ownLists(fresh)
		if was := t.things[i]; t.cloned && !was.Base().fresh && was.Base().end().former == nil {
			fresh.Base().changeEnd(func(f *fate) { f.former = was })
		}
		t.things[i], t.owned[i] = fresh, true
	}
	t.things[i].Base().bound = false
	return t.things[i]
}

func (t *table) enter(i int) { t.index.enter(i, t.things[i].Base()) }

func (t *table) leave(i int) { t.index.leave(i, t.things[i].Base()) }

// Miss notes that things of a kind may come to exist that nobody can see.
func (b *Builder) Miss(k Kind, gap Gap) {
	t := b.table(k)
	t.gaps = append(t.gaps, gap)
}

// Touch notes that the change has a hand in the thing.
func Touch(t Thing) { t.Base().touched = true }

// Create notes that the change makes the thing.
func Create(t Thing) {
	m := t.Base()
	m.fresh, m.touched = true, true
}

// Replace notes that the change makes the thing in place of another: findings
// about the one are compared with findings about the other.
func Replace(t, old Thing) {
	Create(t)
	m := t.Base()
	m.serial = old.Base().serial
	m.changeEnd(func(f *fate) { f.former = old.Base().end().former })
}

// Disturb notes that the thing may be interrupted: what would be is not sure to
// be a part of it.
func Disturb(t Thing, address string, why Cause) {
	gap := &Fact{Subject: t.Base().Label(), Path: "existence", Cause: why, Origin: Origin{Source: FromPlan, Ref: address}}
	t.Base().changeEnd(func(f *fate) { f.gap = gap })
}

// Interrupt notes that the thing, or what makes it work, is deleted before it
// is created again.
func Interrupt(t Thing, address string) {
	m := t.Base()
	gap := &Fact{
		Subject: m.Label(), Path: "existence", Value: "deleted before it is created again",
		Origin: Origin{Source: FromPlan, Ref: address},
	}
	m.changeEnd(func(f *fate) { f.gap = gap })
}

// Unbind notes that the change takes the permissions boundary of a principal
// away.
func Unbind(t Thing, address string) {
	m := t.Base()
	lost := &Fact{
		Subject: m.Label(), Path: "PermissionsBoundary", Value: "removed by this plan",
		Origin: Origin{Source: FromPlan, Ref: address},
	}
	m.changeEnd(func(f *fate) { f.unbound = lost })
}

// ReplacedBy notes that another thing takes the place of a removed one.
func ReplacedBy(t Thing, address string) {
	t.Base().changeEnd(func(f *fate) { f.replacedBy = address })
}

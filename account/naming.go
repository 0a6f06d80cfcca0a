package account

import (
	"slices"
	"sync"
)

// naming finds the items of a set by the things that they name, so that a
// question about everything that names a thing does not go through all items
// for each thing.
type naming struct {
	once   sync.Once
	byName map[name][]int32
	open   []int32 // items that may name anything
}

// namings are made when they are first needed, by what they are for.
type namings struct {
	byUse   sync.Map
	subnets sync.Map // *Subnet to Bool
}

// keep asks about a subnet once, in however many places it is used.
func (n *namings) keep(s *Subnet, ask func(*Subnet) Bool) Bool {
	if kept, ok := n.subnets.Load(s); ok {
		if b, ok := kept.(Bool); ok {
			return b
		}
	}
	b := ask(s)
	n.subnets.Store(s, b)
	return b
}

func (n *namings) of(use string) *naming {
	one, _ := n.byUse.LoadOrStore(use, &naming{})
	found, ok := one.(*naming)
	if !ok {
		panic("account: a naming of another type")
	}
	return found
}

// enter notes that the item has the link; nil may name anything.
func (n *naming) enter(item int32, l *Link) {
	switch {
	case l == nil, !l.known && (len(l.refers().to) == 0 || l.refers().open):
		n.open = append(n.open, item)
	case l.known:
		n.byName[name{text: l.v}] = append(n.byName[name{text: l.v}], item)
	default:
		for _, address := range l.refers().to {
			n.byName[name{address, true}] = append(n.byName[name{address, true}], item)
		}
	}
}

// of returns the items that name the thing, in their order.
func (n *naming) of(t Thing) []int32 {
	var found []int32
	var space [8]name
	for _, one := range t.Base().names(space[:0]) {
		found = append(found, n.byName[one]...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// existsNaming is Exists for a question that is false of every item of whose
// links none can name the thing, and not true of one of which it is not known
// whether it does. Links calls its function with the links of an item, and
// with nil if there may be others.
func (s *Set[T]) existsNaming(by *naming, t Thing, links func(T, func(*Link)), ok func(T) Bool) Bool {
	s.note()
	by.once.Do(func() {
		by.byName = map[name][]int32{}
		for i, item := range s.items {
			links(item, func(l *Link) { by.enter(int32(i), l) }) //nolint:gosec // no plan is that long
		}
	})
	naming, about := by.of(t), s.about(t)
	found := about.decide(pick(s.items, naming), ok, True)
	if found.tri == False && slices.ContainsFunc(by.open, func(i int32) bool { return ok(s.items[i]).tri == Unknown }) {
		found.tri = Unknown
	}
	if u, undecided := found.why.(*undecided[T]); undecided && found.tri == Unknown {
		u.answer, u.some = Unknown, func() []T {
			all := slices.Concat(naming, by.open)
			slices.Sort(all)
			return pick(s.items, slices.Compact(all))
		}
	}
	return found
}

// about is the set without the gaps that are of other things than this one. Of
// one whose ARN is not known they may all be.
func (s *Set[T]) about(t Thing) *Set[T] {
	others := func(g Gap) bool { return g.Of != "" && isARN(t.Base().ARN) && !t.Base().Answers(g.Of) }
	if !slices.ContainsFunc(s.gaps, others) {
		return s
	}
	about := *s
	about.gaps = slices.DeleteFunc(slices.Clone(s.gaps), others)
	return &about
}

func pick[T any](items []T, some []int32) []T {
	picked := make([]T, len(some))
	for i, position := range some {
		picked[i] = items[position]
	}
	return picked
}

// linksOf yields the links of the items of a list.
func linksOf[T any](list *Set[T], link func(T) *Link, do func(*Link)) {
	if list.whole().tri != True {
		do(nil)
	}
	for _, item := range list.items {
		do(link(item))
	}
}

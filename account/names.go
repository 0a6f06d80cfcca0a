package account

import (
	"hash/maphash"
	"iter"
	"slices"
)

// name is one that a thing goes by: a name of AWS's, or a Terraform address.
type name struct {
	text    string
	address bool
}

// nameIndex finds things by any of their names. It keeps where a thing is and
// not the names, so that whoever asks has to look at the thing: two names may
// share a number.
type nameIndex struct {
	seed  maphash.Seed
	slots []slot // a power of two of them, never full
	used  int    // slots that are taken or were
}

// slot is one name of one thing.
type slot struct {
	number uint32
	thing  int32 // its position and 1; 0 is free, and -1 was taken
}

func newNames(things int) *nameIndex {
	x := &nameIndex{seed: maphash.MakeSeed()}
	x.slots = make([]slot, room(4*things))
	return x
}

// room is how many slots so many names need.
func room(names int) int {
	n := 16
	for n < names*3/2 {
		n *= 2
	}
	return n
}

func (x *nameIndex) clone() *nameIndex {
	return &nameIndex{x.seed, slices.Clone(x.slots), x.used}
}

func (x *nameIndex) number(n name) uint32 {
	number := uint32(maphash.String(x.seed, n.text)) //nolint:gosec // half of it is enough
	if n.address {
		return ^number
	}
	return number
}

// walk yields the slots from where the number belongs to the first free one.
func (x *nameIndex) walk(number uint32) iter.Seq[*slot] {
	return func(yield func(*slot) bool) {
		last := uint32(len(x.slots) - 1) //nolint:gosec // there are far fewer
		for i := number & last; ; i = (i + 1) & last {
			if s := &x.slots[i]; !yield(s) || s.thing == 0 {
				return
			}
		}
	}
}

// named adds to a list where the things may be that go by the name, in their
// order.
func (x *nameIndex) named(n name, found []int) []int {
	number := x.number(n)
	for s := range x.walk(number) {
		if s.thing > 0 && s.number == number {
			found = append(found, int(s.thing)-1)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// enter notes that the thing at the position goes by its names.
func (x *nameIndex) enter(position int, m *Meta) {
	var space [8]name
	for _, n := range m.names(space[:0]) {
		if 4*x.used >= 3*len(x.slots) {
			x.grow()
		}
		x.put(slot{x.number(n), int32(position) + 1}) //nolint:gosec // no plan is that long
	}
}

func (x *nameIndex) put(one slot) {
	for s := range x.walk(one.number) {
		if s.thing == 0 {
			*s = one
			x.used++
			return
		}
	}
}

// leave notes that the thing at the position no longer goes by its names.
func (x *nameIndex) leave(position int, m *Meta) {
	var space [8]name
	for _, n := range m.names(space[:0]) {
		number := x.number(n)
		for s := range x.walk(number) {
			if s.number == number && int(s.thing)-1 == position {
				s.thing = -1
			}
		}
	}
}

// grow makes room, for what is still there.
func (x *nameIndex) grow() {
	old := x.slots
	there := 0
	for _, s := range old {
		if s.thing > 0 {
			there++
		}
	}
	x.slots, x.used = make([]slot, room(2*there)), 0
	for _, s := range old {
		if s.thing > 0 {
			x.put(s)
		}
	}
}

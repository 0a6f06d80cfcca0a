package account

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// field is an attribute of a thing, whatever its type.
type field interface {
	// bind tells the attribute where it stands.
	bind(to spot, texts library)
	// decode reads the attribute from a recording.
	decode(raw jsontext.Value, from *Origin) error
	// encode writes the attribute for a recording, and the call that told it;
	// nil if nobody has spoken of it.
	encode() (raw jsontext.Value, call string)
	drifting
	// own copies what the attribute shares with another copy of its thing.
	own()
	// hide forgets the attribute; doubt forgets its value only.
	hide()
	doubt(Cause)
	// blame names what makes an attribute doubtful, and by which of its own.
	blame(by *Origin, via string)
}

// fieldsOf yields every attribute of the struct behind the pointer, with the
// name that AWS gives it.
func fieldsOf(pointer any, do func(name string, f field) error) error {
	v := reflect.ValueOf(pointer).Elem()
	for _, tag := range layoutOf(v.Type()).fields {
		if err := do(tag.name, fieldAt(v, tag)); err != nil {
			return err
		}
	}
	return nil
}

func fieldAt(v reflect.Value, tag tagged) field {
	f, ok := v.FieldByIndex(tag.index).Addr().Interface().(field)
	if !ok {
		panic(fmt.Sprintf("account: %s.%s is no attribute", v.Type(), tag.name))
	}
	return f
}

// bindAll lets every attribute of a thing name itself in the evidence, also
// those that nobody filled.
func bindAll(thing Thing, texts library) {
	m := thing.Base()
	if m.bound {
		return // and nobody has written to it since
	}
	m.bound, m.place.of = true, m
	m.place.bind(thing, texts)
}

// bind tells the attributes of a struct that this is their place.
func (p *place) bind(pointer any, texts library) {
	v := reflect.ValueOf(pointer).Elem()
	p.layout = layoutOf(v.Type())
	for i, tag := range p.layout.fields {
		fieldAt(v, tag).bind(spot{p, uint8(i)}, texts) //nolint:gosec // no type has that many attributes
	}
}

// ownLists copies the lists of a thing that was copied as a whole.
func ownLists(pointer any) {
	_ = fieldsOf(pointer, func(_ string, f field) error {
		f.own()
		return nil
	})
}

// doubtAll keeps that attributes were spoken of and drops what was said; it
// leaves those alone that nobody spoke of.
func doubtAll(pointer any, cause Cause) {
	_ = fieldsOf(pointer, func(_ string, f field) error {
		f.doubt(cause)
		return nil
	})
}

// bind names the items of a set that is an attribute.
func (s *Set[T]) bind(to spot, texts library) {
	s.at, s.field = to.at, to.field
	for i, item := range s.items {
		p := &place{of: to.at.of, list: to.at, index: int32(i), field: to.field} //nolint:gosec // no plan is that long
		p.bind(item, texts)
	}
}

// own copies the items, each of them a pointer to a struct.
func (s *Set[T]) own() {
	if len(s.items) == 0 {
		return
	}
	items := make([]T, len(s.items))
	for i, item := range s.items {
		private := reflect.New(reflect.TypeOf(item).Elem())
		private.Elem().Set(reflect.ValueOf(item).Elem())
		ownLists(private.Interface()) // lists stand in lists
		items[i], _ = private.Interface().(T)
	}
	s.items = items
}

func (s *Set[T]) hide()         { *s = Set[T]{at: s.at, field: s.field} }
func (s *Set[T]) doubt(c Cause) { s.items, s.listed, s.gaps = nil, false, []Gap{{Cause: c}} }

func (s *Set[T]) blame(by *Origin, via string) {
	for i := range s.gaps {
		s.gaps[i].Call, s.gaps[i].Via = by.Ref, via
	}
}

// decode reads a list of objects from a recording. A list of which a part is
// missing is a gap with what was seen of it.
func (s *Set[T]) decode(raw jsontext.Value, from *Origin) error {
	gap, err := gapOf(raw)
	if err != nil {
		return err
	}
	*s = Set[T]{listed: gap.Unknown == ""}
	list := gap.Seen
	if s.listed {
		err = unmarshal(raw, &list)
	} else {
		s.gaps = []Gap{{Cause: gap.Unknown, Call: gap.Call}}
	}
	for _, one := range list {
		item := reflect.New(reflect.TypeFor[T]().Elem()).Interface()
		if err := decodeFields(item, one, func(string) *Origin { return from }); err != nil {
			return err
		}
		typedItem, ok := item.(T)
		if !ok {
			panic("account: a list holds items of another type")
		}
		s.items = append(s.items, typedItem)
	}
	return err
}

// ListOf returns a complete set of these items, for attributes that are lists.
func ListOf[T any](items ...T) Set[T] { return Set[T]{items: items, listed: true} }

// PartOf returns a set that holds at least these items.
func PartOf[T any](gap Gap, items ...T) Set[T] { return Set[T]{items: items, gaps: []Gap{gap}} }

// Items returns what was seen, for builders; rules use All.
func (s Set[T]) Items() []T { return s.items }

// Gaps returns what could not be seen.
func (s Set[T]) Gaps() []Gap { return s.gaps }

// Set tells whether any witness spoke of the list.
func (s Set[T]) Set() bool { return s.listed || len(s.items) > 0 || len(s.gaps) > 0 }

// Without returns the set without the items that drop is true of.
func (s Set[T]) Without(drop func(T) bool) Set[T] {
	s.items = slices.DeleteFunc(slices.Clone(s.items), drop)
	return s
}

// Doubted returns the set with a gap: it may hold more, or less.
func (s Set[T]) Doubted(gap Gap) Set[T] {
	s.gaps = append(slices.Clone(s.gaps), gap)
	return s
}

// With returns the set with items added; s itself stays as it is.
func (s Set[T]) With(items ...T) Set[T] {
	s.items = append(append(make([]T, 0, len(s.items)+len(items)), s.items...), items...)
	return s
}

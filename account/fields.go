package account

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// field is an attribute of a thing, whatever its type.
type field interface {
	// bind tells the attribute whose it is and what AWS calls it.
	bind(of *Meta, path string)
	// decode reads the attribute from a recording.
	decode(raw jsontext.Value, from *Origin) error
	// own copies what the attribute shares with another copy of its thing.
	own()
	// hide forgets the attribute; doubt forgets its value only.
	hide()
	doubt(Cause)
}

// tagged is the place of an attribute in its struct and AWS's name of it.
type tagged struct {
	index int
	name  string
}

var layouts sync.Map // reflect.Type -> []tagged

// layout returns the attributes of a type: its fields with an aws tag, and
// those of embedded structs.
func layout(t reflect.Type) []tagged {
	if known, ok := layouts.Load(t); ok {
		tags, _ := known.([]tagged)
		return tags
	}
	var tags []tagged
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("aws"); name != "" {
			tags = append(tags, tagged{i, name})
		}
	}
	layouts.Store(t, tags)
	return tags
}

// fieldsOf yields every attribute of the struct behind the pointer, with the
// name that AWS gives it.
func fieldsOf(pointer any, do func(name string, f field) error) error {
	v := reflect.ValueOf(pointer).Elem()
	for _, tag := range layout(v.Type()) {
		at := v.Field(tag.index).Addr().Interface()
		if tag.name == "-" { // an embedded group of attributes
			if err := fieldsOf(at, do); err != nil {
				return err
			}
			continue
		}
		f, ok := at.(field)
		if !ok {
			panic(fmt.Sprintf("account: %s.%s is no attribute", v.Type(), tag.name))
		}
		if err := do(tag.name, f); err != nil {
			return err
		}
	}
	return nil
}

// bindAll lets every attribute of a thing name itself in the evidence, also
// those that nobody filled.
func bindAll(thing Thing) { bindTo(thing, thing.Base(), "") }

func bindTo(pointer any, of *Meta, prefix string) {
	_ = fieldsOf(pointer, func(name string, f field) error {
		f.bind(of, prefix+name)
		return nil
	})
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
func (s *Set[T]) bind(of *Meta, path string) {
	s.kind = Kind(strings.TrimSuffix(of.Label()+" "+path, " "))
	for i, item := range s.items {
		bindTo(item, of, fmt.Sprintf("%s[%d].", path, i))
	}
}

// own copies the items, each of them a pointer to a struct.
func (s *Set[T]) own() {
	items := make([]T, len(s.items))
	for i, item := range s.items {
		private := reflect.New(reflect.TypeOf(item).Elem())
		private.Elem().Set(reflect.ValueOf(item).Elem())
		items[i], _ = private.Interface().(T)
	}
	s.items = items
}

func (s *Set[T]) hide()         { *s = Set[T]{kind: s.kind} }
func (s *Set[T]) doubt(c Cause) { s.items, s.listed, s.gaps = nil, false, []Gap{{Cause: c}} }

// decode reads a list of objects from a recording.
func (s *Set[T]) decode(raw jsontext.Value, from *Origin) error {
	cause, at, err := gapOf(raw, from)
	if cause != "" || err != nil {
		*s = Set[T]{gaps: []Gap{{Cause: cause, Call: at.Ref}}}
		return err
	}
	var list []jsontext.Value
	if err := unmarshal(raw, &list); err != nil {
		return err
	}
	*s = Set[T]{listed: true}
	for _, one := range list {
		item := reflect.New(reflect.TypeFor[T]().Elem()).Interface()
		if err := decodeFields(item, one, from); err != nil {
			return err
		}
		typedItem, ok := item.(T)
		if !ok {
			panic("account: a list holds items of another type")
		}
		s.items = append(s.items, typedItem)
	}
	return nil
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

package account

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
)

// pair is a thing as Terraform last saw it and as the account has it.
type pair struct{ was, is Thing }

// snapshot copies what Terraform said of a thing, before the account's answer
// is written over it; it is nil if Terraform said nothing.
func snapshot(thing Thing) Thing {
	if m := thing.Base(); m.from == nil || m.from.Source == FromLive {
		return nil
	}
	twin := reflect.New(reflect.TypeOf(thing).Elem())
	twin.Elem().Set(reflect.ValueOf(thing).Elem())
	old, _ := twin.Interface().(Thing)
	return old
}

// differs compares a thing with what Terraform said of it. Names are compared
// as texts, so that where something differs it is asked again once everything
// is read.
func (b *Builder) differs(was, is Thing) {
	m, found := is.Base(), &comparison{was: was, is: is}
	found.all()
	if len(found.list) > 0 {
		b.pairs = append(b.pairs, pair{was, is})
		return
	}
	m.note(found)
}

// compareAll compares what differs, now that names can be looked up.
func (b *Builder) compareAll() {
	for _, p := range b.pairs {
		found := &comparison{was: p.was, is: p.is, by: &namesakes{b}}
		found.all()
		p.is.Base().note(found)
	}
	b.pairs = nil
}

// note remembers what was found out.
func (m *Meta) note(found *comparison) {
	m.agreed = uint8(min(int(m.agreed)+found.agreed, 255)) //nolint:gosec // it is in range
	if len(found.list)+len(found.open) == 0 {
		return
	}
	if m.drift != nil { // what Terraform found itself
		for _, one := range m.drift.list {
			if !slices.ContainsFunc(found.list, func(d Drift) bool { return d.field == one.field }) {
				found.list = append(found.list, one)
			}
		}
	}
	slices.SortStableFunc(found.list, func(a, b Drift) int {
		return cmp.Or(cmp.Compare(a.field, b.field), cmp.Compare(a.State.Value, b.State.Value), cmp.Compare(a.Live.Value, b.Live.Value))
	})
	m.drift = &drift{found.list, found.open}
}

// missing notes that a thing of Terraform's state is not in the account.
func (m *Meta) missing() {
	one := Drift{State: m.fact("existence", "present"), Live: m.fact("existence", "not in the account"), field: presence}
	one.Live.Origin = Origin{Source: FromListed, Ref: string(m.kind)}
	m.drift = &drift{list: []Drift{one}}
}

// comparison is of one thing.
type comparison struct {
	was, is Thing
	by      *namesakes
	agreed  int
	drift
}

func (c *comparison) all() {
	v := reflect.ValueOf(c.is).Elem()
	old := reflect.ValueOf(c.was).Elem()
	for i, tag := range layoutOf(v.Type()).fields {
		c.attribute(uint8(i), tag, fieldAt(old, tag), fieldAt(v, tag)) //nolint:gosec // no type has that many attributes
	}
}

// attribute compares one attribute, if the account was asked for it and
// Terraform knew it.
func (c *comparison) attribute(i uint8, tag tagged, was, is field) {
	if strings.Contains(was.said(), concealed) {
		is.conceal()
	}
	if from, _ := was.witness(); from != nil && from.Source == FromLive || !answered(was, is) {
		return
	}
	switch is.like(was, c.by) {
	case True:
		c.agreed++
	case False:
		c.unlike(i, tag, was, is)
	case Unknown:
		known, why := is.told()
		if spoken, _ := was.told(); spoken && !known && why != NotCollected {
			c.open = append(c.open, i)
		}
	}
}

// answered tells whether the account was asked for an attribute.
func answered(was, is field) bool {
	if list, ok := is.(listField); ok {
		return list.asked(was)
	}
	old, _ := was.witness()
	now, _ := is.witness()
	return old != now
}

// unlike notes an attribute that differs, of a list each item.
func (c *comparison) unlike(i uint8, tag tagged, was, is field) {
	one := Drift{State: c.fact(tag, was, c.was), Live: c.fact(tag, is, c.is), field: i}
	if list, ok := is.(listField); ok {
		c.items(one, list, was)
		return
	}
	one.kept, _ = is.witness()
	one.State.Value, one.Live.Value = contrast(was, is)
	c.list = append(c.list, one)
}

// items notes which items of a list differ. Two that differ in their documents
// only are one that was changed.
func (c *comparison) items(one Drift, list listField, was field) {
	var here, there []any
	list.differ(was, c.by, func(item any, extra bool, in Tri) {
		switch {
		case in != False:
		case extra:
			here = append(here, item)
		default:
			there = append(there, item)
		}
	})
	secret := strings.Contains(was.said(), concealed)
	add := func(item any, extra bool, state, live string) {
		if secret {
			state, live = concealed, concealed
		}
		one.item, one.extra, one.kept = item, extra, witnessOf(item)
		one.State.Value, one.Live.Value = state, live
		c.list = append(c.list, one)
	}
	for _, item := range here {
		at := slices.IndexFunc(there, func(old any) bool { return sameItem(item, old) == True })
		if at < 0 {
			add(item, true, noItem, inWords(item))
			continue
		}
		state, live := contrastItems(there[at], item)
		add(item, true, state, live)
		there = slices.Delete(there, at, at+1)
	}
	for _, item := range there {
		add(item, false, inWords(item), noItem)
	}
}

// fact begins the fact about an attribute as one of the two has it.
func (c *comparison) fact(tag tagged, f field, of Thing) Fact {
	from, via := f.witness()
	if from == nil {
		from = of.Base().from
	}
	return Fact{Subject: c.is.Base().Label(), Path: tag.name, Via: via, Origin: *from}
}

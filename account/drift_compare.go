package account

import (
	"cmp"
	"reflect"
	"slices"
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

// Was tells what Terraform had seen before it looked again, in a builder that
// this one was cloned to. What is gone are the witnesses of what it did not find
// any more.
func (b *Builder) Was(then *Builder, gone map[*Origin]bool) {
	for _, k := range kinds {
		here, before := b.table(k.name()), then.table(k.name())
		for i, is := range here.things {
			if is == nil || before.things[i] == nil || !before.owned[i] {
				continue
			}
			found := &comparison{was: before.things[i], is: is, by: &namesakes{b}, gone: gone}
			found.all()
			found.agreed, found.open = 0, nil // it is the same witness
			for n := range found.list {
				found.list[n].Live.Origin.Source = FromRefresh
			}
			here.edit(i).Base().note(found)
		}
		b.lose(k.name(), before.things[len(here.things):])
	}
}

// unanswered notes that the account could not be asked about what Terraform knew
// of a thing.
func (m *Meta) unanswered(thing Thing) {
	var open []uint8
	for i, f := range attributes(thing) {
		if known, _ := f.told(); known {
			open = append(open, uint8(i)) //nolint:gosec // no type has that many attributes
		}
	}
	if len(open) > 0 && m.drift == nil {
		m.drift = &drift{open: open}
	}
}

// missing notes that a thing of Terraform's state is not in the account.
func (m *Meta) missing() {
	one := Drift{State: m.fact("existence", "present"), Live: m.fact("existence", "absent"), field: presence}
	one.Live.Origin = Origin{Source: FromListed, Ref: string(m.kind)}
	m.drift = &drift{list: []Drift{one}}
}

// comparison is of one thing.
type comparison struct {
	was, is Thing
	by      *namesakes
	gone    map[*Origin]bool // of what was deleted since
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
	if was.secret() {
		is.conceal()
	}
	from, _ := was.witness()
	if from != nil && from.Source == FromLive || !answered(was, is) {
		return
	}
	if now, _ := is.witness(); now == nil && c.gone[from] && !isList(is) {
		c.vanished(i, tag, was)
		return
	}
	switch is.like(was, c.by) {
	case True:
		c.agreed++
	case False:
		c.unlike(i, tag, was, is)
	case Unknown:
		known, why := is.told()
		if spoken, _ := was.told(); spoken && !known && why != NotCollected && why != NotApplicable {
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

func isList(f field) bool {
	_, list := f.(listField)
	return list
}

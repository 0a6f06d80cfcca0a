package account

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
)

// Drift is one thing in which the account differs from what Terraform last
// saw: an attribute, or an item of an attribute that is a list, or that the
// thing is there at all.
type Drift struct {
	State Fact // what Terraform last saw
	Live  Fact // what the account answered, or what Terraform found when it looked again
	field uint8
	kept  *Origin // who told what the account has
	item  any     // of a list: one that only one of the two has
	extra bool    // the account has the item
	gone  bool    // what set the attribute was deleted
	blind bool    // it was forgotten what the account answered
}

// presence is the field of a drift that is about the thing itself.
const presence = 255

// drift is what few things have.
type drift struct {
	list []Drift
	open []uint8 // attributes of the state of which the account could not be asked
}

// Drifted is a thing that Terraform's state and the account both speak of.
type Drifted struct {
	Thing
	removed bool
	in      *Account
}

// Label names the thing as the subject of a finding.
func (d Drifted) Label() string { return d.Base().Label() }

// Drifted yields every thing that Terraform's state was compared with the
// account about. To look for them is not to look at their kinds.
func (a *Account) Drifted() iter.Seq[Drifted] {
	return func(yield func(Drifted) bool) {
		for _, k := range kinds {
			if !k.compared(a, yield) {
				return
			}
		}
	}
}

func (k Table[P]) compared(a *Account, yield func(Drifted) bool) bool {
	s := k.set(a)
	for i, list := range [][]P{s.items, s.shelf.removed} {
		for _, item := range list {
			if m := item.Base(); (m.agreed > 0 || m.drift != nil) && !yield(Drifted{item, i > 0, a}) {
				return false
			}
		}
	}
	return true
}

// Settled tells whether the thing is, or comes to be, as its author has it:
// nothing differs, or the change itself sets what differs. Who leaves alone
// what was changed by hand does not settle it, and it is not known of what the
// account could not be asked. Among the facts is who made the last change, where
// the events were recorded.
func (d Drifted) Settled() Bool {
	m := d.Base()
	settled := d.everything(m)
	if m.drift != nil && len(m.drift.list) > 0 {
		return Bool{settled.tri, join(settled.why, whenAsked(func() []Fact { return d.in.changedBy(d.Thing) }))}
	}
	return settled
}

func (d Drifted) everything(m *Meta) Bool {
	if m.drift == nil {
		return Known(true, m.fact("agreement", agreement(int(m.agreed))))
	}
	if d.removed {
		return Known(true, append(m.drift.facts(), m.Gone())...)
	}
	settled := Known(true)
	for i := range m.drift.list {
		settled = settled.And(d.settled(&m.drift.list[i]))
	}
	if len(m.drift.list) == 0 {
		for _, i := range m.drift.open {
			settled = settled.And(d.set(i))
		}
	}
	return settled
}

func agreement(n int) string {
	if n == 1 {
		return "1 attribute is as Terraform last saw it"
	}
	return fmt.Sprintf("%d attributes are as Terraform last saw them", n)
}

// settled tells whether the change sets one attribute that differs.
func (d Drifted) settled(one *Drift) Bool {
	if one.blind {
		hidden := one.Live
		hidden.Value, hidden.Cause = "", NotCollected
		return Unsure(hidden)
	}
	if one.field == presence {
		return Known(false, one.State, one.Live)
	}
	f := d.attribute(one.field)
	if from, _ := f.witness(); from == nil && one.gone {
		return Known(false, one.State, one.Live)
	}
	ends := one.ends(f)
	if ends.Tri() == False {
		return Known(false, one.State, one.Live)
	}
	return ends.Because(one.State, one.Live)
}

// set tells whether the change sets an attribute that nobody could read.
func (d Drifted) set(i uint8) Bool { return d.attribute(i).toldBy(nil) }

func (d Drifted) attribute(i uint8) field {
	v := reflect.ValueOf(d.Thing).Elem()
	return fieldAt(v, layoutOf(v.Type()).fields[i])
}

// ends asks the attribute, or the list for the item.
func (one *Drift) ends(f field) Bool {
	if one.item == nil {
		return f.toldBy(one.kept)
	}
	list, ok := f.(listField)
	if !ok {
		panic("account: an item of what is no list")
	}
	return list.settles(one)
}

func (d *drift) facts() []Fact {
	var facts []Fact
	for _, one := range d.list {
		facts = append(facts, one.State, one.Live)
	}
	return facts
}

// String says in one line what differs, and what becomes of it.
func (d Drifted) String() string {
	m := d.Base()
	if m.drift == nil || len(m.drift.list) == 0 {
		return m.Called() + " may not be as Terraform last saw it"
	}
	var parts []string
	for i := range m.drift.list {
		parts = append(parts, d.words(&m.drift.list[i]))
	}
	return fmt.Sprintf("%s is not as Terraform last saw it: %s", m.Called(), strings.Join(slices.Compact(parts), "; "))
}

func (d Drifted) words(one *Drift) string {
	text := fmt.Sprintf("%s: %s in the state, %s in the account", one.State.Path, orNothing(one.State.Value), orNothing(one.Live.Value))
	switch {
	case d.removed:
		return text + ", and the plan takes it away"
	case d.settled(one).Tri() != True:
		return text
	case one.item != nil:
		return text + ", and the plan sets the list"
	}
	return text + ", and the plan sets it to " + orNothing(d.attribute(one.field).fact().Value)
}

// blind forgets what the account answered about one attribute.
func (m *Meta) blind(i uint8) {
	if m.drift == nil {
		return
	}
	less := *m.drift
	less.list = slices.Clone(less.list)
	for n := range less.list {
		one := &less.list[n]
		one.blind = one.blind || one.field == i
	}
	m.drift = &less
}

package account

import (
	"fmt"
	"slices"
	"strings"
)

// Lacking is the list of things of Terraform's state that it did not find any
// more when it looked again: they were deleted outside of it.
type Lacking []lack

type lack struct {
	kind        Kind
	address     string
	label       string
	state, live Fact
}

// lose notes the things that only the older of two builders has.
func (b *Builder) lose(k Kind, things []Thing) {
	for _, thing := range things {
		if thing == nil {
			continue
		}
		m := thing.Base()
		one := lack{k, m.Address, m.Label(), m.fact("existence", "present"), m.fact("existence", "absent")}
		one.live.Origin.Source = FromRefresh
		b.lacking = append(b.lacking, one)
	}
}

// Lacks returns what was deleted outside of Terraform, of some kinds. What the
// account has all the same was not deleted.
func (a *Account) Lacks(some func(Kind) bool) Lacking {
	return slices.DeleteFunc(slices.Clone(a.lacking), func(l lack) bool {
		return !some(l.kind) || slices.ContainsFunc(kinds, func(k anyKind) bool { return k.name() == l.kind && k.seen(a, l.label) })
	})
}

func (k Table[P]) seen(a *Account, label string) bool {
	return slices.ContainsFunc(k.set(a).items, func(item P) bool {
		m := item.Base()
		return m.seen && m.Answers(label)
	})
}

// MadeAgain tells whether the change makes all of them again.
func (a *Account) MadeAgain(all Lacking) Bool {
	again := Known(true)
	for _, l := range all {
		made := Known(false)
		for _, k := range kinds {
			if k.name() == l.kind {
				made = k.freshAt(a, l.address)
			}
		}
		again = again.And(made.Because(l.state, l.live))
	}
	return again
}

func (k Table[P]) freshAt(a *Account, address string) Bool {
	for _, item := range k.set(a).items {
		if m := item.Base(); m.Address == address && m.fresh {
			return m.Fresh()
		}
	}
	return Known(false)
}

// String names what is lacking.
func (l Lacking) String() string {
	var names []string
	for _, one := range l {
		names = append(names, one.address)
	}
	return fmt.Sprintf("deleted outside of Terraform: %s", strings.Join(names, ", "))
}

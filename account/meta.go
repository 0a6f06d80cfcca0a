package account

import (
	"cmp"
	"slices"
)

// Thing is anything in an account that has an identity.
type Thing interface{ Base() *Meta }

// Meta is the identity of a thing and what the change does to it. Every kind
// of thing embeds one.
type Meta struct {
	ARN    string
	ID     string
	Name   string
	Region string // empty for global things, and where the region is not known
	// Address is the full Terraform address, if a plan manages the thing.
	Address string

	formerly   string   // the address that the change takes from it
	aliases    []string // other names it answers to
	kind       Kind
	serial     int // the same before and after the change
	fresh      bool
	touched    bool
	gap        *Fact
	replacedBy string // the address of what takes its place
	seen       bool   // the account's listing has it
	from       *Origin
}

// Base returns the identity; it makes every kind of thing a Thing.
func (m *Meta) Base() *Meta { return m }

// AccountID is the id of a setting of which there is one for the account, or
// one for each of its regions.
const AccountID = "account"

// Label is what findings call the thing: its ARN or id, or while it has none
// its Terraform address.
func (m *Meta) Label() string {
	if m.ID == AccountID {
		return string(m.kind) + in(m.Region)
	}
	for _, name := range []string{m.ARN, m.ID, m.Name, m.Address} {
		if name != "" {
			return name
		}
	}
	return string(m.kind)
}

// Called is what messages call the thing: its Terraform address, which its
// author knows, or else its label.
func (m *Meta) Called() string { return cmp.Or(m.Place(), m.Label()) }

// Place is the Terraform address that manages the thing, or that did until the
// change lets go of it.
func (m *Meta) Place() string { return cmp.Or(m.Address, m.formerly) }

// Kind returns what kind of thing it is.
func (m *Meta) Kind() Kind { return m.kind }

// Serial identifies the thing in the accounts before and after one change.
func (m *Meta) Serial() int { return m.serial }

// Fresh tells whether the change creates the thing, so that AWS's defaults of
// today apply to it.
func (m *Meta) Fresh() Bool {
	if !m.fresh {
		return Known(false)
	}
	return Known(true, m.fact("existence", "created by this plan"))
}

// Touched tells whether the change has a hand in the thing.
func (m *Meta) Touched() bool { return m.touched }

// Interrupted tells whether the thing is absent for a part of the apply,
// because it is deleted before it is created again.
func (m *Meta) Interrupted() Bool {
	if m.gap != nil {
		return Known(true, *m.gap)
	}
	return Known(false)
}

// Replaced tells, of a removed thing, whether another takes its place.
func (m *Meta) Replaced() bool { return m.replacedBy != "" }

// Exists is the fact that the thing is there.
func (m *Meta) Exists() Fact { return m.fact("existence", "present") }

// Gone is the fact that the change deletes the thing.
func (m *Meta) Gone() Fact {
	f := m.fact("existence", "deleted by this plan")
	f.Origin = Origin{Source: FromPlan, Ref: m.Address}
	return f
}

func (m *Meta) fact(path, value string) Fact {
	f := Fact{Subject: m.Label(), Path: path, Value: value}
	if m.from != nil {
		f.Origin = *m.from
	}
	return f
}

// Answers tells whether name is one that the thing goes by.
func (m *Meta) Answers(name string) bool {
	return name != "" && (name == m.ARN || name == m.ID || name == m.Name || slices.Contains(m.aliases, name))
}

// names returns all that the thing answers to.
func (m *Meta) names() []string {
	all := slices.Clone(m.aliases)
	for _, name := range []string{m.ARN, m.ID, m.Name} {
		if name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	if m.Address != "" {
		all = append(all, addressName(m.Address))
	}
	return all
}

// addressName keeps Terraform addresses apart from AWS's names in an index.
func addressName(address string) string { return "terraform:" + address }

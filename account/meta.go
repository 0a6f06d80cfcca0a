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

	place   place // of its attributes
	kind    Kind
	from    *Origin
	aliases []string // other names it answers to
	serial  int      // the same before and after the change
	drift   *drift   // if the account is not as Terraform last saw it
	fate    *fate    // if the change takes it away, for a while or for good
	fresh   bool
	touched bool
	agreed  uint8 // attributes of which Terraform's state and the account say the same
	seen    bool  // the account's listing has it
	bound   bool  // its attributes know where they stand
}

// fate is what the change does to few things.
type fate struct {
	formerly   string // the address that the change takes from it
	gap        *Fact
	unbound    *Fact  // that the change takes its permissions boundary
	replacedBy string // the address of what takes its place
	former     Thing  // as it was before the change
}

// end returns the thing's fate, which may be nothing special.
func (m *Meta) end() fate {
	if m.fate == nil {
		return fate{}
	}
	return *m.fate
}

// changeEnd changes the thing's fate and not that of another copy of it.
func (m *Meta) changeEnd(change func(*fate)) {
	one := m.end()
	change(&one)
	m.fate = &one
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
func (m *Meta) Place() string { return cmp.Or(m.Address, m.end().formerly) }

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
	switch gap := m.end().gap; {
	case gap == nil:
	case gap.Cause != "":
		return Unsure(*gap)
	default:
		return Known(true, *gap)
	}
	return Known(false)
}

// Replaced tells, of a removed thing, whether another takes its place.
func (m *Meta) Replaced() bool { return m.end().replacedBy != "" }

// Exists is the fact that the thing is there.
func (m *Meta) Exists() Fact { return m.fact("existence", "present") }

// Gone is the fact that the change deletes the thing.
func (m *Meta) Gone() Fact {
	f := m.fact("existence", "deleted by this plan")
	f.Origin = Origin{Source: FromPlan, Ref: m.Address}
	return f
}

// handled is the fact that the change has a hand in the thing.
func (m *Meta) handled() Fact {
	f := m.fact("existence", "made or changed by this plan")
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

// names adds to a list all that the thing answers to, each once.
func (m *Meta) names(all []name) []name {
	for _, alias := range m.aliases {
		all = append(all, name{text: alias})
	}
	for _, text := range [...]string{m.ARN, m.ID, m.Name} {
		if n := (name{text: text}); text != "" && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	if m.Address != "" {
		all = append(all, name{m.Address, true})
	}
	return all
}

// goesBy tells whether the name is one of the thing's.
func (m *Meta) goesBy(n name) bool {
	if n.address {
		return n.text == m.Address && n.text != ""
	}
	return m.Answers(n.text)
}

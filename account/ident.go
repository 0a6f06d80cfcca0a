package account

import (
	"slices"
)

// Ident is what a thing goes by, as far as a witness knows.
type Ident struct {
	ARN, ID, Name, Region, Address string
	Aliases                        []string
}

// name gives the thing every name that the witness knows.
func (id Ident) name(m *Meta) {
	for _, field := range []struct {
		to  *string
		val string
	}{{&m.ARN, id.ARN}, {&m.ID, id.ID}, {&m.Name, id.Name}, {&m.Region, id.Region}, {&m.Address, id.Address}} {
		if field.val != "" {
			*field.to = field.val
		}
	}
	for _, alias := range id.Aliases {
		if alias != "" && !m.Answers(alias) {
			m.aliases = append(slices.Clone(m.aliases), alias)
		}
	}
}

// names adds to a list what the thing may be found by, the surest first.
func (id *Ident) names(names []name) []name {
	for _, text := range [...]string{id.ARN, id.ID, id.Name} {
		if text != "" {
			names = append(names, name{text: text})
		}
	}
	for _, alias := range id.Aliases {
		if alias != "" {
			names = append(names, name{text: alias})
		}
	}
	if id.Address != "" {
		names = append(names, name{id.Address, true})
	}
	return names
}

package plan

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/plan/source"
)

// Range is where something stands in the sources that the plan was made from.
type Range = source.Range

// Sources is a module's sources.
type Sources = source.Module

// Locate takes sources from elsewhere to find lines in. They may be others than
// the plan was made from, so that they are evaluated for nothing that decides.
func (p *Plan) Locate(modules []Sources) error {
	if p.sources != nil {
		return errors.New("the plan file has the sources that the plan was made from")
	}
	var err error
	p.lines, err = source.New(modules, newWorld(p, nil))
	return wrap("sources", err)
}

// written are the sources to find lines in, or nil.
func (p *Plan) written() *source.Sources {
	if p.sources != nil {
		return p.sources
	}
	return p.lines
}

// Block tells where the block of a resource instance stands, and Calls where
// the calls of the modules that it is in stand, from the outside in.
func (p *Plan) Block(address string) (Range, bool) {
	if p.written() == nil {
		return Range{}, false
	}
	return p.written().Block(address)
}

// Calls is described with Block.
func (p *Plan) Calls(address string) []Range {
	if p.written() == nil {
		return nil
	}
	return p.written().Calls(address)
}

// Attribute tells where an attribute of a resource instance is set.
func (p *Plan) Attribute(address, path string) (Range, bool) {
	if p.written() == nil || path == "" {
		return Range{}, false
	}
	return p.written().Attribute(address, path)
}

// Why tells what keeps an attribute from being known exactly, or "".
func (p *Plan) Why(address, path string) string {
	if p.sources == nil || path == "" {
		return ""
	}
	answer := p.sources.Evaluate(address, path)
	if answer.Exact && !answer.Known {
		return ""
	}
	return answer.Why
}

// Place is where a change goes to: the account, the region, and the provider
// configuration by its address (without a plan file, by its key in the JSON).
// Each is empty while it is not known.
type Place struct{ Account, Region, Provider string }

// placed is where one change goes to.
type placed struct {
	address  string
	at       *locality
	provider int32
}

// Place tells where the change of an instance goes.
func (p *Plan) Place(address string) Place {
	if p.places == nil {
		p.places = p.changed()
	}
	i, found := slices.BinarySearchFunc(p.places, address, func(have placed, address string) int {
		return strings.Compare(have.address, address)
	})
	if !found {
		return Place{}
	}
	one := p.places[i]
	at := Place{Account: one.at.account, Region: one.at.region}
	if one.provider > 0 {
		by := p.providers[one.provider-1]
		at.Account, at.Provider = cmp.Or(at.Account, by.account()), by.name
	}
	return at
}

// changed lists where the changes go, by address.
func (p *Plan) changed() []placed {
	places := []placed{}
	for _, c := range p.changes {
		if c.rare.Deposed == "" && !c.still() {
			places = append(places, placed{c.Address, c.locality, c.provider})
		}
	}
	return slices.Clip(places)
}

// account is the one account that a provider is of, or "".
func (p *provider) account() string {
	if ids := sortedKeys(p.accounts); len(ids) == 1 {
		return ids[0]
	}
	return ""
}

package plan

import (
	"github.com/soc2gate/soc2gate/account"
)

// change is one resource instance: what happens to it, or, of the prior state,
// how Terraform last saw it. There are many, so that the values are kept apart.
type change struct {
	Address string
	*family
	*locality
	rare *rare
	body span // where the values are; none of what does not change
	*documents
	origin *account.Origin
	plan   *Plan

	provider int32 // which of the plan's providers, from 1; 0 if that is not known
	action   action
	side     side
	data     bool // it is read, not managed
	imports  bool
	back     bool // it leads back from what is to what was
}

// family is what all instances of a type have in common.
type family struct {
	Type     string
	governed bool // the model knows the type
}

// locality is where an instance is, as far as that is known.
type locality struct{ region, account string }

var nowhere locality

// rare is what few instances have.
type rare struct {
	Deposed         string // the key of an object that a replacement has left behind
	PreviousAddress string
	maybe           string // the attribute that leaves open whether it concerns the thing being filled
	contested       bool   // maybe is so because another resource speaks of the same thing
}

var common rare

// side says which of the two documents of a change an adapter reads.
type side uint8

const (
	planned side = iota // what apply would set
	stated              // what Terraform last saw
	deleted             // nothing: the resource goes, AWS's defaults return
)

// still tells that apply does nothing with the instance at all.
func (c *change) still() bool { return c.side == planned && c.action == noop && !c.imports }

// at is the address, taken apart. That it can be was checked.
func (c *change) at() address {
	a, err := parseAddress(c.Address)
	if err != nil {
		return address{}
	}
	return a
}

// values is the document that the adapter reads.
func (c *change) values() node {
	switch c.side {
	case stated:
		return c.before
	case deleted:
		return node{}
	case planned:
	}
	return c.after
}

// as returns the change seen from another side.
func (c *change) as(s side) *change {
	twin := *c
	twin.side = s
	if s == deleted {
		twin.origin = &account.Origin{Source: account.FromAWS, Ref: c.Address + ", deleted by this plan"}
	}
	return &twin
}

// doubted returns the change for a thing that it may not concern at all.
func (c *change) doubted(attr string) *change {
	twin, few := *c, *c.rare
	few.maybe = attr
	twin.rare = &few
	return &twin
}

// creates tells whether the thing comes into being, so that AWS's defaults of
// today apply.
func (c *change) creates() bool {
	return c.side == planned && c.action != update && c.action != noop
}

// kept tells whether an update leaves an attribute as it was. Terraform then
// does nothing about it, so what the account says of it stays true.
func (c *change) kept(path string) bool {
	if c.side != planned || c.action != update {
		return false
	}
	after := c.after.at(path)
	return !after.partly() && equalTrees(c.before.at(path).value, after.value)
}

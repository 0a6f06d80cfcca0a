package plan

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
)

// change is one resource instance: what happens to it, or, of the prior state,
// how Terraform last saw it. There are many, so that the values are kept apart.
type change struct {
	Address string
	Type    string
	region  string
	account string // by its ARN
	rare    *rare
	body    span // where the values are; none of what does not change
	*documents
	origin *account.Origin
	plan   *Plan

	provider int32 // which of the plan's providers, from 1; 0 if that is not known
	action   action
	side     side
	data     bool // it is read, not managed
	imports  bool
	maybe    string // the attribute that leaves open whether it concerns the thing being filled
}

// rare is what few instances have.
type rare struct {
	Deposed         string
	PreviousAddress string
}

var common rare

// documents are the values of a change while an adapter looks at it.
type documents struct {
	before, after node

	searched bool
	found    *configResource // nil if the configuration has none
}

var unread documents

// side says which of the two documents of a change an adapter reads.
type side uint8

const (
	planned side = iota // what apply would set
	stated              // what Terraform last saw
	deleted             // nothing: the resource goes, AWS's defaults return
)

// deposed is the key of an object that a replacement has left behind.
func (c *change) deposed() string { return c.rare.Deposed }

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

// decode finds the documents of the change.
func (c *change) decode() error {
	if c.documents != &unread {
		return nil
	}
	raw, err := c.plan.store.load(c.body)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Address, err)
	}
	if c.origin == nil {
		c.origin = &account.Origin{Source: account.FromPlan, Ref: c.Address}
		if c.side == stated {
			c.origin.Source = account.FromState
		}
	}
	c.documents = c.plan.room()
	if c.side == stated {
		c.splitState(raw)
	} else {
		c.splitChange(raw)
	}
	return nil
}

// splitState takes the documents out of a resource of the prior state.
func (c *change) splitState(raw jsontext.Value) {
	for m := inside(raw); ; {
		name, ok := m.name()
		if !ok {
			return
		}
		switch string(plain(name)) {
		case "values":
			c.before.value, c.before.top = m.list(c.before.top)
		case "sensitive_values":
			c.before.secret = settle(m.value())
		default:
			m.value()
		}
	}
}

// splitChange does the same of a change.
func (c *change) splitChange(raw jsontext.Value) {
	for m := inside(raw); ; {
		name, ok := m.name()
		if !ok {
			return
		}
		if string(plain(name)) == "change" {
			inner := m.enter()
			c.splitDiff(&inner)
			m.leave(inner)
		} else {
			m.value()
		}
	}
}

func (c *change) splitDiff(m *cursor) {
	for {
		name, ok := m.name()
		if !ok {
			return
		}
		switch string(plain(name)) {
		case "before":
			c.before.value, c.before.top = m.list(c.before.top)
		case "after":
			c.after.value, c.after.top = m.list(c.after.top)
		case "after_unknown":
			c.after.mask = settle(m.value())
		case "before_sensitive":
			c.before.secret = settle(m.value())
		case "after_sensitive":
			c.after.secret = settle(m.value())
		default:
			m.value()
		}
	}
}

// block is where the resource was written, or nil. Few adapters ask.
func (c *change) block() *configResource {
	if !c.searched {
		c.searched, c.found = true, c.plan.config.block(c.at())
	}
	return c.found
}

// release forgets the documents; what adapters took from them stays.
func (c *change) release() {
	if c.documents != &unread {
		c.plan.rooms = append(c.plan.rooms, c.documents)
		c.documents = &unread
	}
}

// room returns documents that are not used any more, whose lists of members
// can be filled again, or new ones.
func (p *Plan) room() *documents {
	last := len(p.rooms) - 1
	if last < 0 {
		return &documents{}
	}
	one := p.rooms[last]
	p.rooms = p.rooms[:last]
	*one = documents{before: node{top: one.before.top[:0]}, after: node{top: one.after.top[:0]}}
	return one
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

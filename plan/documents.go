package plan

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
)

// documents are the values of a change while an adapter looks at it.
type documents struct {
	before, after node

	searched bool
	standard *account.Origin // of what AWS sets by itself
	found    *configResource // nil if the configuration has none
}

var unread documents

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
	if c.back {
		c.before, c.after = c.after, c.before
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
			c.before.secret = marking(m.value())
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
			c.after.mask = marking(m.value())
		case "before_sensitive":
			c.before.secret = marking(m.value())
		case "after_sensitive":
			c.after.secret = marking(m.value())
		default:
			m.value()
		}
	}
}

// marking is a mask that says something. Most have no true in them.
func marking(mask jsontext.Value) jsontext.Value {
	if !anyTrue(mask) {
		return nil
	}
	return mask
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

package plan

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// written tells whether the author set the attribute at all; if not, an
// unknown value is one that AWS will choose. What is not sure counts as
// written, and so does, without the sources, a nested attribute: it may come
// out of a dynamic block, which leaves no trace in the JSON.
func (c *change) written(attr string) bool {
	if c.plan.sources != nil {
		written, sure := c.plan.sources.Written(c.Address, attr)
		return written || !sure
	}
	if strings.Contains(attr, ".") {
		return true
	}
	block := c.block()
	if block == nil {
		return true
	}
	_, ok := lookUp(block.expressions, attr)
	return ok
}

// blockless tells whether it is sure that there is no such nested block.
func (c *change) blockless(attr string) bool {
	if c.plan.sources == nil {
		return false
	}
	written, sure := c.plan.sources.Written(c.Address, attr)
	return sure && !written
}

// rebuilt is a policy document that is not known yet, as far as the sources
// tell what it will be.
func (c *change) rebuilt(attr string) account.Document {
	if c.plan.sources != nil && c.side == planned {
		if doc, ok := c.plan.sources.Document(c.Address, attr); ok {
			if doc.Sensitive {
				return account.SecretDocument(doc.Text, c.origin, attr)
			}
			return account.ReadDocument(doc.Text, c.origin, attr)
		}
	}
	return account.UnknownDocument(account.AfterApply, c.origin, attr)
}

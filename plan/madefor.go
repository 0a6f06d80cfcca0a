package plan

import (
	"slices"
	"strings"
)

// madeFor tells the type of the resource whose ARN an attribute will be, while
// that is not known, and whether the same provider makes it. The type is empty
// where it cannot be told.
func (c *change) madeFor(attr string) (typ string, same bool) {
	addresses := c.namedBy(attr, "arn")
	same = len(addresses) > 0
	for _, address := range addresses {
		a, err := parseAddress(address)
		if err != nil || a.data || typ != "" && typ != a.typ {
			return "", false
		}
		typ = a.typ
		other := c.plan.changeOf(address)
		same = same && other != nil && other.provider == c.provider && c.provider > 0
	}
	return typ, same
}

// namedBy lists the instances of which one has an attribute, by any of the
// names, that another attribute will be. Without the sources the other has to
// refer to one block, directly.
func (c *change) namedBy(attr string, by ...string) []string {
	if c.plan.sources == nil {
		return c.directly(attr, by)
	}
	answer := c.plan.sources.Evaluate(c.Address, attr)
	if !answer.Exact && !answer.OneOf {
		return nil
	}
	var addresses []string
	for _, target := range answer.Targets {
		if !slices.Contains(by, target.Path) {
			return nil
		}
		addresses = append(addresses, target.Address)
	}
	return addresses
}

func (c *change) directly(attr string, by []string) []string {
	top, _, _ := strings.Cut(attr, ".")
	block := c.block()
	if block == nil {
		return nil
	}
	named := references(block.expression(top))
	if len(named) != 1 {
		return nil
	}
	path, err := traversal(named[0], nil)
	if err != nil || len(path) != 3 || !strings.HasPrefix(path[0].name, "aws_") || !slices.Contains(by, path[2].name) {
		return nil
	}
	name := scopeOf(c.at().modules) + path[0].name + "." + path[1].name
	var addresses []string
	for _, key := range pick(c.plan.instances().of(name), path[1].key) {
		addresses = append(addresses, name+bracket(key))
	}
	return addresses
}

// changeOf returns the change of an instance that is there after apply, or nil.
func (p *Plan) changeOf(address string) *change {
	i, found := slices.BinarySearchFunc(p.changes, address, func(have *change, address string) int {
		return strings.Compare(have.Address, address)
	})
	if !found || p.changes[i].rare.Deposed != "" {
		return nil
	}
	return p.changes[i]
}

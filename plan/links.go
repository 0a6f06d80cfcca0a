package plan

import (
	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/source"
)

// links reads an attribute that is a set of names of things of a kind. As soon
// as one of them is not known Terraform tells nothing of the set. The sources
// may tell all of it; without them a block that it refers to is one of it.
func links[T any](c *change, to *account.Set[T], attr string, kind account.Kind, item func(account.Link) T) {
	if !c.values().at(attr).unknown() || c.rare.maybe != "" || !c.written(attr) {
		list(c, to, attr, func(n node) []T { return []T{item(c.linkAt(n, attr, kind))} })
		return
	}
	gap := account.Gap{Call: c.Address, Via: attr, Cause: account.AfterApply}
	all, whole := c.elementsOf(attr, kind)
	items := make([]T, len(all))
	for i, l := range all {
		items[i] = item(l)
	}
	*to = account.PartOf(gap, items...)
	if whole {
		*to = account.ListOf(items...)
	}
}

// elementsOf are the elements of a set that is not known as a whole, and
// whether they are all of it.
func (c *change) elementsOf(attr string, kind account.Kind) (all []account.Link, whole bool) {
	missing := account.Missing[string](account.AfterApply, c.origin, attr)
	if c.plan.sources == nil {
		if addresses, exact := c.spokenOf(attr, kind); exact && len(addresses) == 1 {
			all = append(all, account.LinkBy(missing, addresses))
		}
		return all, false
	}
	answer := c.plan.sources.Evaluate(c.Address, attr)
	for _, one := range answer.Elements {
		all = append(all, c.elementOf(one, missing, kind))
	}
	return all, answer.Elements != nil
}

// elementOf is one element as the sources tell it.
func (c *change) elementOf(one source.Answer, missing account.Value[string], kind account.Kind) account.Link {
	if one.Known {
		n := node{value: one.Value}
		text, ok := n.text()
		switch {
		case !ok:
			return account.LinkTo(missing)
		case one.Sensitive:
			return account.LinkTo(account.Secret(text, c.origin, missing.Fact().Via))
		}
		return account.LinkTo(account.Observed(text, c.origin, missing.Fact().Via))
	}
	var addresses []string
	exact := one.Exact || one.OneOf
	for _, target := range one.Targets {
		if identifies(kind, target) {
			addresses = append(addresses, target.Address)
		} else {
			exact = false
		}
	}
	if l := account.LinkBy(missing, addresses); exact && len(addresses) > 0 {
		return l
	}
	return account.LinkBy(missing, addresses).Inexact()
}

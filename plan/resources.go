package plan

import (
	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/source"
)

// storedKinds are the kinds of things that AWS Backup can back up.
var storedKinds = []account.Kind{
	account.DBInstances.Kind, account.DBClusters.Kind, account.DataStores.Kind,
	account.Volumes.Kind, account.Buckets.Kind, account.Instances.Kind,
}

// resources reads a list of ARNs of things of several kinds. Terraform makes a
// set unknown as a whole if one element is; the sources tell the elements.
func (c *change) resources(to *account.Set[*account.ResourceRef], attr string) {
	n := c.values().at(attr)
	if !n.unknown() || c.rare.maybe != "" || !c.written(attr) {
		list(c, to, attr, func(n node) []*account.ResourceRef {
			return []*account.ResourceRef{{Resource: c.linkAt(n, attr, storedKinds[0])}}
		})
		return
	}
	gap := account.Gap{Call: c.Address, Via: attr, Cause: account.AfterApply}
	if c.plan.sources == nil {
		*to = account.PartOf(gap, c.spokenResources(attr)...)
		return
	}
	elements := c.plan.sources.Evaluate(c.Address, attr).Elements
	if elements == nil {
		*to = account.PartOf[*account.ResourceRef](gap)
		return
	}
	*to = account.ListOf[*account.ResourceRef]()
	for _, one := range elements {
		*to = to.With(&account.ResourceRef{Resource: c.resource(one, attr)})
	}
}

// resource is one element, known or not.
func (c *change) resource(one source.Answer, attr string) account.Link {
	if text, ok := (node{value: one.Value}).text(); ok && one.Known {
		if one.Sensitive {
			return account.LinkTo(account.Secret(text, c.origin, attr))
		}
		return account.LinkTo(account.Observed(text, c.origin, attr))
	}
	var addresses []string
	exact := one.Exact || one.OneOf
	for _, target := range one.Targets {
		if isStored(target) {
			addresses = append(addresses, target.Address)
		} else {
			exact = false
		}
	}
	link := account.LinkBy(account.Missing[string](account.AfterApply, c.origin, attr), addresses)
	if !exact || len(addresses) == 0 {
		return link.Inexact()
	}
	return link
}

func isStored(target source.Origin) bool {
	for _, kind := range storedKinds {
		if identifies(kind, target) {
			return true
		}
	}
	return false
}

// spokenResources are the things that the expression is about, where the JSON
// tells that it is about nothing else.
func (c *change) spokenResources(attr string) []*account.ResourceRef {
	var all []*account.ResourceRef
	for _, kind := range storedKinds {
		if addresses, exact := c.spokenOf(attr, kind); exact && len(addresses) == 1 {
			missing := account.Missing[string](account.AfterApply, c.origin, attr)
			all = append(all, &account.ResourceRef{Resource: account.LinkBy(missing, addresses)})
		}
	}
	return all
}

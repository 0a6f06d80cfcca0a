package plan

import "github.com/soc2gate/soc2gate/account"

// takesSubnets is an adapter for a type that associates subnets with an ACL or a
// route table: a subnet has one of them, so that the others lose it.
func takesSubnets(a adapter, attr string, lose func(*account.Builder, *change, func(*account.SubnetRef) bool)) adapter {
	add := a.part
	a.part = func(b *account.Builder, c *change) {
		if comes(c.action) {
			for _, subnet := range owners(c.after.at(attr)) {
				if id, _ := subnet.text(); id != "" {
					lose(b, c, func(r *account.SubnetRef) bool { known, _ := r.Subnet.Get(); return known == id })
				}
			}
		}
		if add != nil {
			add(b, c)
		}
	}
	return a
}

package account

import (
	"cmp"
	"fmt"
	"slices"
)

// KeptOut tells whether the internet gets through to the group by none of the
// ports that the group opens, because network ACLs or the account's block of
// public access shut out the subnet of everything that wears it.
func (a *Account) KeptOut(g *SecurityGroup, ports []int) Bool {
	doors := a.openDoors(g, ports)
	in := func(l Link) Bool {
		return a.Subnets.At(l, func(s *Subnet) Bool { return a.letIn(s, doors) })
	}
	return a.wornBy(fmt.Sprint("let in by ", doors), g, func(i *NetworkInterface) Bool { return in(i.Subnet) }, in).Not()
}

// openDoors lists by what the group may let the internet in.
func (a *Account) openDoors(g *SecurityGroup, ports []int) (doors []Door) {
	for _, port := range ports {
		for number, another := range map[string]string{"6": "17", "17": "6"} {
			other := func(protocol string) bool { return ProtocolNumber(protocol) == another }
			open := a.openOn(g, func(p *Permission) Bool { return p.covers(port).And(p.Protocol.Test(other).Not()) })
			if open.Tri() != False {
				doors = append(doors, Door{number, port})
			}
		}
	}
	slices.SortFunc(doors, func(a, b Door) int { return cmp.Or(cmp.Compare(a.Port, b.Port), cmp.Compare(a.Protocol, b.Protocol)) })
	return doors
}

// letIn tells whether the internet gets into the subnet by any of the doors, as
// far as addresses and routes let it.
func (a *Account) letIn(s *Subnet, doors []Door) Bool {
	open := Known(false)
	for _, d := range doors {
		open = open.Or(a.shutBy(s, d).Not())
	}
	return open.And(a.blockedIn(s).Not())
}

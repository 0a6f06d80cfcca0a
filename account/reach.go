package account

// Worn tells whether anything wears the security group.
func (a *Account) Worn(g *SecurityGroup) Bool {
	return a.wornBy("worn", g, func(*NetworkInterface) Bool { return Known(true) }, nil)
}

// Reached tells whether an interface that wears the group has a public address
// or a subnet with a route to an internet gateway. What the change itself puts
// the group on counts as reached: nobody can list its interfaces yet.
func (a *Account) Reached(g *SecurityGroup) Bool {
	return a.wornBy("reached", g, func(i *NetworkInterface) Bool { return i.Public.Is(true).Or(a.PublicSubnet(i.Subnet)) }, nil)
}

// wornBy tells whether an interface of which ok is true wears the group, or
// something that the change puts it on. In tells whether that counts in a
// subnet; nil says that it does in all.
func (a *Account) wornBy(how string, g *SecurityGroup, ok func(*NetworkInterface) Bool, in func(Link) Bool) Bool {
	instance, database := (*Instance).anew, (*DBInstance).anew
	anew := "worn anew"
	if in != nil {
		anew = how + " anew"
		instance = func(i *Instance) Bool { return i.anew().And(in(i.Subnet)) }
		database = func(i *DBInstance) Bool { return i.anew().And(a.inGroup(i.SubnetGroup, in)) }
	}
	return wearer(a, how, &a.NetworkInterfaces, g, func(i *NetworkInterface) *Set[*Member] { return &i.Groups }, ok).
		Or(wearer(a, anew, &a.Instances, g, func(i *Instance) *Set[*Member] { return &i.Groups }, instance)).
		Or(wearer(a, anew, &a.DBInstances, g, func(i *DBInstance) *Set[*Member] { return &i.Groups }, database))
}

// inGroup tells whether ok is true of a subnet of the subnet group.
func (a *Account) inGroup(group Link, ok func(Link) Bool) Bool {
	return a.DBSubnetGroups.At(group, func(g *DBSubnetGroup) Bool {
		return g.Subnets.Exists(func(r *SubnetRef) Bool { return ok(r.Subnet) })
	})
}

// anew tells whether the change has a hand in the thing.
func (m *Meta) anew() Bool { return Known(m.touched) }

// wearer tells whether an item of which ok is true wears the group.
func wearer[T any](a *Account, how string, s *Set[T], g *SecurityGroup, groups func(T) *Set[*Member], ok func(T) Bool) Bool {
	group := func(m *Member) *Link { return &m.Group }
	links := func(item T, do func(*Link)) {
		if ok(item).Tri() != False {
			linksOf(groups(item), group, do)
		}
	}
	return s.existsNaming(a.namings.of(how+" by "+s.name()), g, links, func(item T) Bool {
		return wears(groups(item), g).And(ok(item))
	})
}

func wears(groups *Set[*Member], g *SecurityGroup) Bool {
	return groups.Exists(func(m *Member) Bool { return m.Group.To(g) })
}

// PublicSubnet tells whether the route table of the subnet leads to an
// internet gateway: the one associated with it or else the main one of its VPC
// (AWS documentation, 2026-11).
func (a *Account) PublicSubnet(l Link) Bool {
	return a.Subnets.At(l, func(s *Subnet) Bool { return a.namings.keep(s, a.leadsOut) })
}

func (a *Account) leadsOut(s *Subnet) Bool {
	own := func(t *RouteTable) Bool {
		return t.Subnets.Exists(func(r *SubnetRef) Bool { return r.Subnet.To(s) })
	}
	inherited := func(t *RouteTable) Bool { return t.Main.Is(true).And(a.sameVPC(t, s)) }
	leads := func(which func(*RouteTable) Bool) Bool {
		return a.RouteTables.Exists(func(t *RouteTable) Bool { return which(t).And(t.Routes.Exists((*Route).leadsOut)) })
	}
	return leads(own).Or(a.RouteTables.Exists(own).Not().And(leads(inherited)))
}

func (a *Account) sameVPC(t *RouteTable, s *Subnet) Bool {
	return s.VPC.Test(func(vpc string) bool {
		other, known := t.VPC.Get()
		return !known || other == vpc
	})
}

// Unreached tells whether a database with a public address cannot be reached
// from the internet all the same: its subnets have no route there and its
// security groups let nobody in.
func (a *Account) Unreached(i *DBInstance) Bool {
	private := a.DBSubnetGroups.At(i.SubnetGroup, func(g *DBSubnetGroup) Bool {
		return g.Subnets.Every(func(r *SubnetRef) Bool { return a.PublicSubnet(r.Subnet).Not() })
	})
	closed := i.Groups.Every(func(m *Member) Bool {
		return a.SecurityGroups.At(m.Group, func(g *SecurityGroup) Bool { return a.OpenToWorld(g, databasePorts).Not() })
	})
	return private.And(closed)
}

// databasePorts are the default ports of the engines of RDS: MySQL, PostgreSQL,
// Oracle, SQL Server and Db2 (AWS documentation, 2026-11).
var databasePorts = []int{3306, 5432, 1521, 1433, 50000}

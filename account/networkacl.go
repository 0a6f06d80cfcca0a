package account

// NetworkACLs are the network ACLs of the VPCs.
var NetworkACLs = kind("ec2.network_acls", func(a *Account) *Set[*NetworkACL] { return &a.NetworkACLs })

// NetworkACL filters the packets that enter and leave subnets. A subnet that no
// other is associated with has the default one of its VPC.
type NetworkACL struct {
	Meta
	VPC     Link            `aws:"VpcId"`
	Default Value[bool]     `aws:"IsDefault"`
	Subnets Set[*SubnetRef] `aws:"Associations"`
	Ingress Set[*ACLEntry]  `aws:"IngressEntries"` // without the last one, which denies everything
	Egress  Set[*ACLEntry]  `aws:"EgressEntries"`  // without the last one, which denies everything
}

// ACLEntry allows or denies packets. Of all entries that a packet matches the
// one with the lowest number decides.
type ACLEntry struct {
	Number   Value[int]    `aws:"RuleNumber"`
	Protocol Value[string] `aws:"Protocol"`   // a number, -1 for all
	FromPort Value[int]    `aws:"FromPort"`   // 0 if the protocol has no ports or the entry is about all
	ToPort   Value[int]    `aws:"ToPort"`     // as FromPort
	CIDR     Value[string] `aws:"CidrBlock"`  // of either family
	Action   Value[string] `aws:"RuleAction"` // allow or deny
}

// Door is a port of a protocol: "6" for TCP or "17" for UDP.
type Door struct {
	Protocol string
	Port     int
}

// Admits tells whether the internet gets past the ingress entries to the TCP
// port.
func (n *NetworkACL) Admits(port int) Bool { return admits(&n.Ingress, Door{"6", port}) }

// Answers to the internet leave by the ports from which clients connect; an ACL
// keeps no state (AWS documentation, 2026-11: 1024 to 65535).
const firstClientPort, lastPort = 1024, 65535

// returns tells whether answers to the internet get past the egress entries, to
// any port that a client may have.
func (n *NetworkACL) returns(protocol string) Bool {
	doors := []Door{{protocol, firstClientPort}}
	for e := range n.Egress.All() {
		from, _ := e.FromPort.Get()
		to, _ := e.ToPort.Get()
		for _, edge := range []int{from, to + 1} { // between edges all ports are alike
			if edge > firstClientPort && edge <= lastPort {
				doors = append(doors, Door{protocol, edge})
			}
		}
	}
	return admits(&n.Egress, doors...)
}

// shuts tells whether the ACL lets nothing of the internet use the door.
func (n *NetworkACL) shuts(d Door) Bool {
	return admits(&n.Ingress, d).And(n.returns(d.Protocol)).Not()
}

// shutBy tells whether the network ACL of the subnet keeps the internet from the
// door. It is the one associated with the subnet or else the default one of its
// VPC; one that nobody has seen keeps nobody out.
func (a *Account) shutBy(s *Subnet, d Door) Bool {
	own := func(n *NetworkACL) Bool {
		return n.Default.Is(false).And(n.Subnets.Exists(func(r *SubnetRef) Bool { return r.Subnet.To(s) }))
	}
	inherited := func(n *NetworkACL) Bool { return n.Default.Is(true).And(same(&n.VPC, &s.VPC)) }
	none := a.NetworkACLs.Every(func(n *NetworkACL) Bool { return own(n).Not().Or(n.shuts(d)) })
	return none.And(a.NetworkACLs.Exists(own).Or(a.NetworkACLs.Exists(func(n *NetworkACL) Bool {
		return inherited(n).And(n.shuts(d))
	})))
}

// same tells whether two links name the same thing.
func same(one, other *Link) Bool {
	this, known := one.Get()
	that, alsoKnown := other.Get()
	switch {
	case known && alsoKnown:
		return Known(this == that && this != "", one.Fact(), other.Fact())
	case !known && !alsoKnown && one.exact() && other.exact() && one.by.to[0] == other.by.to[0]:
		return Known(true, one.Fact(), other.Fact())
	}
	return Bool{Unknown, one}.And(Bool{Unknown, other})
}

// OpenBehind tells whether a security group in a subnet of the ACL opens any of
// the ports to the internet, so that only the ACL stands in between.
func (a *Account) OpenBehind(n *NetworkACL, ports []int) Bool {
	inside := func(s *Subnet) Bool {
		own := n.Subnets.Exists(func(r *SubnetRef) Bool { return r.Subnet.To(s) })
		inherited := n.Default.Is(true).And(same(&n.VPC, &s.VPC)).AndThen(func() Bool {
			return a.NetworkACLs.Exists(func(other *NetworkACL) Bool {
				return other.Default.Is(false).And(other.Subnets.Exists(func(r *SubnetRef) Bool { return r.Subnet.To(s) }))
			}).Not()
		})
		return own.Or(inherited)
	}
	open := func(g *SecurityGroup) Bool {
		behind := func(l Link) Bool { return a.Subnets.At(l, inside) }
		worn := func() Bool {
			return a.wornBy("behind "+n.Label(), g, func(i *NetworkInterface) Bool { return behind(i.Subnet) }, behind)
		}
		return a.OpenToWorld(g, ports).AndThen(worn)
	}
	return a.SecurityGroups.Exists(open)
}

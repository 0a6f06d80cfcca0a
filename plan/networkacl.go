package plan

import (
	"fmt"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = understand(map[string]adapter{
		"aws_network_acl":             takesSubnets(thing(account.NetworkACLs, names{}, customACL), "subnet_ids", aclSubnets),
		"aws_default_network_acl":     adopts(account.NetworkACLs, names{adopted: true, aliases: []string{"default_network_acl_id"}}, defaultACL),
		"aws_network_acl_association": takesSubnets(aclAssociation, "subnet_id", aclSubnets),
		"aws_network_acl_rule": partsOf(
			oneOf("network_acl_id", account.NetworkACLs, member(
				func(n *account.NetworkACL) *account.Set[*account.ACLEntry] { return &n.Ingress },
				func(c *change) []*account.ACLEntry { return c.aclRule(false) }, entryKey)),
			oneOf("network_acl_id", account.NetworkACLs, member(
				func(n *account.NetworkACL) *account.Set[*account.ACLEntry] { return &n.Egress },
				func(c *change) []*account.ACLEntry { return c.aclRule(true) }, entryKey)),
		),
	})
	aclAssociation = oneOf("network_acl_id", account.NetworkACLs, member(
		func(n *account.NetworkACL) *account.Set[*account.SubnetRef] { return &n.Subnets },
		func(c *change) []*account.SubnetRef {
			return []*account.SubnetRef{{Subnet: c.linkAt(c.values().at("subnet_id"), "subnet_id", account.Subnets.Kind)}}
		}, subnetKey))
)

// aclSubnets takes a subnet from an ACL.
func aclSubnets(b *account.Builder, c *change, gone func(*account.SubnetRef) bool) {
	account.NetworkACLs.Each(b, func(n *account.NetworkACL) {
		if n.Address != c.Address {
			n.Subnets = n.Subnets.Without(gone)
		}
	})
}

func subnetKey(r *account.SubnetRef) string {
	id, known := r.Subnet.Get()
	return keyOr(id, known, r.Subnet.Fact())
}

func customACL(n *account.NetworkACL, c *change) {
	n.Default = account.Observed(false, c.origin, "")
	c.link(&n.VPC, "vpc_id", account.VPCs.Kind)
	aclEntries(n, c)
}

// defaultACL fills the ACL that AWS made with the VPC. What Terraform does not
// know of it yet stays as the account says.
func defaultACL(n *account.NetworkACL, c *change) {
	n.Default = c.yes()
	if vpc := c.values().at("vpc_id"); !vpc.unknown() || !n.VPC.Set() {
		c.link(&n.VPC, "vpc_id", account.VPCs.Kind)
	}
	aclEntries(n, c)
}

func aclEntries(n *account.NetworkACL, c *change) {
	list(c, &n.Subnets, "subnet_ids", func(one node) []*account.SubnetRef {
		return []*account.SubnetRef{{Subnet: c.linkAt(one, "subnet_ids", account.Subnets.Kind)}}
	})
	entry := func(one node) []*account.ACLEntry {
		return []*account.ACLEntry{c.aclEntry(one, "rule_no", c.textOf(one.at("action"), "action"))}
	}
	blocks(c, &n.Ingress, "ingress", entry)
	blocks(c, &n.Egress, "egress", entry)
}

// aclRule reads an aws_network_acl_rule, if it is or may be one of the
// direction.
func (c *change) aclRule(egress bool) []*account.ACLEntry {
	n := c.values()
	direction := n.at("egress")
	if is, _ := direction.truth(); !direction.unknown() && is != egress {
		return nil
	}
	action := c.textOf(n.at("rule_action"), "rule_action")
	if direction.unknown() {
		action = account.Missing[string](account.AfterApply, c.origin, "egress")
	}
	return []*account.ACLEntry{c.aclEntry(n, "rule_number", action)}
}

// aclEntry reads one entry. Ports beside protocol -1 mean nothing (AWS
// documentation, 2026-11).
func (c *change) aclEntry(n node, number string, action account.Value[string]) *account.ACLEntry {
	e := &account.ACLEntry{
		Number: c.integerOf(n.at(number), number), Protocol: c.textOf(n.at("protocol"), "protocol"), Action: action,
		FromPort: c.integerOf(n.at("from_port"), "from_port"), ToPort: c.integerOf(n.at("to_port"), "to_port"),
		CIDR: c.textOf(n.at("cidr_block"), "cidr_block"),
	}
	if name, known := e.Protocol.Get(); known {
		e.Protocol = shown(n.at("protocol"), account.ProtocolNumber(name), c.origin, "protocol")
	}
	if cidr, known := e.CIDR.Get(); known && cidr == "" {
		e.CIDR = c.textOf(n.at("ipv6_cidr_block"), "ipv6_cidr_block")
	}
	return e
}

// entryKey is what tells the entries of one direction apart: their number.
func entryKey(e *account.ACLEntry) string {
	number, known := e.Number.Get()
	if !known {
		return fmt.Sprintf("%s%p", unnamed, e)
	}
	return fmt.Sprint(number)
}

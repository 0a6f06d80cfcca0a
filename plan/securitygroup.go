package plan

import (
	"fmt"
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

var _ = understand(map[string]adapter{
	"aws_security_group":         thing(account.SecurityGroups, names{}, securityGroup),
	"aws_default_security_group": thing(account.SecurityGroups, names{adopted: true}, securityGroup),
	"aws_vpc_security_group_ingress_rule": oneOf("security_group_id", account.SecurityGroups,
		member(ingress, func(c *change) []*account.Permission { return c.permissions(c.values(), ruleAttrs) }, permissionKey)),
	"aws_security_group_rule": oneOf("security_group_id", account.SecurityGroups,
		member(ingress, (*change).legacyRule, permissionKey)),
})

func ingress(g *account.SecurityGroup) *account.Set[*account.Permission] { return &g.Ingress }

func securityGroup(g *account.SecurityGroup, c *change) {
	c.link(&g.VPC, "vpc_id", account.VPCs.Kind)
	blocks(c, &g.Ingress, "ingress", func(n node) []*account.Permission { return c.permissions(n, blockAttrs) })
}

// legacyRule reads an aws_security_group_rule, which may also be one of egress.
func (c *change) legacyRule() []*account.Permission {
	direction := c.textOf(c.values().at("type"), "type")
	if ingress := direction.Is("ingress"); ingress.Tri() == account.False {
		return nil
	}
	all := c.permissions(c.values(), legacyAttrs)
	for _, p := range all {
		if _, known := direction.Get(); !known {
			p.Protocol = direction // it may be a rule of egress
		}
	}
	return all
}

// permissionAttrs are the names that a spelling of rules gives its parts.
type permissionAttrs struct {
	protocol string
	cidrs    []string
	prefixes string
	groups   string
	own      string // names the group itself, which the attribute self is about
}

var (
	ruleAttrs   = permissionAttrs{"ip_protocol", []string{"cidr_ipv4", "cidr_ipv6"}, "prefix_list_id", "referenced_security_group_id", ""}
	blockAttrs  = permissionAttrs{"protocol", []string{"cidr_blocks", "ipv6_cidr_blocks"}, "prefix_list_ids", "security_groups", "id"}
	legacyAttrs = permissionAttrs{"protocol", []string{"cidr_blocks", "ipv6_cidr_blocks"}, "prefix_list_ids", "source_security_group_id", "security_group_id"}
)

// permissions brings one rule, which may have several sources, to the model's
// form: one permission for each source.
func (c *change) permissions(n node, attrs permissionAttrs) []*account.Permission {
	nothing := account.LinkTo(c.fixed(""))
	base := account.Permission{CIDR: c.fixed(""), Prefix: nothing, Source: nothing}
	c.ports(&base, n, attrs.protocol)
	var all []*account.Permission
	add := func(change func(*account.Permission)) {
		one := base
		change(&one)
		all = append(all, &one)
	}
	for _, attr := range attrs.cidrs {
		for _, source := range c.sources(n.at(attr)) {
			add(func(p *account.Permission) { p.CIDR = c.textOf(source, attr) })
		}
	}
	for _, source := range c.sources(n.at(attrs.prefixes)) {
		add(func(p *account.Permission) { p.Prefix = c.linkAt(source, attrs.prefixes, account.PrefixLists.Kind) })
	}
	for _, source := range c.sources(n.at(attrs.groups)) {
		add(func(p *account.Permission) { p.Source = c.linkAt(source, attrs.groups, account.SecurityGroups.Kind) })
	}
	if self := n.at("self"); attrs.own != "" {
		if is, _ := self.truth(); is || self.unknown() {
			add(func(p *account.Permission) { p.Source = c.itself(self, attrs.own) })
		}
	}
	return all
}

// itself is the group that a rule with self is about: its own.
func (c *change) itself(self node, attr string) account.Link {
	group := c.values().at(attr)
	switch {
	case self.unknown():
		return account.LinkTo(account.Missing[string](account.AfterApply, c.origin, "self"))
	case attr == "id" && group.unknown():
		return account.LinkBy(account.Missing[string](account.AfterApply, c.origin, attr), []string{c.Address})
	}
	return c.linkAt(group, attr, account.SecurityGroups.Kind)
}

// sources lists the elements of one attribute. An attribute that AWS would
// fill is empty; one that is not known yet is one source that is not known.
func (c *change) sources(n node) []node {
	if n.unknown() {
		return []node{n}
	}
	var filled []node
	for _, one := range owners(n) {
		if text, _ := one.text(); text != "" || one.unknown() {
			filled = append(filled, one)
		}
	}
	return filled
}

// ports reads protocol and ports. Protocol -1 means every port of every
// protocol, whatever ports stand beside it (AWS documentation, 2026-11).
func (c *change) ports(p *account.Permission, n node, protocol string) {
	p.Protocol = c.textOf(n.at(protocol), protocol)
	p.FromPort, p.ToPort = c.integerOf(n.at("from_port"), "from_port"), c.integerOf(n.at("to_port"), "to_port")
	name, _ := p.Protocol.Get()
	switch strings.ToLower(name) {
	case "-1", "all":
		p.Protocol = account.Observed("-1", c.origin, protocol)
		p.FromPort, p.ToPort = account.Observed(0, c.origin, "from_port"), account.Observed(65535, c.origin, "to_port")
	case "6":
		p.Protocol = account.Observed("tcp", c.origin, protocol)
	case "17":
		p.Protocol = account.Observed("udp", c.origin, protocol)
	}
}

// permissionKey is what AWS tells rules of one group apart by: protocol, ports
// and source. A rule that is not known yet is equal to no other.
func permissionKey(p *account.Permission) string {
	protocol, ok := p.Protocol.Get()
	from, ok1 := p.FromPort.Get()
	to, ok2 := p.ToPort.Get()
	source := sourceOf(p)
	switch {
	case ok && protocol == "-1" && source != "":
		return "all from " + source
	case ok && ok1 && ok2 && source != "":
		return fmt.Sprint(protocol, " ", from, "-", to, " from ", source)
	}
	return fmt.Sprintf("%s%p", unnamed, p)
}

// sourceOf returns the one source that a rule has, or "".
func sourceOf(p *account.Permission) string {
	for _, v := range []account.Value[string]{p.CIDR, p.Prefix.Value, p.Source.Value} {
		if source, known := v.Get(); known && source != "" {
			return source
		}
	}
	return ""
}

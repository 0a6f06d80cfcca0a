package account

import "strings"

// SecurityGroup is a security group with all its rules, wherever they come
// from.
type SecurityGroup struct {
	Meta
	VPC     Link             `aws:"VpcId"`
	Ingress Set[*Permission] `aws:"IpPermissions"`
}

// Permission lets one source reach a range of ports.
type Permission struct {
	Protocol Value[string] `aws:"IpProtocol"` // tcp, udp, icmp ..., -1 for all
	FromPort Value[int]    `aws:"FromPort"`
	ToPort   Value[int]    `aws:"ToPort"`
	CIDR     Value[string] `aws:"CidrIp"` // of either family; empty if the source is something else
	Prefix   Link          `aws:"PrefixListId"`
	Source   Link          `aws:"SourceGroupId"`
}

// spelled gives every protocol its name, and all of them all ports: beside
// protocol -1 ports mean nothing (AWS documentation, 2026-11).
func (p *Permission) spelled() any {
	one := *p
	name, known := p.Protocol.Get()
	if !known {
		return &one
	}
	switch name = strings.ToLower(name); name {
	case "6":
		name = "tcp"
	case "17":
		name = "udp"
	case "1":
		name = "icmp"
	case "58":
		name = "icmpv6"
	case "all":
		name = "-1"
	}
	one.Protocol.v = name
	if name == "-1" {
		one.FromPort, one.ToPort = Observed(0, one.Protocol.from, ""), Observed(65535, one.Protocol.from, "")
	}
	return &one
}

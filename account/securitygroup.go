package account

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

package account

import "strings"

// The kinds of the network.
var (
	SecurityGroups    = kind("ec2.security_groups", func(a *Account) *Set[*SecurityGroup] { return &a.SecurityGroups })
	NetworkInterfaces = kind("ec2.network_interfaces", func(a *Account) *Set[*NetworkInterface] { return &a.NetworkInterfaces })
	PrefixLists       = kind("ec2.prefix_lists", func(a *Account) *Set[*PrefixList] { return &a.PrefixLists })
	VPCs              = kind("ec2.vpcs", func(a *Account) *Set[*VPC] { return &a.VPCs })
	Subnets           = kind("ec2.subnets", func(a *Account) *Set[*Subnet] { return &a.Subnets })
	RouteTables       = kind("ec2.route_tables", func(a *Account) *Set[*RouteTable] { return &a.RouteTables })
	FlowLogs          = kind("ec2.flow_logs", func(a *Account) *Set[*FlowLog] { return &a.FlowLogs })
)

// NetworkInterface is where security groups meet traffic.
type NetworkInterface struct {
	Meta
	Subnet Link         `aws:"SubnetId"`
	Groups Set[*Member] `aws:"Groups"`
	Public Value[bool]  `aws:"PublicIp"` // whether it has a public address
}

// PrefixList is a managed prefix list.
type PrefixList struct {
	Meta
	Entries Set[*PrefixEntry] `aws:"Entries"`
}

// PrefixEntry is one range of a prefix list.
type PrefixEntry struct {
	CIDR Value[string] `aws:"Cidr"`
}

// VPC is a virtual private cloud.
type VPC struct {
	Meta
	Default Value[bool] `aws:"IsDefault"`
}

// Subnet is a part of a VPC.
type Subnet struct {
	Meta
	VPC Link `aws:"VpcId"`
}

// RouteTable tells where the subnets associated with it send traffic.
type RouteTable struct {
	Meta
	VPC     Link            `aws:"VpcId"`
	Main    Value[bool]     `aws:"Main"`
	Subnets Set[*SubnetRef] `aws:"Associations"`
	Routes  Set[*Route]     `aws:"Routes"`
}

// Route tells where the traffic to some addresses goes.
type Route struct {
	Destination Value[string] `aws:"DestinationCidrBlock"` // of either family, or a prefix list
	Gateway     Value[string] `aws:"GatewayId"`            // igw-... for an internet gateway; empty if it is none of the gateways
}

// leadsOut tells whether the route leads to an internet gateway.
func (r *Route) leadsOut() Bool {
	return r.Gateway.Test(func(id string) bool { return strings.HasPrefix(id, "igw-") })
}

// SubnetRef is a subnet that a route table or subnet group names.
type SubnetRef struct {
	Subnet Link `aws:"SubnetId"`
}

// FlowLog records the traffic of a VPC, subnet or interface.
type FlowLog struct {
	Meta
	Resource Link          `aws:"ResourceId"`
	Traffic  Value[string] `aws:"TrafficType"`
	Status   Value[string] `aws:"FlowLogStatus"`
	Delivery Value[string] `aws:"DeliverLogsStatus"` // empty while nothing has been delivered yet
	LogGroup Link          `aws:"LogGroupName"`      // empty if the records go elsewhere
}

// Records tells whether the log of the VPC is active, its last delivery did not
// fail and, unless the VPC is new as well, nothing interrupts it.
func (f *FlowLog) Records(v *VPC) Bool {
	whole := f.Interrupted().Not().Or(v.Fresh())
	if old, was := Former(f); was {
		whole = whole.Or(old.Resource.To(v).Not())
	}
	return f.Status.Is("ACTIVE").And(f.Delivery.Is("FAILED").Not()).And(whole)
}

// Logged tells whether a flow log records all traffic of the VPC.
func (a *Account) Logged(v *VPC) Bool {
	links := func(f *FlowLog, do func(*Link)) { do(&f.Resource) }
	return a.FlowLogs.existsNaming(a.namings.of("flow logs"), v, links, func(f *FlowLog) Bool {
		return f.Resource.To(v).And(f.Traffic.Is("ALL")).And(f.Records(v))
	})
}

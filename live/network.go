package live

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{kinds: []account.Kind{account.NetworkInterfaces.Kind}, calls: []any{ec2.DescribeNetworkInterfacesInput{}}, read: networkInterfaces})
	_ = collect(collector{kinds: []account.Kind{account.VPCs.Kind}, calls: []any{ec2.DescribeVpcsInput{}}, read: vpcs})
	_ = collect(collector{kinds: []account.Kind{account.Subnets.Kind}, calls: []any{ec2.DescribeSubnetsInput{}}, read: subnets})
	_ = collect(collector{kinds: []account.Kind{account.RouteTables.Kind}, calls: []any{ec2.DescribeRouteTablesInput{}}, read: routeTables})
	_ = collect(collector{kinds: []account.Kind{account.FlowLogs.Kind}, calls: []any{ec2.DescribeFlowLogsInput{}}, read: flowLogs})
)

// networkInterfaces reads all interfaces, also those of services that hide
// theirs.
func networkInterfaces(r *reader) {
	in := &ec2.DescribeNetworkInterfacesInput{MaxResults: aws.Int32(ec2Page), IncludeManagedResources: aws.Bool(true)}
	for i := range found(r, ec2.NewFromConfig(r.config()).DescribeNetworkInterfaces, in, func(o *ec2.DescribeNetworkInterfacesOutput) []types.NetworkInterface { return o.NetworkInterfaces }) {
		card := account.NetworkInterfaces.Add(r.to, account.Ident{ID: text(i.out.NetworkInterfaceId), Region: r.region}, i.origin)
		link(&card.Subnet, i.out.SubnetId, i.told)
		listOf(&card.Groups, i.out.Groups, i.told, i.member)
		put(&card.Public, public(i.out), i.told)
	}
}

// public tells whether any address of the interface has a public one beside it.
// AWS leaves the association out where there is none.
func public(i *types.NetworkInterface) *bool {
	outside := func(a *types.NetworkInterfaceAssociation) bool { return a != nil && text(a.PublicIp) != "" }
	yes := outside(i.Association) || slices.ContainsFunc(i.PrivateIpAddresses, func(p types.NetworkInterfacePrivateIpAddress) bool { return outside(p.Association) })
	return &yes
}

// vpcs reads the account's own. One that another account shares with it is not
// its own to watch, and nobody here sees the flow logs of its owner.
func vpcs(r *reader) {
	in := &ec2.DescribeVpcsInput{MaxResults: aws.Int32(ec2Page)}
	for v := range found(r, ec2.NewFromConfig(r.config()).DescribeVpcs, in, func(o *ec2.DescribeVpcsOutput) []types.Vpc { return o.Vpcs }) {
		if r.foreign(v.out.OwnerId) {
			continue
		}
		vpc := account.VPCs.Add(r.to, account.Ident{ID: text(v.out.VpcId), Region: r.region}, v.origin)
		put(&vpc.Default, v.out.IsDefault, v.told)
	}
}

// subnets reads the account's own. Where the routes of a shared one lead, only
// its owner is sure to see, so that what is in it stays unknown.
func subnets(r *reader) {
	in := &ec2.DescribeSubnetsInput{MaxResults: aws.Int32(ec2Page)}
	for s := range found(r, ec2.NewFromConfig(r.config()).DescribeSubnets, in, func(o *ec2.DescribeSubnetsOutput) []types.Subnet { return o.Subnets }) {
		if r.foreign(s.out.OwnerId) {
			continue
		}
		subnet := account.Subnets.Add(r.to, account.Ident{ARN: text(s.out.SubnetArn), ID: text(s.out.SubnetId), Region: r.region}, s.origin)
		linkGiven(&subnet.VPC, s.out.VpcId, s.told)
	}
}

// foreign tells whether another account is the owner.
func (r *reader) foreign(owner *string) bool { return text(owner) != "" && text(owner) != r.account() }

func routeTables(r *reader) {
	in := &ec2.DescribeRouteTablesInput{MaxResults: aws.Int32(ec2ShortPage)}
	for t := range found(r, ec2.NewFromConfig(r.config()).DescribeRouteTables, in, func(o *ec2.DescribeRouteTablesOutput) []types.RouteTable { return o.RouteTables }) {
		table := account.RouteTables.Add(r.to, account.Ident{ID: text(t.out.RouteTableId), Region: r.region}, t.origin)
		linkGiven(&table.VPC, t.out.VpcId, t.told)
		put(&table.Main, ofMain(t.out.Associations), t.told)
		listOf(&table.Subnets, t.out.Associations, t.told, t.associated)
		listOf(&table.Routes, t.out.Routes, t.told, t.routed)
	}
}

// ofMain tells whether a table is the main one of its VPC.
func ofMain(associations []types.RouteTableAssociation) *bool {
	if associations == nil {
		return nil
	}
	main := slices.ContainsFunc(associations, func(a types.RouteTableAssociation) bool { return aws.ToBool(a.Main) })
	return &main
}

// associated is the subnet of an association. That of the main table names
// none, nor does that of a gateway; one that failed or is over counts no more.
func (by told) associated(a types.RouteTableAssociation) []*account.SubnetRef {
	over := a.AssociationState != nil &&
		(a.AssociationState.State == types.RouteTableAssociationStateCodeDisassociated || a.AssociationState.State == types.RouteTableAssociationStateCodeFailed)
	if over || text(a.SubnetId) == "" {
		return nil
	}
	var ref account.SubnetRef
	linkGiven(&ref.Subnet, a.SubnetId, by)
	return []*account.SubnetRef{&ref}
}

// routed is a route as Terraform tells of it. Those that AWS makes within the
// VPC, to an endpoint of a service or from what a VPN gateway tells are left
// out: they lead to no internet gateway (AWS documentation, 2026-11).
func (by told) routed(route types.Route) []*account.Route {
	gateway := text(route.GatewayId)
	endpoint := strings.HasPrefix(gateway, "vpce-")
	if gateway == "local" || endpoint && route.DestinationPrefixListId != nil || route.Origin == types.RouteOriginEnableVgwRoutePropagation {
		return nil
	}
	if endpoint {
		gateway = ""
	}
	return []*account.Route{by.route(route, gateway)}
}

// route leads nowhere once its gateway is gone. An egress-only gateway lets
// nobody in, and has a field of its own.
func (by told) route(route types.Route, gateway string) *account.Route {
	if route.State == types.RouteStateBlackhole {
		gateway = ""
	}
	var r account.Route
	put(&r.Destination, cmp.Or(route.DestinationCidrBlock, route.DestinationIpv6CidrBlock, route.DestinationPrefixListId), by)
	put(&r.Gateway, &gateway, by)
	return &r
}

// flowLogs reads flow logs. EC2 lists none that was deleted, and gives no status
// of delivery before the first one. A log of a transit gateway, which records
// all there is, has no type of traffic (AWS documentation, 2026-11).
func flowLogs(r *reader) {
	in := &ec2.DescribeFlowLogsInput{MaxResults: aws.Int32(ec2Page)}
	for f := range found(r, ec2.NewFromConfig(r.config()).DescribeFlowLogs, in, func(o *ec2.DescribeFlowLogsOutput) []types.FlowLog { return o.FlowLogs }) {
		log := account.FlowLogs.Add(r.to, account.Ident{ID: text(f.out.FlowLogId), Region: r.region}, f.origin)
		linkGiven(&log.Resource, f.out.ResourceId, f.told)
		put(&log.Status, f.out.FlowLogStatus, f.told)
		put(&log.Delivery, or(f.out.DeliverLogsStatus, ""), f.told)
		linkGiven(&log.LogGroup, recordsTo(f.out), f.told)
		if !strings.HasPrefix(text(f.out.ResourceId), "tgw-") {
			put(&log.Traffic, word(f.out.TrafficType), f.told)
		}
	}
}

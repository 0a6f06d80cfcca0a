package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_route_table":         thing(account.RouteTables, names{}, routeTable),
	"aws_default_route_table": adopts(account.RouteTables, names{aliases: []string{"default_route_table_id"}}, defaultRouteTable),
	"aws_route": oneOf("route_table_id", account.RouteTables, member(
		func(t *account.RouteTable) *account.Set[*account.Route] { return &t.Routes },
		func(c *change) []*account.Route {
			return c.routes(c.values(), "destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id")
		}, routeKey)),
	"aws_route_table_association": takesSubnets(oneOf("route_table_id", account.RouteTables, member(
		func(t *account.RouteTable) *account.Set[*account.SubnetRef] { return &t.Subnets },
		(*change).routedSubnets, subnetKey)), "subnet_id", tableSubnets),
})

func routeTable(t *account.RouteTable, c *change) {
	t.Main = account.Observed(false, c.origin, "")
	if c.creates() {
		t.Subnets = account.ListOf[*account.SubnetRef]()
	}
	c.link(&t.VPC, "vpc_id", account.VPCs.Kind)
	routes(t, c)
}

// defaultRouteTable fills the table that AWS made with the VPC. It is the main
// one until another is made that.
func defaultRouteTable(t *account.RouteTable, c *change) {
	if c.creates() && !t.Main.Set() {
		t.Main = c.yes()
	}
	if vpc := c.values().at("vpc_id"); !vpc.unknown() || !t.VPC.Set() {
		c.link(&t.VPC, "vpc_id", account.VPCs.Kind)
	}
	routes(t, c)
}

func routes(t *account.RouteTable, c *change) {
	blocks(c, &t.Routes, "route", func(n node) []*account.Route {
		return c.routes(n, "cidr_block", "ipv6_cidr_block", "destination_prefix_list_id")
	})
}

// routes reads one route; its destination is in one of the attributes. One that
// leads nowhere but into the VPC is none.
func (c *change) routes(n node, destinations ...string) []*account.Route {
	if gateway, _ := n.at("gateway_id").text(); gateway == "local" {
		return nil
	}
	r := &account.Route{Gateway: c.textOf(n.at("gateway_id"), "gateway_id"), Destination: c.fixed("")}
	if gateway := n.at("gateway_id"); gateway.unknown() && !c.written("gateway_id") {
		r.Gateway = account.Observed("", c.byAWS(), "gateway_id")
	}
	for _, attr := range destinations {
		if text, _ := n.at(attr).text(); text != "" || n.at(attr).unknown() && c.written(attr) {
			r.Destination = c.textOf(n.at(attr), attr)
		}
	}
	return []*account.Route{r}
}

func routeKey(r *account.Route) string {
	to, known := r.Destination.Get()
	return keyOr(to, known, r.Destination.Fact())
}

// routedSubnets is the subnet of an association, which may be one of a gateway.
func (c *change) routedSubnets() []*account.SubnetRef {
	n := c.values().at("subnet_id")
	if id, _ := n.text(); id == "" && (!n.unknown() || !c.written("subnet_id")) {
		return nil
	}
	return []*account.SubnetRef{{Subnet: c.linkAt(n, "subnet_id", account.Subnets.Kind)}}
}

// tableSubnets takes a subnet from a route table.
func tableSubnets(b *account.Builder, _ *change, gone func(*account.SubnetRef) bool) {
	account.RouteTables.Each(b, func(t *account.RouteTable) { t.Subnets = t.Subnets.Without(gone) })
}

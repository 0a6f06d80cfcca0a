package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_vpc": thing(account.VPCs, names{}, func(v *account.VPC, c *change) {
		v.Default = account.Observed(false, c.origin, "")
	}),
	"aws_default_vpc": thing(account.VPCs, names{adopted: true}, func(v *account.VPC, c *change) {
		v.Default = c.yes()
	}),
	"aws_subnet": thing(account.Subnets, names{}, func(s *account.Subnet, c *change) {
		c.link(&s.VPC, "vpc_id", account.VPCs.Kind)
	}),
	"aws_network_interface": thing(account.NetworkInterfaces, names{}, func(i *account.NetworkInterface, c *change) {
		c.link(&i.Subnet, "subnet_id", account.Subnets.Kind)
		list(c, &i.Groups, "security_groups", c.members("security_groups"))
	}),
	"aws_ec2_managed_prefix_list": thing(account.PrefixLists, names{}, func(l *account.PrefixList, c *change) {
		blocks(c, &l.Entries, "entry", func(n node) []*account.PrefixEntry {
			return []*account.PrefixEntry{{CIDR: c.textOf(n.at("cidr"), "entry.cidr")}}
		})
	}),
	"aws_ec2_managed_prefix_list_entry": oneOf("prefix_list_id", account.PrefixLists, member(
		func(l *account.PrefixList) *account.Set[*account.PrefixEntry] { return &l.Entries },
		func(c *change) []*account.PrefixEntry {
			return []*account.PrefixEntry{{CIDR: c.textOf(c.values().at("cidr"), "cidr")}}
		},
		func(e *account.PrefixEntry) string {
			cidr, known := e.CIDR.Get()
			return keyOr(cidr, known, e.CIDR.Fact())
		})),
	"aws_flow_log": thing(account.FlowLogs, names{}, func(f *account.FlowLog, c *change) {
		c.link(&f.Resource, "vpc_id", account.VPCs.Kind)
		if absent := f.Resource.Absent(); absent.Tri() == account.True {
			c.link(&f.Resource, "subnet_id", account.Subnets.Kind)
		}
		c.text(&f.Traffic, "traffic_type")
		c.flowLogGroup(f)
		if c.creates() {
			f.Status, f.Delivery = c.fixed("ACTIVE"), c.fixed("")
		}
	}),
})

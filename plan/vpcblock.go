package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_vpc_block_public_access_options": setting(account.VPCBlocks, false, func(b *account.VPCBlock, c *change) {
		c.text(&b.Mode, "internet_gateway_block_mode", "off")
		if c.side != stated {
			b.State = c.fixed("update-complete") // apply waits for it
		}
	}),
	"aws_vpc_block_public_access_exclusion": thing(account.VPCExclusions, names{}, func(e *account.VPCExclusion, c *change) {
		c.text(&e.Mode, "internet_gateway_exclusion_mode")
		c.link(&e.Resource, "vpc_id", account.VPCs.Kind)
		if absent := e.Resource.Absent(); absent.Tri() == account.True {
			c.link(&e.Resource, "subnet_id", account.Subnets.Kind)
		}
		if c.side != stated {
			e.State = c.fixed("create-complete") // apply waits for it
		}
	}),
})

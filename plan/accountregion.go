package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_account_region": part("region_name", account.Regions, func(r *account.Region, c *change) {
		if c.side != deleted { // Terraform then leaves the region as it is
			c.either(&r.OptStatus, "enabled", "ENABLED", "DISABLED")
		}
	}),
})

package plan

import (
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// locate notes the region and the account that a resource says it is in: by
// its own argument (AWS provider 6) or by its ARN.
func (d *decoder) locate(c *change) {
	for _, raw := range []jsontext.Value{c.Values, c.Diff.After, c.Diff.Before} {
		var head struct {
			Arn    jsontext.Value `json:"arn"`
			Region jsontext.Value `json:"region"`
		}
		if len(raw) == 0 || json.Unmarshal(raw, &head) != nil {
			continue
		}
		arn, region := unquote(head.Arn), unquote(head.Region)
		if region == "" {
			region = arnPart(arn, 3)
		}
		if c.region == "" {
			c.region = region
		}
		if id := arnPart(arn, 4); id != "" && governed(c) {
			d.accounts[id] = true
		}
	}
}

func unquote(raw jsontext.Value) string {
	var s string
	if len(raw) == 0 || json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// regionOf falls back to a region that is written in the provider block.
// Empty means that it is not known.
func (d *decoder) regionOf(c *change) string {
	if c.region != "" {
		return c.region
	}
	if block := d.config.block(c.at); block != nil {
		return d.regions[block.ProviderConfigKey]
	}
	return ""
}

// arnPart returns one field of an ARN: 3 is the region, 4 the account.
func arnPart(arn string, i int) string {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" {
		return ""
	}
	return parts[i]
}

// Accounts returns the numbers of the AWS accounts that the plan names: of
// its caller, and of the ARNs that Terraform has read.
func (p *Plan) Accounts() []string { return sortedKeys(p.accounts) }

// noteCaller reads the account that the provider is signed in to.
func (d *decoder) noteCaller(c *change) {
	var caller struct {
		ID string `json:"account_id"`
	}
	if json.Unmarshal(c.Values, &caller) == nil && caller.ID != "" {
		d.accounts[caller.ID] = true
	}
}

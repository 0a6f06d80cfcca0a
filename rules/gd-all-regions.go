package rules

import "github.com/soc2gate/soc2gate/account"

// GDAllRegions wants GuardDuty in unused regions as well: attackers like them.
var GDAllRegions = add(Rule{
	ID:    "gd-all-regions",
	Title: "GuardDuty is on in every region that the account may use",
	Criteria: []Support{
		{"CC7.1", "what stolen credentials do in a region that nobody uses is detected there alone"},
		{"CC7.2", "anomalies are watched for in the whole account and not only where the team works"},
	},
	Severity: High,
	Tier:     2,
	Why:      "Stolen credentials are used where nobody looks, and GuardDuty looks at one region at a time.",
	Fix:      "Keep an aws_guardduty_detector with enable = true in each region, or disable the regions that nobody needs.",
	Reads:    []account.Kind{account.Regions.Kind, account.Detectors.Kind},
	Check: func(a *account.Account, r *Report) {
		on := func(region string) account.Bool {
			return a.Detects(region).OrElse(func() account.Bool { return a.Disabled(region) })
		}
		r.requireEverywhere(a, a.RegionsJudged(), on, "GuardDuty is not on")
	},
})

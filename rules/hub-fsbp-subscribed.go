package rules

import "github.com/soc2gate/soc2gate/account"

// HubFSBPSubscribed wants the account checked by AWS's own best practices.
var HubFSBPSubscribed = add(Rule{
	ID:    "hub-fsbp-subscribed",
	Title: "Security Hub checks by AWS's Foundational Security Best Practices where it is on, and in one region at least",
	Criteria: []Support{
		{"CC4.1", "the standard is an ongoing evaluation of the controls that nobody has to start"},
		{"CC7.1", "its checks detect settings that make the account vulnerable"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A hub without the standard, or where AWS Config records nothing, checks nothing and looks as if all were well.",
	Fix:      "Keep an aws_securityhub_standards_subscription of it, or a central policy, and a recorder of AWS Config that runs.",
	Reads:    []account.Kind{account.Hubs.Kind, account.Standards.Kind, account.Recorders.Kind, account.DeliveryChannels.Kind},
	Check: func(a *account.Account, r *Report) {
		checked := func(region string) account.Bool { return a.CheckedBy(account.FSBP, region) }
		r.requireIn(a, a.HubRegions(), checked, "Security Hub does not check by the Foundational Security Best Practices")
	},
})

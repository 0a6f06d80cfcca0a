package rules

import "github.com/soc2gate/soc2gate/account"

// HubCISSubscribed wants the account checked by a benchmark that is not AWS's.
var HubCISSubscribed = add(Rule{
	ID:    "hub-cis-subscribed",
	Title: "Security Hub checks by a version of the CIS benchmark where it is on, and in one region at least",
	Criteria: []Support{
		{"CC4.1", "the benchmark is an ongoing evaluation against a baseline that others have set"},
		{"CC7.1", "its checks detect settings that depart from that baseline"},
	},
	Severity: Medium,
	Tier:     2,
	Why:      "Auditors compare with a baseline that the company did not write itself, and this is the one that they know.",
	Fix:      "Keep an aws_securityhub_standards_subscription of a CIS version, the newest rather than 1.2.0, and a recorder that runs.",
	Reads:    []account.Kind{account.Hubs.Kind, account.Standards.Kind, account.Recorders.Kind, account.DeliveryChannels.Kind},
	Check: func(a *account.Account, r *Report) {
		checked := func(region string) account.Bool { return a.CheckedBy(account.CIS, region) }
		r.requireIn(a, a.HubRegions(), checked, "Security Hub does not check by the CIS benchmark")
	},
})

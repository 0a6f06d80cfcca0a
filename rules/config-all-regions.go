package rules

import "github.com/soc2gate/soc2gate/account"

// ConfigAllRegions wants AWS Config wherever there is something to record.
var ConfigAllRegions = add(Rule{
	ID:    "config-all-regions",
	Title: "AWS Config records all types in each region that has resources, and no region is left unread",
	Criteria: []Support{
		{"CC7.1", "a change in a region without a recorder is detected by nobody"},
		{"CC3.4", "to open a region is a change of the system whose risk is met before it is used"},
	},
	Severity: High,
	Tier:     2,
	Why:      "A region that the team opens later has no recorder, and nothing checks what is made there.",
	Fix:      "Set up a recorder, a delivery channel and a recorder status in the region together with its first resources.",
	Reads:    []account.Kind{account.Regions.Kind, account.Recorders.Kind, account.DeliveryChannels.Kind},
	Check: func(a *account.Account, r *Report) {
		r.requireEverywhere(a, a.ConfigRegionsWanted(), a.ConfigRecords, "AWS Config does not record all types of resources")
	},
})

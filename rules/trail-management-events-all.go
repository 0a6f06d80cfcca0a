package rules

import "github.com/soc2gate/soc2gate/account"

// TrailManagementEventsAll wants nothing left out of the record of API calls.
var TrailManagementEventsAll = add(Rule{
	ID:    "trail-management-events-all",
	Title: "The trails together record all management events, reads and writes, of every service and region",
	Criteria: []Support{
		{"CC7.2", "an attacker who looks around, or uses keys, shows in the events that are most often left out"},
	},
	Severity: High,
	Tier:     2,
	Why:      "Events of KMS or RDS Data that are excluded, or reads that are not recorded, are what an investigation lacks.",
	Fix:      "Let a trail of every region have read_write_type = \"All\" and no exclude_management_event_sources.",
	Reads:    []account.Kind{account.Trails.Kind},
	Check: func(a *account.Account, r *Report) {
		all := a.ManagementRecorded(account.Reading).And(a.ManagementRecorded(account.Writing))
		r.Require(a, all, "the trails that are logging do not record all management events, reads and writes, of every region")
	},
})

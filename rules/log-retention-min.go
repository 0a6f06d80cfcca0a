package rules

import "github.com/soc2gate/soc2gate/account"

// aYear is how long evidence is kept at least: the length of a usual Type 2
// window.
const aYear = 365

// LogRetentionMin wants evidence kept as long as an audit asks for it.
var LogRetentionMin = add(Rule{
	ID:    "log-retention-min",
	Title: "Log groups that trails and flow logs write to keep events for a year at least",
	Criteria: []Support{
		{"CC7.2", "what nobody noticed at once can be looked for as long as the log is kept"},
		{"CC7.3", "an incident is evaluated on events that are often months old"},
		{"C1.2", "a retention that is set is also the date of disposal; a group that keeps for ever passes here and disposes of nothing"},
	},
	Severity: Medium,
	Tier:     1,
	Why:      "An auditor samples the whole window, and attackers stay unseen for months: a log that is gone shows neither.",
	Fix:      "Set retention_in_days = 365 or more on the aws_cloudwatch_log_group.",
	Reads:    []account.Kind{account.LogGroups.Kind, account.Trails.Kind, account.FlowLogs.Kind},
	Check: func(a *account.Account, r *Report) {
		for g := range a.LogGroups.All() {
			if evidence := a.HoldsEvidence(g); evidence.Tri() != account.False {
				r.Require(g, evidence.Not().Or(g.Keeps(aYear)), "log group %s keeps evidence for less than %d days", g.Called(), aYear)
			}
		}
	},
})

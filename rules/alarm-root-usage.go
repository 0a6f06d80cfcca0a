package rules

import "github.com/soc2gate/soc2gate/account"

// AlarmRootUsage wants somebody told when the root user is at work.
var AlarmRootUsage = add(Rule{
	ID:    "alarm-root-usage",
	Title: "Somebody is told when the root user does anything",
	Criteria: []Support{
		{"CC7.2", "the root user is used so seldom that each use is an anomaly"},
		{"CC7.3", "each use is evaluated as a possible incident"},
	},
	Severity: High,
	Tier:     2,
	Why:      "No policy limits the root user, so that all there is left to do is to notice it at once.",
	Fix:      "Count the events of userIdentity.type Root with a metric filter on the log group of the trail, with an alarm that reaches somebody.",
	Reads:    append([]account.Kind{account.Trails.Kind, account.LogGroups.Kind, account.MetricFilters.Kind, account.Alarms.Kind}, routeReads...),
	Check: func(a *account.Account, r *Report) {
		r.Require(a, a.Alarmed(account.RootUsage()), "nobody is told of everything that the root user does")
	},
})

package rules

import "github.com/soc2gate/soc2gate/account"

// AlarmCloudTrailChange wants somebody told when the record itself is touched.
var AlarmCloudTrailChange = add(Rule{
	ID:    "alarm-cloudtrail-change",
	Title: "Somebody is told when a trail is made, changed, stopped or deleted",
	Criteria: []Support{
		{"CC7.2", "whoever wants to go unnoticed begins with the trail"},
		{"CC5.2", "a change to the record is a change to a technology control"},
	},
	Severity: High,
	Tier:     2,
	Why:      "The first thing that an intruder does is to stop the trail, and nothing that comes after it is recorded.",
	Fix:      "Send the trail to CloudWatch Logs, count the four calls with a metric filter, and put an alarm with a confirmed subscription on it.",
	Reads:    append([]account.Kind{account.Trails.Kind, account.LogGroups.Kind, account.MetricFilters.Kind, account.Alarms.Kind}, routeReads...),
	Check: func(a *account.Account, r *Report) {
		told := a.Alarmed(account.TrailChanges())
		r.Require(a, told, "nobody is told of every call that makes, changes, stops or deletes a trail")
	},
})

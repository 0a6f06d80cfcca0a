package rules

import "github.com/soc2gate/soc2gate/account"

// AlarmNotLoosened finds alarms that a change makes less sensitive.
var AlarmNotLoosened = add(Rule{
	ID:    "alarm-not-loosened",
	Title: "No alarm is made to come up later or less often, and no filter to count fewer events",
	Criteria: []Support{
		{"CC7.2", "an alarm that no longer comes up monitors nothing"},
		{"CC8.1", "to make monitoring less sensitive is a change that somebody has to approve"},
	},
	Severity: High,
	Tier:     2,
	Why:      "An alarm that is in the way is made to keep quiet sooner than what is behind it is looked into.",
	Fix:      "Put the threshold, the periods, the treatment of missing data, the actions and the pattern back, or have the reason approved in a waiver.",
	Reads:    []account.Kind{account.Alarms.Kind, account.MetricFilters.Kind},
	Check: func(a *account.Account, r *Report) {
		for m := range a.Alarms.All() {
			r.Require(m, m.Loosened().Not(), "alarm %s comes up later or less often than before, or does nothing when it does", m.Called())
		}
		for f := range a.MetricFilters.All() {
			r.Require(f, f.Narrowed().Not(), "metric filter %s counts fewer events than before", f.Called())
		}
	},
})

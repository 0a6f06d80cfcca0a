package rules

import "github.com/soc2gate/soc2gate/account"

// TrailNotStopped finds trails that stop, for good or for a part of the apply.
var TrailNotStopped = add(Rule{
	ID:    "trail-not-stopped",
	Title: "No trail stops recording unless another covers the account meanwhile",
	Criteria: []Support{
		{"CC7.2", "a gap in the record is time in which nobody could have noticed anything"},
		{"CC8.1", "switching the record off is a change that needs to be seen"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "What happens while the trail is off cannot be reconstructed, and an auditor samples the whole window.",
	Fix:      "Keep enable_logging = true; replace a trail with create_before_destroy; start the other trail first.",
	Reads:    []account.Kind{account.Trails.Kind},
	Check: func(a *account.Account, r *Report) {
		for t := range a.Trails.All() {
			r.Require(t, t.Records().OrElse(func() account.Bool { return a.CoveredWithout(t) }), "trail %s is not logging all the time", t.Called())
		}
		for t := range a.Trails.Removed() {
			if !t.Replaced() {
				idle := t.Logging.Is(false).Because(t.Gone())
				r.Require(t, idle.Or(a.CoveredWithout(t)), "trail %s stops: the plan deletes it", t.Called())
			}
		}
	},
})

package rules

import "github.com/soc2gate/soc2gate/account"

// ChangePlanBound compares what was applied with what was judged.
var ChangePlanBound = add(Rule{
	ID:    "change-plan-bound",
	Title: "Every apply took the very plan that was judged and allowed before",
	Criteria: []Support{
		{"CC8.1", "what was approved is what was carried out"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A plan that is made again after the verdict may do something else, and nobody has looked at it.",
	Fix:      "Apply the plan file that was judged and write its SHA-256 and that of the result into the apply record; judge again after each new plan.",
	Reads:    []account.Kind{account.Applies.Kind},
	Sort:     Standing,
	Check: func(a *account.Account, r *Report) {
		if a.Applies.Len() == 0 {
			r.Require(a, a.NoApplies(), "no apply is recorded")
		}
		for c := range a.Applies.All() {
			r.Require(c, c.Bound(), "%s applied a plan that was not judged and allowed before", c.ID)
		}
	},
})

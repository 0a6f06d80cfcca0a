package rules

import "github.com/soc2gate/soc2gate/account"

// ChangeApprovedByOther looks at who approved what was applied.
var ChangeApprovedByOther = add(Rule{
	ID:    "change-approved-by-other",
	Title: "Every apply was approved, after the verdict and on the same commit, by somebody who neither wrote nor pushed it",
	Criteria: []Support{
		{"CC8.1", "a change is authorised before it is carried out"},
		{"CC6.3", "nobody both makes a change and lets it pass"},
		{"CC5.3", "the procedure is followed each time, and there is a record of it"},
	},
	Severity: High,
	Tier:     1,
	Why:      "Who approves their own change has no reviewer, and an approval from before the verdict is about something else.",
	Fix:      "Protect the branch: another person approves the last push; write author, last_pusher, approver and times into the apply record.",
	Reads:    []account.Kind{account.Applies.Kind},
	Sort:     Standing,
	Check: func(a *account.Account, r *Report) {
		if a.Applies.Len() == 0 {
			r.Require(a, a.NoApplies(), "no apply is recorded")
		}
		for c := range a.Applies.All() {
			r.Require(c, c.ApprovedByOther(), "%s was not approved in time, on that commit, by somebody else", c.ID)
		}
	},
})

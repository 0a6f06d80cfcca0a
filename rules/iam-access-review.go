package rules

import "github.com/soc2gate/soc2gate/account"

// IAMAccessReview looks for a review of everybody who has access.
var IAMAccessReview = add(Rule{
	ID:    "iam-access-review",
	Title: "Everybody who has access was on the list of an access review of the last 90 days",
	Criteria: []Support{
		{"CC6.2", "whoever has access was looked at again, and who should not have it was found"},
		{"CC6.3", "access is held against what people do today"},
	},
	Severity: High,
	Tier:     1,
	Why:      "Access outlives the reason for it: people move on, and roles of old projects stay.",
	Fix:      "Export the list with soc2gate evidence, go through it, and sign an access-review record that names its SHA-256; sign planned principals beforehand.",
	Reads:    []account.Kind{account.AccessReviews.Kind, account.Users.Kind, account.Roles.Kind, account.AccountAssignments.Kind},
	Check: func(a *account.Account, r *Report) {
		r.Require(a, a.AccessReviewed(), "no signed review of access counts today: it and its list are to be younger than 90 days")
		if a.AccessReviews.Len() == 0 {
			return
		}
		reviewed := a.ReviewOf()
		for _, p := range a.Accessors() {
			r.Require(p.Base(), p.Ignored().OrElse(func() account.Bool { return reviewed(p) }), "%s is on the list of no access review that counts", p.Base().Called())
		}
	},
})

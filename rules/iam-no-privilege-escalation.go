package rules

import "github.com/soc2gate/soc2gate/account"

// IAMNoPrivilegeEscalation finds principals that can make themselves
// administrators with what they already have.
var IAMNoPrivilegeEscalation = add(Rule{
	ID:    "iam-no-privilege-escalation",
	Title: "No principal can give itself more permissions than it was given",
	Criteria: []Support{
		{"CC6.3", "permissions that can widen themselves are not least privilege"},
		{"CC3.3", "the ways to abuse granted access are considered"},
	},
	Severity: Critical,
	Tier:     2,
	Why:      "Two grants that look harmless together let their holder become an administrator.",
	Fix:      "Limit iam:PassRole and iam:Put*, iam:Attach*, iam:Create* to named resources, or set a permissions boundary.",
	Reads:    iamReads,
	Check: func(a *account.Account, r *Report) {
		for _, p := range a.Principals() {
			grants := a.GrantsOf(p)
			admin := grants.GrantsAdmin().And(a.Capped(p).Not())
			escalates := admin.OrElse(func() account.Bool { return a.Escalates(p, grants) })
			r.Require(p, escalates.Not(), "%s is an administrator or can make itself one", p.Called())
		}
	},
})

package rules

import "github.com/soc2gate/soc2gate/account"

// IAMMFADenyPolicy wants groups of people to be stopped without MFA.
var IAMMFADenyPolicy = add(Rule{
	ID:       "iam-mfa-deny-policy",
	Title:    "Every group with console users denies nearly everything without MFA",
	Criteria: []Support{{"CC6.1", "membership in a group is of no use to somebody who has a password or a key and no second factor"}},
	Severity: High,
	Tier:     2,
	Why:      "A user who never sets a device up, or who uses an access key, keeps all rights of the group.",
	Fix:      "Give the group a policy that denies all but setting up MFA, with BoolIfExists aws:MultiFactorAuthPresent = false.",
	Reads:    iamReads,
	Check: func(a *account.Account, r *Report) {
		for _, p := range a.Principals() {
			if g, group := p.Thing.(*account.Group); group {
				safe := a.HasConsoleUsers(g).Not().OrElse(func() account.Bool { return a.DeniedWithoutMFA(p) })
				r.Require(g, safe, "group %s has console users and does not stop them without MFA", g.Called())
			}
		}
	},
})

package rules

import "github.com/soc2gate/soc2gate/account"

// OrgNewAccountGuarded wants accounts to start out with limits and a record.
var OrgNewAccountGuarded = add(Rule{
	ID:    "org-new-account-guarded",
	Title: "Every member account stands under a policy that denies something, and a trail of the organization records it",
	Criteria: []Support{
		{"CC5.2", "the controls of the organization reach an account from its first day"},
		{"CC6.2", "nobody is let into an account before it has limits"},
	},
	Severity: High,
	Tier:     2,
	Why:      "An account that lands in the root or in a unit without policies is outside of all that the others are held to.",
	Fix:      "Set parent_id to a unit with service control policies, and keep an aws_cloudtrail with is_organization_trail = true.",
	Reads:    append([]account.Kind{account.Trails.Kind}, scpReads...),
	Check: func(a *account.Account, r *Report) {
		for one := range a.OrganizationAccounts.All() {
			free := a.Bound(one).Not()
			held := free.OrElse(func() account.Bool { return a.Guarded(one).And(a.RecordedByOrganization()) })
			message := "no service control policy denies account %s anything"
			if free.Tri() != account.True && a.Guarded(one).Tri() == account.True {
				message = "no trail of the organization records account %s"
			}
			r.Require(one, held, message, one.Called())
		}
	},
})

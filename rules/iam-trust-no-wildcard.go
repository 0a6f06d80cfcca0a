package rules

import "github.com/soc2gate/soc2gate/account"

// IAMTrustNoWildcard finds roles that anybody, or anybody of some account, may
// assume.
var IAMTrustNoWildcard = add(Rule{
	ID:    "iam-trust-no-wildcard",
	Title: "No role trusts everybody, a whole account without a condition, or any repository of GitHub",
	Criteria: []Support{
		{"CC6.1", "a role is assumed by those who are known"},
		{"CC6.3", "who holds a role is decided by its owner, not by another account"},
	},
	Severity: Critical,
	Tier:     2,
	Why:      "A role that trusts everybody is an account without a door.",
	Fix:      "Name roles as principals, or bind the trust with sts:ExternalId, aws:PrincipalOrgID or aws:PrincipalArn; for GitHub, name owner and repository in its sub.",
	Reads:    []account.Kind{account.Roles.Kind},
	Check: func(a *account.Account, r *Report) {
		own := account.Boundary{Account: a.ID, Organization: a.Organization}
		for role := range a.Roles.All() {
			everybody, github := role.Trust.TrustsEveryone(own), role.Trust.TrustsAnyRepository()
			people, message := everybody.Or(role.Trust.TrustsWholeAccount("")), "role %s trusts everybody or a whole account"
			if people.Tri() == account.False {
				message = "role %s trusts repositories on GitHub that it does not name"
			}
			r.Require(role, people.Or(github).Not(), message, role.Called()).
				Lower("the account it trusts is its own", func() account.Bool {
					return everybody.Or(role.Trust.TrustsWholeAccount(a.ID)).Or(github).Not()
				}).
				Lower("they are repositories of one owner", func() account.Bool {
					return people.Or(role.Trust.TrustsAnyOwner()).Not()
				})
		}
	},
})

package rules

import "github.com/soc2gate/soc2gate/account"

// IAMTrustNoWildcard finds roles that anybody, or anybody of some account, may
// assume.
var IAMTrustNoWildcard = add(Rule{
	ID:    "iam-trust-no-wildcard",
	Title: "No role trusts everybody, or a whole account without a condition",
	Criteria: []Support{
		{"CC6.1", "a role is assumed by those who are known"},
		{"CC6.3", "who holds a role is decided by its owner, not by another account"},
	},
	Severity: Critical,
	Tier:     2,
	Why:      "A role that trusts everybody is an account without a door.",
	Fix:      "Name roles as principals, or bind the trust with sts:ExternalId, aws:PrincipalOrgID or aws:PrincipalArn.",
	Reads:    []account.Kind{account.Roles.Kind},
	Check: func(a *account.Account, r *Report) {
		own := account.Boundary{Account: a.ID, Organization: a.Organization}
		for role := range a.Roles.All() {
			open := role.Trust.TrustsEveryone(own).Or(role.Trust.TrustsWholeAccount(""))
			r.Require(role, open.Not(), "role %s trusts everybody or a whole account", role.Called()).
				Lower("the account it trusts is its own", func() account.Bool {
					return role.Trust.TrustsEveryone(own).Or(role.Trust.TrustsWholeAccount(a.ID)).Not()
				})
		}
	},
})

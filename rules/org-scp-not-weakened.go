package rules

import "github.com/soc2gate/soc2gate/account"

// OrgSCPNotWeakened finds changes that lift what the organization denies.
var OrgSCPNotWeakened = add(Rule{
	ID:    "org-scp-not-weakened",
	Title: "No service control policy denies less than before, or fewer accounts",
	Criteria: []Support{
		{"CC5.2", "a limit that is set for all accounts stays in force"},
		{"CC8.1", "to lift it is a change that needs to be seen"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "What the policy denied takes effect at once for everybody in those accounts who was ever granted it.",
	Fix:      "Attach the policy that takes over first, in a change of its own, and then remove this one.",
	Reads: []account.Kind{
		account.OrganizationPolicies.Kind, account.OrganizationAttachments.Kind, account.OrganizationalUnits.Kind, account.OrganizationAccounts.Kind,
	},
	Check: func(a *account.Account, r *Report) {
		for p := range a.OrganizationPolicies.All() {
			weaker := p.Limits().AndThen(p.Weakened).AndThen(func() account.Bool { return a.PolicyInForce(p) })
			r.Require(p, weaker.Not(), "service control policy %s denies less than before%s", p.Called(), a.InForceFor(p))
		}
		for at := range a.OrganizationAttachments.All() {
			r.Require(at, a.KeepsDeny(at), "%s", a.Detached(at))
		}
		for at := range a.OrganizationAttachments.Removed() {
			if !at.Replaced() {
				r.Require(at, a.LiftsDeny(at).Not(), "%s", a.Detached(at))
			}
		}
	},
})

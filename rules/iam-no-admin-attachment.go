package rules

import "github.com/soc2gate/soc2gate/account"

// IAMNoAdminAttachment finds principals and permission sets that hold an
// administrator's policy.
var IAMNoAdminAttachment = add(Rule{
	ID:    "iam-no-admin-attachment",
	Title: "No user, role, group or permission set has an administrator's policy attached",
	Criteria: []Support{
		{"CC6.1", "access is limited to what was authorised"},
		{"CC6.3", "least privilege: whoever may do everything has no separated duties"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "Whoever takes over this principal has taken over the account.",
	Fix:      "Attach a policy with the actions that are used, or grant administration for a time through Identity Center.",
	Reads:    grantReads,
	Check: func(a *account.Account, r *Report) {
		for _, p := range a.Principals() {
			admin := p.Attached.Exists(func(at *account.Attachment) account.Bool { return a.AdminPolicy(at.Policy) })
			if p.Attached.Set() {
				r.Require(p, admin.Not(), "%s has an administrator's policy attached", p.Called()).
					Lower("a permissions boundary caps it", func() account.Bool { return a.Capped(p) })
			}
		}
		for s := range a.PermissionSets.All() {
			if s.Attached.Set() || s.Customer.Set() {
				r.Require(s, a.SetAttachesAdmin(s).Not(), "permission set %s has an administrator's policy attached", s.Called()).
					Lower("a permissions boundary caps it", func() account.Bool { return a.SetCapped(s) })
			}
		}
	},
})

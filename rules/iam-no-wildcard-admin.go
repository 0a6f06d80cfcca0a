package rules

import "github.com/soc2gate/soc2gate/account"

// IAMNoWildcardAdmin finds policies of one's own that grant everything.
var IAMNoWildcardAdmin = add(Rule{
	ID:    "iam-no-wildcard-admin",
	Title: "No policy of the account's own grants every action on every resource",
	Criteria: []Support{
		{"CC6.1", "access is limited to what was authorised"},
		{"CC6.3", "least privilege: a grant of everything separates no duties"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "A policy that grants everything makes every other grant meaningless.",
	Fix:      "Name the actions and resources that are used; IAM Access Analyzer drafts a policy from the trail.",
	Reads:    grantReads,
	Check: func(a *account.Account, r *Report) {
		for p := range a.Policies.All() {
			if !p.ManagedByAWS() {
				r.Require(p, p.Document.GrantsAdmin().Not(), "policy %s grants every action on every resource", p.Called()).
					Lower("the policy is attached to nobody", func() account.Bool { return a.Attached(p).Not() }).
					Lower("a permissions boundary caps everybody who has it", func() account.Bool { return a.AttachedCapped(p) })
			}
		}
		for _, p := range a.Principals() {
			if p.Inline.Set() {
				r.Require(p, p.InlineAdmin().Not(), "an inline policy of %s grants every action on every resource", p.Called()).
					Lower("a permissions boundary caps it", func() account.Bool { return a.Capped(p) })
			}
		}
		for s := range a.PermissionSets.All() {
			if s.Inline.Set() {
				r.Require(s, s.Inline.GrantsAdmin().Not(), "the inline policy of permission set %s grants every action on every resource", s.Called()).
					Lower("a permissions boundary caps it", func() account.Bool { return a.SetCapped(s) })
			}
		}
	},
})

// grantReads adds what IAM Identity Center grants.
var grantReads = append([]account.Kind{account.PermissionSets.Kind}, iamReads...)

// iamReads is what the rules about grants look at.
var iamReads = []account.Kind{account.Policies.Kind, account.Users.Kind, account.Roles.Kind, account.Groups.Kind}

package rules

import "github.com/soc2gate/soc2gate/account"

// IAMConsoleUserMFA finds passwords that are enough to sign in with.
var IAMConsoleUserMFA = add(Rule{
	ID:    "iam-console-user-mfa",
	Title: "No user gets anywhere in the console with a password alone",
	Criteria: []Support{
		{"CC6.1", "a password that leaks is not enough to act as its owner"},
		{"CC6.6", "who comes in from outside shows a second factor"},
	},
	Severity: High,
	Tier:     1,
	Why:      "Terraform cannot enable a device for a user, so that a new password starts out without MFA.",
	Fix:      "Let people in through IAM Identity Center, or put the user in a group with a policy that denies everything without MFA.",
	Reads:    []account.Kind{account.Users.Kind, account.Groups.Kind, account.Policies.Kind},
	Check: func(a *account.Account, r *Report) {
		for u := range a.Users.All() {
			safe := u.LoginProfile.Is(true).Not().OrElse(func() account.Bool { return a.SignsInWithMFA(u) })
			r.Require(u, safe, "%s can sign in to the console with a password and no MFA", u.Called())
		}
	},
})

package rules

import "github.com/soc2gate/soc2gate/account"

// IAMRootMFA wants a second factor on the user that nothing limits.
var IAMRootMFA = add(Rule{
	ID:    "iam-root-mfa",
	Title: "The root user has MFA, or nothing to sign in with",
	Criteria: []Support{
		{"CC6.1", "the one user that no policy limits is not protected by a password alone"},
		{"CC6.6", "root can be signed in to from anywhere"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "Whoever learns the root password can do everything in the account and shut everybody else out.",
	Fix:      "Enable MFA for the root user, or in a member account remove its credentials through central root access.",
	Reads:    []account.Kind{account.Summaries.Kind, account.Features.Kind, account.Organizations.Kind},
	Check: func(a *account.Account, r *Report) {
		r.Require(a, a.RootProtected(), "the root user has no MFA")
	},
})

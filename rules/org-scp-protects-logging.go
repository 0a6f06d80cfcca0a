package rules

import "github.com/soc2gate/soc2gate/account"

// OrgSCPProtectsLogging wants member accounts to be unable to switch off what
// watches them.
var OrgSCPProtectsLogging = add(Rule{
	ID:    "org-scp-protects-logging",
	Title: "In every member account a service control policy keeps trail, Config, GuardDuty and Security Hub on",
	Criteria: []Support{
		{"CC5.2", "the limit holds whatever somebody in the account is granted"},
		{"CC6.1", "not even an administrator of the account can switch it off"},
		{"CC7.2", "monitoring goes on while an account is taken over"},
	},
	Severity: High,
	Tier:     2,
	Why:      "Who takes over an account switches off first what would tell on him.",
	Fix:      "Attach a policy to the root that denies stopping and deleting them to all but roles that it names.",
	Reads:    scpReads,
	Check: func(a *account.Account, r *Report) {
		if a.InOrganization().Tri() == account.False {
			return // there are no such policies
		}
		for one := range a.OrganizationAccounts.All() {
			kept := a.Bound(one).Not().OrElse(func() account.Bool { return a.Forbids(one, tampering...) })
			r.Require(one, kept, "no service control policy keeps account %s from switching off what watches it", one.Called())
		}
		r.Require(a, a.OrganizationAccounts.Complete(), "not all accounts of the organization are known")
	},
})

// tampering is what switches off the services that watch an account.
var tampering = []string{
	"cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "config:StopConfigurationRecorder", "config:DeleteConfigurationRecorder",
	"guardduty:DeleteDetector", "securityhub:DisableSecurityHub",
}

// scpReads is what tells which service control policies bind an account.
var scpReads = []account.Kind{
	account.Organizations.Kind, account.OrganizationAccounts.Kind, account.OrganizationalUnits.Kind,
	account.OrganizationPolicies.Kind, account.OrganizationAttachments.Kind,
}

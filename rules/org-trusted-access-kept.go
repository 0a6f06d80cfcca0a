package rules

import (
	"slices"

	"github.com/soc2gate/soc2gate/account"
)

// OrgTrustedAccessKept wants the services that watch all accounts to go on.
var OrgTrustedAccessKept = add(Rule{
	ID:    "org-trusted-access-kept",
	Title: "The services that watch and back up all accounts keep their access to the organization",
	Criteria: []Support{
		{"CC5.2", "controls that cover all accounts at once stay in place"},
		{"CC7.2", "no account drops out of central monitoring"},
	},
	Severity: High,
	Tier:     2,
	Why:      "Without trusted access an organization trail, aggregator or delegated administrator stops, in all accounts at once.",
	Fix:      "Keep the service in aws_service_access_principals.",
	Reads:    []account.Kind{account.OrganizationServiceAccesses.Kind},
	Check: func(a *account.Account, r *Report) {
		for s := range a.OrganizationServiceAccesses.All() {
			if slices.Contains(centralServices, s.ID) {
				r.Require(s, s.Enabled.Is(true), "%s may lose its access to the accounts of the organization", s.ID)
			}
		}
		for s := range a.OrganizationServiceAccesses.Removed() {
			if slices.Contains(centralServices, s.ID) {
				r.Require(s, account.Known(false, s.Gone()), "%s loses its access to the accounts of the organization", s.ID)
			}
		}
	},
})

// centralServices are those that cover the whole organization (AWS
// documentation, 2026-11).
var centralServices = []string{
	"cloudtrail.amazonaws.com", "config.amazonaws.com", "config-multiaccountsetup.amazonaws.com", "guardduty.amazonaws.com",
	"malware-protection.guardduty.amazonaws.com", "securityhub.amazonaws.com", "backup.amazonaws.com", "access-analyzer.amazonaws.com",
}

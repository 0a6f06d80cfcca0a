package rules

import "github.com/soc2gate/soc2gate/account"

// ApplyNotRefused finds what AWS will refuse in the middle of an apply.
var ApplyNotRefused = add(Rule{
	ID:    "apply-not-refused",
	Title: "AWS refuses no part of the change that is known to be refused",
	Criteria: []Support{
		{"CC8.1", "an apply that stops half-way leaves the account as nobody reviewed it"},
	},
	Severity: Medium,
	Tier:     2,
	Why:      "Terraform applies what comes before the refused call and nothing after it: half of the change is in place.",
	Fix:      "Change what AWS refuses, or lift what makes it refuse in a plan of its own, reviewed as such.",
	Reads: []account.Kind{
		account.Buckets.Kind, account.PublicAccessBlocks.Kind, account.BackupVaults.Kind, account.DBInstances.Kind, account.DBClusters.Kind,
		account.DataStores.Kind, account.Volumes.Kind, account.Keys.Kind, account.Aliases.Kind, account.Trails.Kind, account.Recorders.Kind,
		account.DeliveryChannels.Kind, account.Detectors.Kind, account.AuditStatuses.Kind, account.Assessments.Kind,
		account.OrganizationEffective.Kind,
	},
	Sort: Refusal,
	Check: func(a *account.Account, r *Report) {
		for _, one := range a.Refusals() {
			r.Require(one, one.Refused.Not(), "%s", one)
		}
	},
})

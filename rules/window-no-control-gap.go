package rules

import "github.com/soc2gate/soc2gate/account"

// WindowNoControlGap finds controls that are off for a part of the apply although
// they are there before it and after it.
var WindowNoControlGap = add(Rule{
	ID:    "window-no-control-gap",
	Title: "No control that a change replaces is off meanwhile, unless another covers the time",
	Criteria: []Support{
		{"CC7.2", "while the control is off nobody can notice anything"},
		{"CC4.1", "a control is to work during the whole window, not at both ends of it"},
		{"A1.2", "a backup that falls due while there is no plan is not made"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A plan shows the control before and after, and neither shows the time between, of which an auditor may ask.",
	Fix:      "Set lifecycle { create_before_destroy = true }, change what forces the replacement in place, or keep another one on.",
	Reads: []account.Kind{
		account.Trails.Kind, account.Recorders.Kind, account.DeliveryChannels.Kind, account.Detectors.Kind, account.FlowLogs.Kind,
		account.BackupPlans.Kind, account.BackupSelections.Kind, account.Alarms.Kind, account.OrganizationAttachments.Kind,
		account.OrganizationPolicies.Kind, account.Buckets.Kind, account.VPCs.Kind, account.Subnets.Kind,
	},
	Check: func(a *account.Account, r *Report) {
		for _, i := range a.Interruptions() {
			r.Require(i, i.Kept, "%s", i)
		}
	},
})

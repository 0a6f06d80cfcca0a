package rules

import "github.com/soc2gate/soc2gate/account"

// HostPatching wants patches installed on every host on a schedule.
var HostPatching = add(Rule{
	ID:    "host-patching",
	Title: "Patches are installed on every instance on a schedule, and the last run left none out",
	Criteria: []Support{
		{"CC7.1", "known vulnerabilities do not stay open"},
		{"CC6.8", "software that is fixed keeps what exploits it out"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A host that no schedule covers keeps every flaw that was found since its image was made.",
	Fix:      "Run AWS-RunPatchBaseline with Operation = Install by an aws_ssm_association or a maintenance window that targets the host or its tags.",
	Reads: []account.Kind{
		account.Instances.Kind, account.SSMAssociations.Kind, account.PatchStates.Kind, account.MaintenanceWindows.Kind,
		account.MaintenanceWindowTargets.Kind, account.MaintenanceWindowTasks.Kind,
	},
	Check: func(a *account.Account, r *Report) {
		for i := range a.Instances.All() {
			covered, message := a.Patched(i), "no association or maintenance window installs patches on %s"
			if covered.Tri() == account.True {
				message = "the last patching of %s left patches out"
			}
			r.Require(i, covered.And(a.LacksPatches(i).Not()), message, i.Called())
		}
		r.requireSeen(a, a.Instances.Complete(), "hosts", a.SSMAssociations.Moved(), a.MaintenanceWindows.Moved(),
			a.MaintenanceWindowTargets.Moved(), a.MaintenanceWindowTasks.Moved())
	},
})

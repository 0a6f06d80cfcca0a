package rules

import "github.com/soc2gate/soc2gate/account"

// BackupRestoreTestScheduled wants restores tested without anybody having to think of it.
var BackupRestoreTestScheduled = add(Rule{
	ID:    "backup-restore-test-scheduled",
	Title: "A restore testing plan restores every type of resource that is backed up",
	Criteria: []Support{
		{"A1.3", "recovery is tested again and again, not once"},
	},
	Severity: High,
	Tier:     2,
	Why:      "A restore that is tested by hand is tested once, and what changed since then is not.",
	Fix:      "Keep an aws_backup_restore_testing_plan with an aws_backup_restore_testing_selection for each protected_resource_type.",
	Reads:    append([]account.Kind{account.BackupProtectedResources.Kind, account.RestoreTestingPlans.Kind}, coverReads...),
	Check: func(a *account.Account, r *Report) {
		if scheduled := a.RestoresScheduled(); scheduled.Applies {
			r.Require(a, scheduled.Holds, "no restore testing plan restores %s", scheduled.Lacking())
		}
	},
})

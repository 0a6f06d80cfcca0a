package rules

import "github.com/soc2gate/soc2gate/account"

// BackupRestoreTestRecent wants proof that backups can be restored.
var BackupRestoreTestRecent = add(Rule{
	ID:    "backup-restore-test-recent",
	Title: "A restore of every type of resource that is backed up was completed and validated within a year",
	Criteria: []Support{
		{"A1.3", "a restore that was tested shows that the recovery plan works"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A backup that nobody ever restored is a hope, and an auditor asks for a dated test with its result.",
	Fix:      "Let an aws_backup_restore_testing_plan restore each type, and report the validation to AWS Backup (PutRestoreValidationResult).",
	Reads:    append([]account.Kind{account.BackupProtectedResources.Kind, account.RestoreJobs.Kind}, coverReads...),
	Check: func(a *account.Account, r *Report) {
		if tested := a.RestoresTested(); tested.Applies {
			r.Require(a, tested.Holds, "no restore of %s was completed and validated within a year", tested.Lacking())
		}
	},
})

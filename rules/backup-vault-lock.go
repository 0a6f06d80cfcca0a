package rules

import "github.com/soc2gate/soc2gate/account"

// BackupVaultLock wants backups that an administrator cannot delete.
var BackupVaultLock = add(Rule{
	ID:    "backup-vault-lock",
	Title: "Backups cannot be deleted at will: every vault in use is locked, or its policy denies that",
	Criteria: []Support{
		{"A1.2", "backups are there when they are needed"},
		{"CC7.5", "an intruder who takes over the account cannot take the backups away"},
	},
	Severity: High,
	Tier:     2,
	Why:      "Who wants a ransom deletes the backups first, with the permissions of an administrator.",
	Fix:      "Add an aws_backup_vault_lock_configuration, or a policy that denies backup:DeleteRecoveryPoint to everybody.",
	Reads:    []account.Kind{account.BackupVaults.Kind, account.BackupPlans.Kind},
	Check: func(a *account.Account, r *Report) {
		for v := range a.BackupVaults.All() {
			guarded := v.Guarded().OrElse(func() account.Bool { return a.VaultUnused(v) })
			r.Require(v, guarded, "backups in vault %s can be deleted: it has no lock, and its policy denies it not to everybody", v.Called())
		}
	},
})

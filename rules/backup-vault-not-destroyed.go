package rules

import "github.com/soc2gate/soc2gate/account"

// BackupVaultNotDestroyed finds backups that a change destroys, or lets the next one destroy.
var BackupVaultNotDestroyed = add(Rule{
	ID:    "backup-vault-not-destroyed",
	Title: "No backup vault is deleted with the recovery points in it, or set up to be",
	Criteria: []Support{
		{"A1.2", "recovery points stay until their retention ends"},
		{"C1.2", "backups are disposed of on purpose, not as a side effect"},
	},
	Severity: Critical,
	Tier:     2,
	Why:      "A vault that is deleted takes every backup in it along, and nothing brings those back.",
	Fix:      "Drop force_destroy, so that AWS refuses to delete a vault that is not empty; let recovery points expire or copy them first.",
	Reads:    []account.Kind{account.BackupVaults.Kind},
	Check: func(a *account.Account, r *Report) {
		for v := range a.BackupVaults.Removed() {
			r.Require(v, a.Spares(v).Because(v.Gone()), "backup vault %s is deleted with the recovery points in it", v.Called())
		}
		for v := range a.BackupVaults.All() {
			if opened := v.Unsecured(); opened.Tri() != account.False {
				safe := opened.Not().Or(a.Spares(v))
				r.Require(v, safe, "backup vault %s may from now on be deleted with the recovery points in it", v.Called())
			}
		}
	},
})

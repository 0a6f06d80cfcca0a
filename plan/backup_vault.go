package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_backup_vault": thing(account.BackupVaults, names{name: "name"}, func(v *account.BackupVault, c *change) {
		v.Type = c.fixed("BACKUP_VAULT")
		c.link(&v.Key, "kms_key_arn", account.Keys.Kind)
		c.boolean(&v.ForceDestroy, "force_destroy", false)
		c.integer(&v.RecoveryPoints, "recovery_points", 0)
		if c.creates() {
			unlock(v, c)
			v.Policy = account.NoDocument(c.origin, "")
		}
	}),
	// Such a vault is locked from the start (AWS documentation, 2026-11).
	"aws_backup_logically_air_gapped_vault": thing(account.BackupVaults, names{name: "name"}, func(v *account.BackupVault, c *change) {
		v.Type, v.Locked = c.fixed("LOGICALLY_AIR_GAPPED_BACKUP_VAULT"), c.yes()
		c.integer(&v.MinRetention, "min_retention_days")
		c.integer(&v.MaxRetention, "max_retention_days")
		v.ForceDestroy = account.Observed(false, c.origin, "")
		if c.creates() {
			v.RecoveryPoints = account.Observed(0, c.origin, "")
			v.Policy = account.NoDocument(c.origin, "")
		}
	}),
	"aws_backup_vault_lock_configuration": part("backup_vault_name", account.BackupVaults, vaultLock),
	"aws_backup_vault_policy": part("backup_vault_name", account.BackupVaults, func(v *account.BackupVault, c *change) {
		c.document(&v.Policy, "policy")
	}),
})

// unlock is how a vault is without a lock.
func unlock(v *account.BackupVault, c *change) {
	v.Locked, v.LockDate = account.Observed(false, c.origin, ""), c.fixed("")
	v.MinRetention, v.MaxRetention = account.Observed(0, c.origin, ""), account.Observed(0, c.origin, "")
}

// vaultLock reads a lock. Without changeable_for_days it can be taken away
// again; with it that ends so many days after it was made (AWS documentation,
// 2026-11).
func vaultLock(v *account.BackupVault, c *change) {
	c.integer(&v.MinRetention, "min_retention_days", 0)
	c.integer(&v.MaxRetention, "max_retention_days", 0)
	v.Locked = c.says(c.side != deleted)
	const attr = "changeable_for_days"
	if c.kept(attr) && v.LockDate.Set() {
		return
	}
	n := c.values().at(attr)
	switch {
	case c.rare.maybe != "":
		v.LockDate = account.Missing[string](c.openness(), c.origin, c.rare.maybe)
	case n.value == nil && !n.unknown():
		v.LockDate = account.Observed("", c.origin, attr)
	default:
		v.LockDate = account.Missing[string](account.LeftToAWS, c.origin, attr)
	}
}

package plan_test

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// nothingOfBackup is a live account without any backup, of which all is known.
const nothingOfBackup = `"backup.plans":{"items":[]},"backup.selections":{"items":[]},"organizations.effective_policies":{"items":[]},"backup.region_settings":{"items":[]},"backup.vaults":{"items":[]}`

func TestBackupSelectionsChooseWhatIsPlanned(t *testing.T) {
	_, after := judged(t, "plan/backup", nothingOfBackup)
	for address, want := range map[string]account.Tri{
		"aws_db_instance.orders":      yes, // by reference
		"aws_dynamodb_table.carts":    yes,
		"aws_dynamodb_table.sessions": yes, // by a tag, and its type is opted in
		"aws_dynamodb_table.scratch":  no,
		"aws_efs_file_system.media":   yes, // by a wildcard
		"aws_ebs_volume.data":         yes, // by a wildcard and a default tag; not opted in, and named
		"aws_ebs_volume.test":         no,  // a condition takes it out
	} {
		is(t, address, after.CoveredByBackup(stored(t, after, address)), want)
	}
}

// stored is the one thing at the address that can be backed up.
func stored(t *testing.T, a *account.Account, address string) account.Stored {
	t.Helper()
	var found account.Stored
	note := func(s account.Stored) {
		if s.Base().Address == address {
			found = s
		}
	}
	for i := range a.DBInstances.All() {
		note(i)
	}
	for s := range a.DataStores.All() {
		note(s)
	}
	for v := range a.Volumes.All() {
		note(v)
	}
	if found == nil {
		t.Fatalf("no %s", address)
	}
	return found
}

func TestWithoutTheSourcesReferencesToSeveralThingsAreOpen(t *testing.T) {
	p, b := loadedJSON(t, "plan/backup"), account.NewBuilder()
	must(t, p.Before(b))
	must(t, recording(t, nothingOfBackup).Fill(b))
	must(t, p.After(b))
	a := b.Build()
	is(t, "by reference", a.CoveredByBackup(stored(t, a, "aws_db_instance.orders")), maybe)
}

func TestVaultsAndTheirLocks(t *testing.T) {
	_, after := judged(t, "plan/backup", "")
	main, open := the(t, after.BackupVaults, "aws_backup_vault.main"), the(t, after.BackupVaults, "aws_backup_vault.open")
	is(t, "locked", main.Locked.Is(true), yes)
	is(t, "35 days", main.MinRetention.Is(35), yes)
	is(t, "no maximum", main.MaxRetention.Is(0), yes)
	is(t, "no day of the lock", main.LockDate.Is(""), maybe)
	is(t, "a policy", main.Policy.Present(), yes)
	is(t, "open is locked", open.Locked.Is(true), no)
	is(t, "open has a day of the lock", open.LockDate.Is(""), yes)
	is(t, "open has a policy", open.Policy.Present(), no)
	is(t, "open is destroyed with its backups", open.ForceDestroy.Is(true), yes)
}

func TestBackupRulesAreRead(t *testing.T) {
	_, after := judged(t, "plan/backup", "")
	daily, later := the(t, after.BackupPlans, "aws_backup_plan.daily"), the(t, after.BackupPlans, "aws_backup_plan.later")
	is(t, "daily", daily.Rules.Every(func(r *account.BackupRule) account.Bool {
		return r.DeleteAfter.Is(35).And(r.Continuous.Is(true)).And(after.BackupVaults.At(r.Vault, func(v *account.BackupVault) account.Bool { return v.Locked.Is(true) }))
	}), yes)
	is(t, "later has a rule", later.Rules.Exists(func(*account.BackupRule) account.Bool { return account.Known(true) }), yes)
	is(t, "later keeps backups", later.Rules.Every(func(r *account.BackupRule) account.Bool {
		return r.DeleteAfter.Is(0).And(r.Vault.To(the(t, after.BackupVaults, "aws_backup_vault.main")))
	}), yes)
}

func TestRestoreTestingSelectionsAreOfThePlan(t *testing.T) {
	_, after := judged(t, "plan/backup", "")
	weekly := the(t, after.RestoreTestingPlans, "aws_backup_restore_testing_plan.weekly")
	for typ, want := range map[string]account.Tri{"RDS": yes, "DynamoDB": no, "EBS": no} {
		is(t, typ, weekly.Selections.Exists(func(s *account.RestoreTestingSelection) account.Bool {
			return s.Type.Is(typ).And(s.Every.Is(true))
		}), want)
	}
}

package live

import (
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{
		kinds: []account.Kind{account.BackupVaults.Kind},
		calls: []any{backup.ListBackupVaultsInput{}, backup.GetBackupVaultAccessPolicyInput{}},
		last:  true,
		read:  backupVaults,
	})
	_ = collect(collector{kinds: []account.Kind{account.BackupRegionSettings.Kind}, calls: []any{backup.DescribeRegionSettingsInput{}}, read: backupRegionSettings})
	_ = collect(collector{kinds: []account.Kind{account.BackupProtectedResources.Kind}, calls: []any{backup.ListProtectedResourcesInput{}}, read: protectedResources})
)

// backupVaults reads vaults of all types. AWS leaves out the terms that a lock
// does not set, and the day after which it stays (AWS API reference, 2026-11).
func backupVaults(r *reader) {
	client := backup.NewFromConfig(r.config())
	for v := range each(r, client.ListBackupVaults, &backup.ListBackupVaultsInput{}, func(o *backup.ListBackupVaultsOutput) []types.BackupVaultListMember { return o.BackupVaultList }) {
		name := text(v.out.BackupVaultName)
		id := account.Ident{ARN: text(v.out.BackupVaultArn), ID: name, Name: name, Region: r.region}
		vault := account.BackupVaults.Add(r.to, id, v.origin)
		put(&vault.Type, word(v.out.VaultType), v.told)
		put(&vault.Locked, v.out.Locked, v.told)
		put(&vault.MinRetention, or(number(v.out.MinRetentionDays), 0), v.told)
		put(&vault.MaxRetention, or(number(v.out.MaxRetentionDays), 0), v.told)
		put(&vault.LockDate, or(moment(v.out.LockDate), ""), v.told)
		link(&vault.Key, v.out.EncryptionKeyArn, v.told)
		put(&vault.RecoveryPoints, number(&v.out.NumberOfRecoveryPoints), v.told)
		if r.wants(id.ARN, name) {
			r.also(func() {
				policy := ask(r, client.GetBackupVaultAccessPolicy, &backup.GetBackupVaultAccessPolicyInput{BackupVaultName: &name})
				document(&vault.Policy, policy.out.Policy, policy.given(policy.out.Policy != nil))
			})
		}
	}
}

func backupRegionSettings(r *reader) {
	answer := ask(r, backup.NewFromConfig(r.config()).DescribeRegionSettings, &backup.DescribeRegionSettingsInput{})
	choices := answer.out.ResourceTypeOptInPreference
	s := account.BackupRegionSettings.Add(r.to, account.Ident{ID: account.AccountID, Region: r.region}, answer.origin)
	all := []*account.BackupOptIn{}
	for _, name := range slices.Sorted(maps.Keys(choices)) {
		one := &account.BackupOptIn{}
		on := choices[name]
		put(&one.Type, &name, answer.told)
		put(&one.On, &on, answer.told)
		all = append(all, one)
	}
	list(&s.OptIns, all, answer.given(choices != nil))
}

func protectedResources(r *reader) {
	for p := range each(r, backup.NewFromConfig(r.config()).ListProtectedResources, &backup.ListProtectedResourcesInput{}, func(o *backup.ListProtectedResourcesOutput) []types.ProtectedResource { return o.Results }) {
		one := account.BackupProtectedResources.Add(r.to, account.Ident{ARN: text(p.out.ResourceArn), Region: r.region}, p.origin)
		linkGiven(&one.Resource, p.out.ResourceArn, p.told)
		put(&one.Type, p.out.ResourceType, p.told)
		put(&one.LastBackup, moment(p.out.LastBackupTime), p.told)
	}
}

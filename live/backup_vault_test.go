package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	lockedVault = `{"BackupVaultName": "main", "BackupVaultArn": "arn:aws:backup:us-east-1:123456789012:backup-vault:main", "VaultType": "BACKUP_VAULT", "VaultState": "AVAILABLE",
		"EncryptionKeyArn": "arn:aws:kms:us-east-1:123456789012:key/k", "NumberOfRecoveryPoints": 7, "Locked": true, "MinRetentionDays": 7, "MaxRetentionDays": 365, "LockDate": 1795000000.5}`
	openVault  = `{"BackupVaultName": "open", "BackupVaultArn": "arn:aws:backup:us-east-1:123456789012:backup-vault:open", "VaultType": "BACKUP_VAULT", "NumberOfRecoveryPoints": 0, "Locked": false}`
	lockedItem = `"Arn": "arn:aws:backup:us-east-1:123456789012:backup-vault:main", "Id": "main", "Name": "main", "Region": "us-east-1", "VaultType": "BACKUP_VAULT", "Locked": true,
		"MinRetentionDays": 7, "MaxRetentionDays": 365, "LockDate": "2026-11-18T11:06:40Z", "EncryptionKeyArn": "arn:aws:kms:us-east-1:123456789012:key/k", "NumberOfRecoveryPoints": 7`
	openItem = `"Arn": "arn:aws:backup:us-east-1:123456789012:backup-vault:open", "Id": "open", "Name": "open", "Region": "us-east-1", "VaultType": "BACKUP_VAULT", "Locked": false,
		"MinRetentionDays": 0, "MaxRetentionDays": 0, "LockDate": null, "EncryptionKeyArn": null, "NumberOfRecoveryPoints": 0`
	ofPolicy = "backup:GetBackupVaultAccessPolicy"
)

var _ = sample(fake{
	ofPolicy:                        answers(`{"BackupVaultName": "main", "Policy": "{\"Statement\": []}"}`),
	"backup:DescribeRegionSettings": answers(`{"ResourceTypeOptInPreference": {"RDS": true, "EBS": false}, "ResourceTypeManagementPreference": {"DynamoDB": true}}`),
	ofVaults:                        answers(`{"BackupVaultList": [` + lockedVault + `]}`),
	ofProtected:                     answers(protected),
	ofVault:                         answers(`{"RecoveryPoints": [` + onePoint + `]}`),
	ofResource:                      answers(`{"RecoveryPoints": [` + onePoint + `]}`),
})

func TestBackupVaults(t *testing.T) {
	both := answers(`{"BackupVaultList": [`+lockedVault+`], "NextToken": "2"}`, `{"BackupVaultList": [`+openVault+`]}`)
	for name, c := range map[string]struct {
		policy []any
		main   string
	}{
		"a policy":   {answers(`{"Policy": "{\"Statement\":[]}"}`), `{"Statement": []}`},
		"no policy":  {answers(refuses(ofPolicy, http.StatusBadRequest, "ResourceNotFoundException", "no policy")), `null`},
		"no answer":  {answers(`{}`), `{"unknown": "error", "call": "` + ofPolicy + `"}`},
		"no backend": {nil, `{"unknown": "unreachable", "call": "` + ofPolicy + `"}`},
	} {
		t.Run(name, func(t *testing.T) {
			rec, sender := recordedFor(t, fake{ofVaults: both, ofPolicy: c.policy}, func(name string) bool { return name == "main" }, account.BackupVaults.Kind)
			wantItems(t, rec, account.BackupVaults.Kind, `[{`+lockedItem+`, "Policy": `+c.main+`}, {`+openItem+`}]`)
			if n := sender.asked[ofPolicy]; c.policy != nil && n != 1 {
				t.Errorf("policies were asked for %d times", n)
			}
		})
	}
}

func TestBackupRegionSettings(t *testing.T) {
	const thing = `"Id": "account", "Region": "us-east-1", "ResourceTypeOptInPreference": `
	for answer, want := range map[string]string{
		`{"ResourceTypeOptInPreference": {"RDS": true, "EBS": false}}`: `[{"ResourceType": "EBS", "OptedIn": false}, {"ResourceType": "RDS", "OptedIn": true}]`,
		`{"ResourceTypeOptInPreference": {}}`:                          `[]`,
		`{}`:                                                           `{"unknown": "error", "call": "backup:DescribeRegionSettings"}`,
	} {
		rec, _ := recorded(t, fake{"backup:DescribeRegionSettings": answers(answer)}, account.BackupRegionSettings.Kind)
		wantItems(t, rec, account.BackupRegionSettings.Kind, `[{`+thing+want+`}]`)
	}
}

func TestProtectedResources(t *testing.T) {
	rec, _ := recorded(t, fake{ofProtected: answers(`{"Results": [{"ResourceArn": "` + theDB + `", "ResourceType": "RDS", "LastBackupTime": 1795000000.5}, {"ResourceArn": "arn:2"}]}`)}, account.BackupProtectedResources.Kind)
	wantItems(t, rec, account.BackupProtectedResources.Kind, `[
		{"Arn": "arn:2", "Region": "us-east-1", "ResourceArn": "arn:2", "ResourceType": {"unknown": "error", "call": "`+ofProtected+`"}, "LastBackupTime": {"unknown": "error", "call": "`+ofProtected+`"}},
		{"Arn": "`+theDB+`", "Region": "us-east-1", "ResourceArn": "`+theDB+`", "ResourceType": "RDS", "LastBackupTime": "2026-11-18T11:06:40Z"}]`)
}

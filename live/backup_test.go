package live

import (
	"net/http"
	"reflect"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	theDB, theTable = "arn:aws:rds:us-east-1:123456789012:db:db", "arn:aws:dynamodb:us-east-1:123456789012:table/t"

	ofProtected, ofResource = "backup:ListProtectedResources", "backup:ListRecoveryPointsByResource"
	ofVaults, ofVault       = "backup:ListBackupVaults", "backup:ListRecoveryPointsByBackupVault"

	protected = `{"Results": [{"ResourceArn": "` + theDB + `", "ResourceType": "RDS", "LastBackupTime": 1795000000.5}, {"ResourceArn": "` + theTable + `", "ResourceType": "DynamoDB"}]}`
	onePoint  = `{"RecoveryPointArn": "arn:aws:rds:us-east-1:123456789012:snapshot:awsbackup:1", "ResourceArn": "` + theDB + `", "CreationDate": 1795000000.5, "Status": "COMPLETED", "BackupVaultName": "a", "IsParent": false}`
	pointItem = `{"Arn": "arn:aws:rds:us-east-1:123456789012:snapshot:awsbackup:1", "Region": "us-east-1", "ResourceArn": "` + theDB + `", "CreationDate": "2026-11-18T11:06:40Z", "Status": "COMPLETED"}`
)

// gapOfOne is a gap that is of one resource only.
func gapOfOne(arn string, cause account.Cause) string {
	return `{"region": "us-east-1", "call": "` + ofResource + `", "cause": "` + string(cause) + `", "of": "` + arn + `"}`
}

func TestRecoveryPointsOfWhatIsWanted(t *testing.T) {
	denied := func(call string) any { return refuses(call, http.StatusBadRequest, "AccessDeniedException", "no") }
	asked := gapOfOne(theTable, account.NotCollected)
	for name, c := range map[string]struct {
		protected, points []any
		want              string
	}{
		"all":           {answers(protected), answers(`{"RecoveryPoints": [` + onePoint + `]}`), listed(t, ofResource, `[`+pointItem+`]`, asked)},
		"none":          {answers(protected), answers(`{"RecoveryPoints": []}`), listed(t, ofResource, `[]`, asked)},
		"second page":   {answers(protected), answers(`{"RecoveryPoints": [], "NextToken": "2"}`, `{"RecoveryPoints": [`+onePoint+`]}`), listed(t, ofResource, `[`+pointItem+`]`, asked)},
		"page refused":  {answers(protected), answers(`{"RecoveryPoints": [`+onePoint+`], "NextToken": "2"}`, denied(ofResource)), listed(t, ofResource, `[`+pointItem+`]`, gapOfOne(theDB, account.Denied), asked)},
		"refused":       {answers(protected), answers(denied(ofResource)), listed(t, ofResource, `[]`, gapOfOne(theDB, account.Denied), asked)},
		"nothing known": {answers(denied(ofProtected)), nil, listed(t, ofResource, `[]`, gap(ofProtected, account.Denied))},
		"unprotected":   {answers(`{"Results": []}`), nil, listed(t, ofResource, `[]`)},
		"sparse": {
			answers(`{"Results": [{"ResourceArn": "` + theDB + `"}]}`), answers(`{"RecoveryPoints": [{"RecoveryPointArn": "arn:1"}]}`),
			listed(t, ofResource, `[{"Arn": "arn:1", "Region": "us-east-1", "ResourceArn": "`+theDB+`", "CreationDate": {"unknown": "error", "call": "`+ofResource+`"}, "Status": {"unknown": "error", "call": "`+ofResource+`"}}]`),
		},
		"nameless": {
			answers(`{"Results": [{"ResourceArn": "` + theDB + `"}]}`), answers(`{"RecoveryPoints": [{"Status": "COMPLETED"}]}`), listed(t, ofResource, `[]`, gap(ofResource, account.Failed)),
		},
	} {
		t.Run(name, func(t *testing.T) {
			rec, sender := recordedFor(t, fake{ofProtected: c.protected, ofResource: c.points}, func(name string) bool { return name == theDB }, account.RecoveryPoints.Kind)
			wantRecorded(t, rec, account.RecoveryPoints.Kind, c.want)
			if n := sender.asked[ofVaults]; n != 0 {
				t.Errorf("vaults were listed %d times", n)
			}
		})
	}
}

func TestAllRecoveryPoints(t *testing.T) {
	vaults := `{"BackupVaultList": [{"BackupVaultName": "a"}, {"BackupVaultName": "b"}]}`
	no := refuses(ofVault, http.StatusBadRequest, "AccessDeniedException", "no")
	for name, c := range map[string]struct {
		vaults, points []any
		want           string
		sent           []string
	}{
		"all": {
			answers(vaults), answers(`{"RecoveryPoints": [], "NextToken": "2"}`, `{"RecoveryPoints": [`+onePoint+`]}`, `{"RecoveryPoints": []}`),
			listed(t, ofVault, `[`+pointItem+`]`), []string{ofVaults + " 1", ofVault + " 3"},
		},
		"one vault refused": {
			answers(vaults), answers(`{"RecoveryPoints": [`+onePoint+`]}`, no),
			listed(t, ofVault, `[`+pointItem+`]`, gap(ofVault, account.Denied)), []string{ofVaults + " 1", ofVault + " 2"},
		},
		"vaults refused": {
			answers(refuses(ofVaults, http.StatusBadRequest, "AccessDeniedException", "no")), nil,
			listed(t, ofVault, `[]`, gap(ofVaults, account.Denied)), []string{ofVaults + " 1"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			rec, sender := recorded(t, fake{ofVaults: c.vaults, ofVault: c.points}, account.RecoveryPoints.Kind)
			wantRecorded(t, rec, account.RecoveryPoints.Kind, c.want)
			if got := sender.operations(); !reflect.DeepEqual(got, c.sent) {
				t.Errorf("asked %q", got)
			}
		})
	}
}

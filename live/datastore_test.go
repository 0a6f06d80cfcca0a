package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofTables, ofTable, ofBackups = "dynamodb:ListTables", "dynamodb:DescribeTable", "dynamodb:DescribeContinuousBackups"
	ofFiles, ofWarehouses        = "elasticfilesystem:DescribeFileSystems", "redshift:DescribeClusters"

	tableItem = `{"Arn": "` + theTable + `", "Id": "t", "Region": "us-east-1", "ResourceType": "DynamoDB"`
	emptyCell = `<Clusters/>`
)

func stores(f fake) fake {
	all := fake{
		ofTables: answers(`{"TableNames": ["t"]}`), ofTable: answers(`{"Table": {"TableName": "t", "DeletionProtectionEnabled": true}}`),
		ofBackups: answers(`{"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED"}}}`),
		ofFiles:   answers(`{"FileSystems": []}`), ofWarehouses: answers(xml(ofWarehouses, emptyCell)),
	}
	for call, bodies := range f {
		all[call] = bodies
	}
	return all
}

func TestTables(t *testing.T) {
	no := func(call string) []any {
		return answers(refuses(call, http.StatusBadRequest, "AccessDeniedException", "no"))
	}
	off := `{"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "DISABLED"}}}`
	calls := func(more string) string {
		return `{"calls": {"existence": "` + ofTables + `", "ResourceType": "` + ofTables + `"` + more + `}`
	}
	known := calls(`, "DeletionProtectionEnabled": "` + ofTable + `", "SkipFinalSnapshot": "` + ofBackups + `"`)
	gone := func(call, cause string) string { return `{"unknown": "` + cause + `", "call": "` + call + `"}` }
	for name, c := range map[string]struct {
		fake fake
		want string
	}{
		"recoverable":     {fake{}, known + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": true, "SkipFinalSnapshot": false}]}`},
		"unrecoverable":   {fake{ofBackups: answers(off)}, known + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": true, "SkipFinalSnapshot": true}]}`},
		"backups refused": {fake{ofBackups: no(ofBackups)}, calls(`, "DeletionProtectionEnabled": "`+ofTable+`"`) + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": true, "SkipFinalSnapshot": ` + gone(ofBackups, "denied") + `}]}`},
		"table refused":   {fake{ofTable: no(ofTable)}, calls(`, "SkipFinalSnapshot": "`+ofBackups+`"`) + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": ` + gone(ofTable, "denied") + `, "SkipFinalSnapshot": false}]}`},
		"empty answers": {
			fake{ofTable: answers(`{}`), ofBackups: answers(`{}`)},
			calls("") + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": ` + gone(ofTable, "error") + `, "SkipFinalSnapshot": ` + gone(ofBackups, "error") + `}]}`,
		},
		"list refused":        {fake{ofTables: no(ofTables)}, listed(t, ofTables, `[]`, gap(ofTables, account.Denied))},
		"page refused":        {fake{ofTables: answers(`{"TableNames": ["t"], "LastEvaluatedTableName": "t"}`, no(ofTables)[0])}, known + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": true, "SkipFinalSnapshot": false}], "gaps": [` + gap(ofTables, account.Denied) + `]}`},
		"file systems denied": {fake{ofTables: answers(`{"TableNames": []}`), ofFiles: no(ofFiles)}, listed(t, ofTables, `[]`, gap(ofFiles, account.Denied))},
		"warehouses unknown":  {fake{ofTables: answers(`{"TableNames": []}`), ofWarehouses: answers("")}, listed(t, ofTables, `[]`, gap(ofWarehouses, account.Failed))},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, stores(c.fake), account.DataStores.Kind)
			wantRecorded(t, rec, account.DataStores.Kind, c.want)
		})
	}
}

func TestTableThatNobodyWants(t *testing.T) {
	rec, sender := recordedFor(t, stores(fake{}), func(string) bool { return false }, account.DataStores.Kind)
	wantRecorded(t, rec, account.DataStores.Kind, listed(t, ofTables, `[`+tableItem+`}]`))
	if sender.asked[ofTable]+sender.asked[ofBackups] != 0 {
		t.Errorf("asked %q", sender.operations())
	}
}

func TestOtherStores(t *testing.T) {
	rec, _ := recorded(t, stores(fake{
		ofTables:     answers(`{"TableNames": []}`),
		ofFiles:      answers(`{"FileSystems": [], "NextMarker": "2"}`, `{"Marker": "2", "FileSystems": [{"FileSystemId": "fs-1", "FileSystemArn": "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1"}]}`),
		ofWarehouses: answers(xml(ofWarehouses, `<Clusters><Cluster><ClusterIdentifier>w</ClusterIdentifier></Cluster></Clusters>`)),
	}), account.DataStores.Kind)
	wantRecorded(t, rec, account.DataStores.Kind, `{"calls": {"existence": "`+ofFiles+`", "ResourceType": "`+ofFiles+`"}, "items": [
		{"Arn": "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1", "Id": "fs-1", "Region": "us-east-1", "ResourceType": "EFS"},
		{"Arn": "arn:aws:redshift:us-east-1:123456789012:cluster:w", "Id": "w", "Region": "us-east-1", "ResourceType": "Redshift"}]}`)
}

package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofTables, ofTable, ofBackups = "dynamodb:ListTables", "dynamodb:DescribeTable", "dynamodb:DescribeContinuousBackups"
	ofTags                       = "dynamodb:ListTagsOfResource"
	ofFiles, ofWarehouses        = "elasticfilesystem:DescribeFileSystems", "redshift:DescribeClusters"

	tableItem   = `{"Arn": "` + theTable + `", "Id": "t", "Region": "us-east-1", "ResourceType": "DynamoDB"`
	tagsOfTable = `, "Tags": [{"Key": "Backup", "Value": "daily"}]`
	emptyCell   = `<Clusters/>`
)

func stores(f fake) fake {
	all := fake{
		ofTables: answers(`{"TableNames": ["t"]}`), ofTable: answers(`{"Table": {"TableName": "t", "DeletionProtectionEnabled": true}}`),
		ofBackups: answers(`{"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED"}}}`),
		ofTags:    answers(`{"Tags": [{"Key": "Backup", "Value": "daily"}]}`),
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
		return `{"calls": {"existence": "` + ofTables + `", "ResourceType": "` + ofTables + `", "Tags": "` + ofTags + `"` + more + `}`
	}
	known := calls(`, "DeletionProtectionEnabled": "` + ofTable + `", "SkipFinalSnapshot": "` + ofBackups + `"`)
	gone := func(call, cause string) string { return `{"unknown": "` + cause + `", "call": "` + call + `"}` }
	for name, c := range map[string]struct {
		fake fake
		want string
	}{
		"recoverable":     {fake{}, known + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": true, "SkipFinalSnapshot": false` + tagsOfTable + `}]}`},
		"unrecoverable":   {fake{ofBackups: answers(off)}, known + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": true, "SkipFinalSnapshot": true` + tagsOfTable + `}]}`},
		"backups refused": {fake{ofBackups: no(ofBackups)}, calls(`, "DeletionProtectionEnabled": "`+ofTable+`"`) + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": true, "SkipFinalSnapshot": ` + gone(ofBackups, "denied") + tagsOfTable + `}]}`},
		"table refused":   {fake{ofTable: no(ofTable)}, calls(`, "SkipFinalSnapshot": "`+ofBackups+`"`) + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": ` + gone(ofTable, "denied") + `, "SkipFinalSnapshot": false` + tagsOfTable + `}]}`},
		"empty answers": {
			fake{ofTable: answers(`{}`), ofBackups: answers(`{}`)},
			calls("") + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": ` + gone(ofTable, "error") + `, "SkipFinalSnapshot": ` + gone(ofBackups, "error") + tagsOfTable + `}]}`,
		},
		"list refused":        {fake{ofTables: no(ofTables)}, listed(t, ofTables, `[]`, gap(ofTables, account.Denied))},
		"page refused":        {fake{ofTables: answers(`{"TableNames": ["t"], "LastEvaluatedTableName": "t"}`, no(ofTables)[0])}, known + `, "items": [` + tableItem + `, "DeletionProtectionEnabled": true, "SkipFinalSnapshot": false` + tagsOfTable + `}], "gaps": [` + gap(ofTables, account.Denied) + `]}`},
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
		ofFiles:      answers(`{"FileSystems": [], "NextMarker": "2"}`, `{"Marker": "2", "FileSystems": [{"FileSystemId": "fs-1", "FileSystemArn": "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1", "Tags": [{"Key": "Name", "Value": "media"}, {"Key": "aws:backup:source", "Value": "x"}]}]}`),
		ofWarehouses: answers(xml(ofWarehouses, `<Clusters><Cluster><ClusterIdentifier>w</ClusterIdentifier><Tags><Tag><Key>a</Key><Value>b</Value></Tag></Tags></Cluster></Clusters>`)),
	}), account.DataStores.Kind)
	wantRecorded(t, rec, account.DataStores.Kind, `{"calls": {"existence": "`+ofFiles+`", "ResourceType": "`+ofFiles+`", "Tags": "`+ofFiles+`"}, "items": [
		{"Arn": "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1", "Id": "fs-1", "Region": "us-east-1", "ResourceType": "EFS", "Tags": [{"Key": "Name", "Value": "media"}]},
		{"Arn": "arn:aws:redshift:us-east-1:123456789012:cluster:w", "Id": "w", "Region": "us-east-1", "ResourceType": "Redshift", "Tags": [{"Key": "a", "Value": "b"}]}]}`)
}

var _ = sample(stores(fake{
	ofFiles:      answers(`{"FileSystems": [{"FileSystemId": "fs-1", "FileSystemArn": "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1", "Tags": []}]}`),
	ofWarehouses: answers(xml(ofWarehouses, `<Clusters><Cluster><ClusterIdentifier>w</ClusterIdentifier><Tags/></Cluster></Clusters>`)),
}))

func TestTagsOfStores(t *testing.T) {
	tag := func(key string) string { return `{"Key": "` + key + `", "Value": "x"}` }
	no := refuses(ofTags, http.StatusBadRequest, "AccessDeniedException", "no")
	for name, c := range map[string]struct {
		tags []any
		want string
	}{
		"none":         {answers(`{"Tags": []}`), `[]`},
		"two pages":    {answers(`{"Tags": [`+tag("a")+`, `+tag("aws:cloudformation:stack-name")+`], "NextToken": "2"}`, `{"Tags": [`+tag("b")+`]}`), `[` + tag("a") + `, ` + tag("b") + `]`},
		"page refused": {answers(`{"Tags": [`+tag("a")+`], "NextToken": "2"}`, no), `{"unknown": "denied", "call": "` + ofTags + `", "seen": [` + tag("a") + `]}`},
		"refused":      {answers(no), `{"unknown": "denied", "call": "` + ofTags + `"}`},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, stores(fake{ofTags: c.tags}), account.DataStores.Kind)
			wantItems(t, rec, account.DataStores.Kind, `[`+tableItem+`, "DeletionProtectionEnabled": true, "SkipFinalSnapshot": false, "Tags": `+c.want+`}]`)
		})
	}
	rec, _ := recorded(t, stores(fake{
		ofTables: answers(`{"TableNames": []}`), ofFiles: answers(`{"FileSystems": [{"FileSystemId": "fs-1"}]}`),
		ofWarehouses: answers(xml(ofWarehouses, `<Clusters><Cluster><ClusterIdentifier>w</ClusterIdentifier></Cluster></Clusters>`)),
	}), account.DataStores.Kind)
	wantItems(t, rec, account.DataStores.Kind, `[
		{"Arn": "arn:aws:redshift:us-east-1:123456789012:cluster:w", "Id": "w", "Region": "us-east-1", "ResourceType": "Redshift", "Tags": {"unknown": "error", "call": "`+ofWarehouses+`"}},
		{"Id": "fs-1", "Region": "us-east-1", "ResourceType": "EFS", "Tags": {"unknown": "error", "call": "`+ofFiles+`"}}]`)
}

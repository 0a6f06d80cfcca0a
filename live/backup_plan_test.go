package live

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	somePlans      = `{"BackupPlansList": [{"BackupPlanId": "p1", "BackupPlanArn": "arn:aws:backup:us-east-1:123456789012:backup-plan:p1", "BackupPlanName": "daily", "VersionId": "v"}]}`
	wholePlan      = `{"BackupPlanId": "p1", "BackupPlan": {"BackupPlanName": "daily", "Rules": [{"RuleName": "daily", "TargetBackupVaultName": "main", "ScheduleExpression": "cron(0 3 * * ? *)", "EnableContinuousBackup": true, "Lifecycle": {"DeleteAfterDays": 35}}]}}`
	someSelections = `{"BackupSelectionsList": [{"BackupPlanId": "p1", "SelectionId": "s1", "SelectionName": "all", "IamRoleArn": "arn:aws:iam::123456789012:role/backup"}]}`
	wholeSelection = `{"BackupPlanId": "p1", "SelectionId": "s1", "BackupSelection": {
		"SelectionName": "all", "Resources": ["*"], "NotResources": ["arn:aws:s3:::scratch"],
		"ListOfTags": [{"ConditionType": "STRINGEQUALS", "ConditionKey": "Backup", "ConditionValue": "daily"}],
		"Conditions": {"StringEquals": [{"ConditionKey": "aws:ResourceTag/Stage", "ConditionValue": "prod"}], "StringNotLike": [{"ConditionKey": "aws:ResourceTag/Name", "ConditionValue": "tmp*"}]}}}`
)

var _ = sample(fake{
	"backup:ListBackupPlans":      answers(somePlans),
	"backup:GetBackupPlan":        answers(wholePlan),
	"backup:ListBackupSelections": answers(someSelections),
	"backup:GetBackupSelection":   answers(wholeSelection),
})

func TestBackupPlans(t *testing.T) {
	const thing = `"Arn": "arn:aws:backup:us-east-1:123456789012:backup-plan:p1", "Id": "p1", "Region": "us-east-1"`
	rule := func(days, more string) string {
		return `{"BackupPlan": {"Rules": [{"RuleName": "r", "TargetBackupVaultName": "main", "Lifecycle": {` + days + `}` + more + `}]}}`
	}
	of := func(name, vault, schedule, on, days string) string {
		return `[{"RuleName": ` + name + `, "TargetBackupVaultName": ` + vault + `, "ScheduleExpression": ` + schedule + `, "EnableContinuousBackup": ` + on + `, "DeleteAfterDays": ` + days + `}]`
	}
	for name, c := range map[string]struct{ answer, want string }{
		"whole":              {wholePlan, of(`"daily"`, `"main"`, `"cron(0 3 * * ? *)"`, `true`, `35`)},
		"kept for ever":      {rule(`"DeleteAfterDays": -1`, ``), of(`"r"`, `"main"`, `null`, `false`, `0`)},
		"ends with an event": {rule(`"DeleteAfterEvent": "DELETE_AFTER_COPY"`, ``), of(`"r"`, `"main"`, `null`, `false`, `{"unknown": "unreadable", "call": "backup:GetBackupPlan"}`)},
		"sparse": {`{"BackupPlan": {"Rules": [{}]}}`, of(
			`{"unknown": "error", "call": "backup:GetBackupPlan"}`, `{"unknown": "error", "call": "backup:GetBackupPlan"}`, `null`, `false`, `0`,
		)},
		"no rules":  {`{"BackupPlan": {"Rules": []}}`, `[]`},
		"no answer": {`{}`, `{"unknown": "error", "call": "backup:GetBackupPlan"}`},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recordedFor(t, fake{"backup:ListBackupPlans": answers(somePlans), "backup:GetBackupPlan": answers(c.answer)}, func(string) bool { return false }, account.BackupPlans.Kind)
			wantItems(t, rec, account.BackupPlans.Kind, `[{`+thing+`, "Rules": `+c.want+`}]`)
		})
	}
}

func TestBackupSelections(t *testing.T) {
	const thing, gone = `"Id": "s1", "Region": "us-east-1", "BackupPlanId": "p1"`, `{"unknown": "error", "call": "backup:GetBackupSelection"}`
	condition := func(operator, key, value string) string {
		return `{"ConditionType": "` + operator + `", "ConditionKey": "` + key + `", "ConditionValue": "` + value + `"}`
	}
	for name, c := range map[string]struct{ answer, want string }{
		"whole": {wholeSelection, `, "Resources": [{"ResourceArn": "*"}], "NotResources": [{"ResourceArn": "arn:aws:s3:::scratch"}],
			"ListOfTags": [` + condition("STRINGEQUALS", "Backup", "daily") + `],
			"Conditions": [` + condition("StringEquals", "aws:ResourceTag/Stage", "prod") + `, ` + condition("StringNotLike", "aws:ResourceTag/Name", "tmp*") + `]`},
		"empty":     {`{"BackupSelection": {"SelectionName": "all"}}`, `, "Resources": [], "NotResources": [], "ListOfTags": [], "Conditions": []`},
		"no answer": {`{}`, `, "Resources": ` + gone + `, "NotResources": ` + gone + `, "ListOfTags": ` + gone + `, "Conditions": ` + gone},
	} {
		t.Run(name, func(t *testing.T) {
			f := fake{"backup:ListBackupPlans": answers(somePlans), "backup:ListBackupSelections": answers(`{"BackupSelectionsList": [], "NextToken": "2"}`, someSelections), "backup:GetBackupSelection": answers(c.answer)}
			rec, _ := recordedFor(t, f, func(string) bool { return false }, account.BackupSelections.Kind)
			wantItems(t, rec, account.BackupSelections.Kind, `[{`+thing+c.want+`}]`)
		})
	}
}

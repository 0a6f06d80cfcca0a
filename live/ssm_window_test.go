package live

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofAssociations, ofAssociation = "ssm:ListAssociations", "ssm:DescribeAssociation"
	ofWindows, ofTargets          = "ssm:DescribeMaintenanceWindows", "ssm:DescribeMaintenanceWindowTargets"
	ofTasks, ofTask               = "ssm:DescribeMaintenanceWindowTasks", "ssm:GetMaintenanceWindowTask"

	someAssociations = `{"Associations": [
		{"AssociationId": "a-1", "Name": "AWS-RunPatchBaseline", "ScheduleExpression": "rate(1 day)", "Targets": [{"Key": "InstanceIds", "Values": ["*"]}]},
		{"AssociationId": "a-2", "Name": "Own", "InstanceId": "i-1"},
		{"AssociationId": "a-3", "Name": "Own", "Targets": [{"Key": "tag:Stage", "Values": ["prod", "test"]}, {"Key": "tag-key"}]},
		{"AssociationId": "a-4", "Name": "Own"},
		{"AssociationId": "a-5", "Name": "Own", "Targets": [], "TargetMaps": [{"x": ["y"]}]}]}`
	oneAssociation = `{"AssociationDescription": {"AssociationId": "a-1", "Parameters": {"Operation": ["Install"], "Secret": ["hunter2"]}}}`
	someWindows    = `{"WindowIdentities": [{"WindowId": "mw-1", "Name": "night", "Enabled": true, "Schedule": "cron(0 2 ? * SUN *)", "Duration": 3, "Cutoff": 1}]}`
	someTargets    = `{"Targets": [{"WindowId": "mw-1", "WindowTargetId": "t-1", "ResourceType": "INSTANCE", "Targets": [{"Key": "tag:PatchGroup", "Values": ["web"]}]}]}`
	someTasks      = `{"Tasks": [
		{"WindowId": "mw-1", "WindowTaskId": "k-1", "Type": "RUN_COMMAND", "TaskArn": "AWS-RunPatchBaseline", "Targets": [{"Key": "WindowTargetIds", "Values": ["t-1"]}]},
		{"WindowId": "mw-1", "WindowTaskId": "k-2", "Type": "LAMBDA", "TaskArn": "arn:aws:lambda:us-east-1:123456789012:function:f"},
		{"WindowId": "mw-1", "WindowTaskId": "k-3", "Type": "RUN_COMMAND", "TaskArn": "Own"}]}`
	oneTask = `{"WindowId": "mw-1", "WindowTaskId": "k-1", "TaskInvocationParameters": {"RunCommand": {"Parameters": {"Operation": ["Scan"]}}}}`
)

var _ = sample(fake{
	ofAssociations: answers(someAssociations), ofAssociation: answers(oneAssociation),
	ofWindows: answers(someWindows), ofTargets: answers(someTargets), ofTasks: answers(someTasks), ofTask: answers(oneTask),
})

func TestAssociations(t *testing.T) {
	thing := func(id, document, schedule, more string) string {
		return `{"Arn": "arn:aws:ssm:us-east-1:123456789012:association/` + id + `", "Id": "` + id + `", "Region": "us-east-1", "DocumentName": "` + document + `", "ScheduleExpression": ` + schedule + `, "Targets": ` + more + `}`
	}
	for answer, operation := range map[string]string{
		oneAssociation:                   `"Install"`,
		`{"AssociationDescription": {}}`: `null`,
		`{}`:                             `{"unknown": "error", "call": "` + ofAssociation + `"}`,
	} {
		rec, sender := recordedFor(t, fake{ofAssociations: answers(`{"Associations": [], "NextToken": "2"}`, someAssociations), ofAssociation: answers(answer)}, func(string) bool { return false }, account.SSMAssociations.Kind)
		wantItems(t, rec, account.SSMAssociations.Kind, `[`+
			thing("a-1", "AWS-RunPatchBaseline", `"rate(1 day)"`, `[{"Key": "InstanceIds", "Value": "*"}], "Operation": `+operation)+`, `+
			thing("a-2", "Own", `null`, `[{"Key": "InstanceIds", "Value": "i-1"}]`)+`, `+
			thing("a-3", "Own", `null`, `[{"Key": "tag-key", "Value": {"unknown": "error", "call": "`+ofAssociations+`"}}, {"Key": "tag:Stage", "Value": "prod"}, {"Key": "tag:Stage", "Value": "test"}]`)+`, `+
			thing("a-4", "Own", `null`, `{"unknown": "error", "call": "`+ofAssociations+`"}`)+`, `+
			thing("a-5", "Own", `null`, `{"unknown": "unreadable", "call": "`+ofAssociations+`"}`)+`]`)
		if n := sender.asked[ofAssociation]; n != 1 {
			t.Errorf("%d associations were asked about", n)
		}
	}
}

func TestMaintenanceWindows(t *testing.T) {
	rec, _ := recorded(t, fake{ofWindows: answers(`{"WindowIdentities": [], "NextToken": "2"}`, someWindows), ofTargets: answers(someTargets)}, account.MaintenanceWindows.Kind)
	wantItems(t, rec, account.MaintenanceWindows.Kind, `[{"Id": "mw-1", "Region": "us-east-1", "Enabled": true, "Schedule": "cron(0 2 ? * SUN *)", "EndDate": null}]`)
	rec, _ = recorded(t, fake{ofWindows: answers(someWindows), ofTargets: answers(someTargets)}, account.MaintenanceWindowTargets.Kind)
	wantItems(t, rec, account.MaintenanceWindowTargets.Kind, `[{"Id": "t-1", "Region": "us-east-1", "WindowId": "mw-1", "Targets": [{"Key": "tag:PatchGroup", "Value": "web"}]}]`)
}

func TestMaintenanceWindowTasks(t *testing.T) {
	thing := func(id, kind, task, more string) string {
		return `{"Id": "` + id + `", "Region": "us-east-1", "WindowId": "mw-1", "TaskType": "` + kind + `", "TaskArn": "` + task + `", "Targets": ` + more + `}`
	}
	for answer, operation := range map[string]string{
		oneTask: `"Scan"`,
		`{"WindowTaskId": "k-1", "TaskParameters": {"Operation": {"Values": ["Install"]}}}`: `"Install"`,
		`{"WindowTaskId": "k-1"}`: `null`,
		`{}`:                      `{"unknown": "error", "call": "` + ofTask + `"}`,
	} {
		rec, sender := recordedFor(t, fake{ofWindows: answers(someWindows), ofTasks: answers(someTasks), ofTask: answers(answer)}, func(string) bool { return false }, account.MaintenanceWindowTasks.Kind)
		wantItems(t, rec, account.MaintenanceWindowTasks.Kind, `[`+
			thing("k-1", "RUN_COMMAND", "AWS-RunPatchBaseline", `[{"Key": "WindowTargetIds", "Value": "t-1"}], "Operation": `+operation)+`, `+
			thing("k-2", "LAMBDA", "arn:aws:lambda:us-east-1:123456789012:function:f", `[]`)+`, `+
			thing("k-3", "RUN_COMMAND", "Own", `{"unknown": "error", "call": "`+ofTasks+`"}`)+`]`)
		if n := sender.asked[ofTask]; n != 1 {
			t.Errorf("%d tasks were asked about", n)
		}
	}
}

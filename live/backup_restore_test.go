package live

import (
	"net/http"
	"testing"
	"time"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofJobs     = "backup:ListRestoreJobs"
	restored   = `{"RestoreJobs": [{"RestoreJobId": "j1", "Status": "COMPLETED", "ResourceType": "RDS", "CreationDate": 1794990000, "CompletionDate": 1795000000.5, "ValidationStatus": "SUCCESSFUL", "CreatedBy": {"RestoreTestingPlanArn": "arn:aws:backup:us-east-1:123456789012:restore-testing-plan:weekly-1"}}]}`
	testPlans  = `{"RestoreTestingPlans": [{"RestoreTestingPlanName": "weekly", "RestoreTestingPlanArn": "arn:aws:backup:us-east-1:123456789012:restore-testing-plan:weekly-1", "ScheduleExpression": "cron(0 3 ? * SUN *)"}]}`
	testPicks  = `{"RestoreTestingSelections": [{"RestoreTestingPlanName": "weekly", "RestoreTestingSelectionName": "db", "ProtectedResourceType": "RDS", "IamRoleArn": "arn"}]}`
	testPicked = `{"RestoreTestingSelection": {"RestoreTestingSelectionName": "db", "ProtectedResourceType": "RDS", "ProtectedResourceArns": ["*"], "ProtectedResourceConditions": {}}}`
)

var _ = sample(fake{
	ofJobs:                                answers(restored),
	"backup:ListRestoreTestingPlans":      answers(testPlans),
	"backup:ListRestoreTestingSelections": answers(testPicks),
	"backup:GetRestoreTestingSelection":   answers(testPicked),
})

func TestRestoreJobs(t *testing.T) {
	since := func(r *http.Request) refusal {
		text := r.URL.Query().Get("createdAfter")
		at, err := time.Parse(time.RFC3339, text)
		if age := time.Since(at); err != nil || age < 364*24*time.Hour || age > 367*24*time.Hour {
			t.Errorf("jobs were asked for since %q", text)
		}
		return refusal{status: http.StatusOK, body: `{"RestoreJobs": [{"RestoreJobId": "j2", "Status": "RUNNING", "ResourceType": "EBS"}, {"RestoreJobId": "j3", "Status": "COMPLETED"}], "NextToken": "2"}`}
	}
	rec, _ := recorded(t, fake{ofJobs: answers(since, restored)}, account.RestoreJobs.Kind)
	wantItems(t, rec, account.RestoreJobs.Kind, `[
		{"Id": "j1", "Region": "us-east-1", "Status": "COMPLETED", "ResourceType": "RDS", "CompletionDate": "2026-11-18T11:06:40Z", "ValidationStatus": "SUCCESSFUL", "RestoreTestingPlanArn": "arn:aws:backup:us-east-1:123456789012:restore-testing-plan:weekly-1"},
		{"Id": "j2", "Region": "us-east-1", "Status": "RUNNING", "ResourceType": "EBS", "CompletionDate": null, "ValidationStatus": null, "RestoreTestingPlanArn": null},
		{"Id": "j3", "Region": "us-east-1", "Status": "COMPLETED", "ResourceType": {"unknown": "error", "call": "`+ofJobs+`"}, "CompletionDate": {"unknown": "error", "call": "`+ofJobs+`"}, "ValidationStatus": null, "RestoreTestingPlanArn": null}]`)
}

func TestRestoreTestingPlans(t *testing.T) {
	const thing = `"Arn": "arn:aws:backup:us-east-1:123456789012:restore-testing-plan:weekly-1", "Name": "weekly", "Region": "us-east-1", "ScheduleExpression": "cron(0 3 ? * SUN *)", "Selections": `
	pick := func(every string) string {
		return `[{"RestoreTestingSelectionName": "db", "ProtectedResourceType": "RDS", "AllResources": ` + every + `}]`
	}
	one := func(more string) []any { return answers(`{"RestoreTestingSelection": {` + more + `}}`) }
	no := refuses("backup:x", http.StatusBadRequest, "AccessDeniedException", "no")
	for name, c := range map[string]struct {
		picks, picked []any
		want          string
	}{
		"all":       {answers(testPicks), answers(testPicked), pick(`true`)},
		"by name":   {answers(testPicks), one(`"ProtectedResourceArns": ["arn:1"]`), pick(`false`)},
		"by tag":    {answers(testPicks), one(`"ProtectedResourceArns": ["*"], "ProtectedResourceConditions": {"StringEquals": [{"Key": "aws:ResourceTag/a", "Value": "b"}]}`), pick(`false`)},
		"sparse":    {answers(testPicks), one(``), pick(`{"unknown": "error", "call": "backup:GetRestoreTestingSelection"}`)},
		"no detail": {answers(testPicks), answers(no), pick(`{"unknown": "denied", "call": "backup:GetRestoreTestingSelection"}`)},
		"none":      {answers(`{"RestoreTestingSelections": []}`), nil, `[]`},
		"no list":   {answers(no), nil, `{"unknown": "denied", "call": "backup:ListRestoreTestingSelections"}`},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recordedFor(t, fake{"backup:ListRestoreTestingPlans": answers(testPlans), "backup:ListRestoreTestingSelections": c.picks, "backup:GetRestoreTestingSelection": c.picked}, func(string) bool { return false }, account.RestoreTestingPlans.Kind)
			wantItems(t, rec, account.RestoreTestingPlans.Kind, `[{`+thing+c.want+`}]`)
		})
	}
}

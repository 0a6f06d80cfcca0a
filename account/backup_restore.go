package account

// The kinds of AWS Backup that show that backups can be restored.
var (
	RestoreJobs         = kind("backup.restore_jobs", func(a *Account) *Set[*RestoreJob] { return &a.RestoreJobs })
	RestoreTestingPlans = kind("backup.restore_testing_plans", func(a *Account) *Set[*RestoreTestingPlan] { return &a.RestoreTestingPlans })
)

// RestoreJob is one restore of a recovery point, be it a test or not. Of a live
// account only those are read that were begun within the last year.
type RestoreJob struct {
	Meta
	Status     Value[string] `aws:"Status"`
	Type       Value[string] `aws:"ResourceType"`
	Completed  Value[string] `aws:"CompletionDate"`   // RFC 3339, empty while it runs
	Validation Value[string] `aws:"ValidationStatus"` // FAILED, SUCCESSFUL, TIMED_OUT, VALIDATING or empty
	Plan       Link          `aws:"RestoreTestingPlanArn"`
}

// RestoreTestingPlan restores recovery points on a schedule to see that it
// works.
type RestoreTestingPlan struct {
	Meta
	Schedule   Value[string]                 `aws:"ScheduleExpression"`
	Selections Set[*RestoreTestingSelection] `aws:"Selections"`
}

// RestoreTestingSelection is what a restore testing plan restores of one type
// of resources.
type RestoreTestingSelection struct {
	Name Value[string] `aws:"RestoreTestingSelectionName"`
	Type Value[string] `aws:"ProtectedResourceType"`
	// Every says that the selection is of all resources of the type: its
	// ProtectedResourceArns are "*" and it has no conditions.
	Every Value[bool] `aws:"AllResources"`
}

package live

import (
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{kinds: []account.Kind{account.RestoreJobs.Kind}, calls: []any{backup.ListRestoreJobsInput{}}, read: restoreJobs})
	_ = collect(collector{
		kinds: []account.Kind{account.RestoreTestingPlans.Kind},
		calls: []any{backup.ListRestoreTestingPlansInput{}, backup.ListRestoreTestingSelectionsInput{}, backup.GetRestoreTestingSelectionInput{}},
		read:  restoreTestingPlans,
	})
)

// restoreJobs reads the restores that were begun within a year. One that did
// not come to its end has no time of that, and one that nothing looked at no
// validation (AWS API reference, 2026-11).
func restoreJobs(r *reader) {
	since := time.Now().AddDate(-1, 0, 0)
	in := &backup.ListRestoreJobsInput{ByCreatedAfter: &since}
	for j := range each(r, backup.NewFromConfig(r.config()).ListRestoreJobs, in, func(o *backup.ListRestoreJobsOutput) []types.RestoreJobsListMember { return o.RestoreJobs }) {
		job := account.RestoreJobs.Add(r.to, account.Ident{ID: text(j.out.RestoreJobId), Region: r.region}, j.origin)
		put(&job.Status, word(j.out.Status), j.told)
		put(&job.Type, j.out.ResourceType, j.told)
		completed := moment(j.out.CompletionDate)
		if j.out.Status != "" && j.out.Status != types.RestoreJobStatusCompleted {
			completed = or(completed, "")
		}
		put(&job.Completed, completed, j.told)
		put(&job.Validation, or(word(j.out.ValidationStatus), ""), j.told)
		link(&job.Plan, or(j.out.CreatedBy, types.RestoreJobCreator{}).RestoreTestingPlanArn, j.told)
	}
}

func restoreTestingPlans(r *reader) {
	client := backup.NewFromConfig(r.config())
	for p := range each(r, client.ListRestoreTestingPlans, &backup.ListRestoreTestingPlansInput{}, func(o *backup.ListRestoreTestingPlansOutput) []types.RestoreTestingPlanForList {
		return o.RestoreTestingPlans
	}) {
		plan := account.RestoreTestingPlans.Add(r.to, account.Ident{ARN: text(p.out.RestoreTestingPlanArn), Name: text(p.out.RestoreTestingPlanName), Region: r.region}, p.origin)
		put(&plan.Schedule, p.out.ScheduleExpression, p.told)
		r.also(func() { restoreTestingSelections(r, client, plan) })
	}
}

func restoreTestingSelections(r *reader, client *backup.Client, to *account.RestoreTestingPlan) {
	in := &backup.ListRestoreTestingSelectionsInput{RestoreTestingPlanName: &to.Name}
	found, gaps := all(r, client.ListRestoreTestingSelections, in, func(o *backup.ListRestoreTestingSelectionsOutput) []types.RestoreTestingSelectionForList {
		return o.RestoreTestingSelections
	})
	var selections []*account.RestoreTestingSelection
	for _, f := range found {
		one := &account.RestoreTestingSelection{}
		put(&one.Name, f.out.RestoreTestingSelectionName, f.told)
		put(&one.Type, f.out.ProtectedResourceType, f.told)
		whole := ask(r, client.GetRestoreTestingSelection, &backup.GetRestoreTestingSelectionInput{
			RestoreTestingPlanName: &to.Name, RestoreTestingSelectionName: f.out.RestoreTestingSelectionName,
		})
		put(&one.Every, everyResource(whole.out.RestoreTestingSelection), whole.told)
		selections = append(selections, one)
	}
	pages(&to.Selections, selections, gaps)
}

// everyResource tells whether a selection is of all resources of its type. One
// that names none says that with "*" (AWS API reference, 2026-11).
func everyResource(s *types.RestoreTestingSelectionForGet) *bool {
	if s == nil || len(s.ProtectedResourceArns) == 0 {
		return nil
	}
	c := or(s.ProtectedResourceConditions, types.ProtectedResourceConditions{})
	every := slices.Equal(s.ProtectedResourceArns, []string{"*"}) && len(c.StringEquals)+len(c.StringNotEquals) == 0
	return &every
}

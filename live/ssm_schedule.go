package live

import (
	"path"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{
		kinds: []account.Kind{account.SSMAssociations.Kind},
		calls: []any{ssm.ListAssociationsInput{}, ssm.DescribeAssociationInput{}},
		read:  associations,
	})
	_ = collect(collector{kinds: []account.Kind{account.MaintenanceWindows.Kind}, calls: []any{ssm.DescribeMaintenanceWindowsInput{}}, read: windows})
	_ = collect(collector{
		kinds: []account.Kind{account.MaintenanceWindowTargets.Kind},
		calls: []any{ssm.DescribeMaintenanceWindowsInput{}, ssm.DescribeMaintenanceWindowTargetsInput{}},
		read:  windowTargets,
	})
	_ = collect(collector{
		kinds: []account.Kind{account.MaintenanceWindowTasks.Kind},
		calls: []any{ssm.DescribeMaintenanceWindowsInput{}, ssm.DescribeMaintenanceWindowTasksInput{}, ssm.GetMaintenanceWindowTaskInput{}},
		read:  windowTasks,
	})
)

// patches tells whether the document, by its name or ARN, is one that patches
// or may: what it is told to do counts. The parameters of others may hold
// secrets and are not asked for.
func patches(document *string) bool {
	name := path.Base(text(document))
	return strings.HasPrefix(name, "AWS-") && strings.Contains(name, "Patch")
}

func associations(r *reader) {
	client := ssm.NewFromConfig(r.config())
	for a := range each(r, client.ListAssociations, &ssm.ListAssociationsInput{}, func(o *ssm.ListAssociationsOutput) []types.Association { return o.Associations }) {
		id := text(a.out.AssociationId)
		one := account.SSMAssociations.Add(r.to, account.Ident{ARN: r.arn("ssm", "association/"+id), ID: id, Region: r.region}, a.origin)
		put(&one.Document, a.out.Name, a.told)
		put(&one.Schedule, or(a.out.ScheduleExpression, ""), a.told) // without one it runs once
		list(&one.Targets, associationTargets(a), a.given(a.out.Targets != nil || a.out.InstanceId != nil))
		if a.out.TargetMaps != nil {
			one.Targets = one.Targets.Doubted(account.Gap{Call: a.origin.Ref, Cause: account.Unreadable})
		}
		if patches(a.out.Name) {
			r.also(func() {
				whole := ask(r, client.DescribeAssociation, &ssm.DescribeAssociationInput{AssociationId: &id})
				d := whole.out.AssociationDescription
				put(&one.Operation, operationIn(or(d, types.AssociationDescription{}).Parameters), whole.given(d != nil))
			})
		}
	}
}

// associationTargets are the targets of an association; one of the old sort has
// one host.
func associationTargets(a answer[types.Association]) []*account.SSMTarget {
	if a.out.InstanceId != nil {
		key := "InstanceIds"
		return targets([]types.Target{{Key: &key, Values: []string{*a.out.InstanceId}}}, a.told)
	}
	return targets(a.out.Targets, a.told)
}

// targets has one item for each value. A key without any, which limits the
// others none the less, has one whose value is not known.
func targets(all []types.Target, by told) []*account.SSMTarget {
	var found []*account.SSMTarget
	for _, t := range all {
		values := make([]*string, 0, len(t.Values))
		for i := range t.Values {
			values = append(values, &t.Values[i])
		}
		if len(values) == 0 {
			values = []*string{nil}
		}
		for _, value := range values {
			one := &account.SSMTarget{}
			put(&one.Key, t.Key, by)
			linkGiven(&one.Value, value, by)
			found = append(found, one)
		}
	}
	return found
}

// operationIn is the parameter that says what a document is to do.
func operationIn(parameters map[string][]string) *string {
	if values := parameters["Operation"]; len(values) > 0 {
		return &values[0]
	}
	none := ""
	return &none
}

func windowsOf(o *ssm.DescribeMaintenanceWindowsOutput) []types.MaintenanceWindowIdentity {
	return o.WindowIdentities
}

func windows(r *reader) {
	for w := range each(r, ssm.NewFromConfig(r.config()).DescribeMaintenanceWindows, &ssm.DescribeMaintenanceWindowsInput{}, windowsOf) {
		window := account.MaintenanceWindows.Add(r.to, account.Ident{ID: text(w.out.WindowId), Region: r.region}, w.origin)
		put(&window.Enabled, &w.out.Enabled, w.told)
		put(&window.Schedule, w.out.Schedule, w.told)
		put(&window.End, or(w.out.EndDate, ""), w.told)
	}
}

func windowTargets(r *reader) {
	client := ssm.NewFromConfig(r.config())
	for w := range each(r, client.DescribeMaintenanceWindows, &ssm.DescribeMaintenanceWindowsInput{}, windowsOf) {
		in := &ssm.DescribeMaintenanceWindowTargetsInput{WindowId: w.out.WindowId}
		for t := range each(r, client.DescribeMaintenanceWindowTargets, in, func(o *ssm.DescribeMaintenanceWindowTargetsOutput) []types.MaintenanceWindowTarget {
			return o.Targets
		}) {
			one := account.MaintenanceWindowTargets.Add(r.to, account.Ident{ID: text(t.out.WindowTargetId), Region: r.region}, t.origin)
			linkGiven(&one.Window, w.out.WindowId, t.told)
			list(&one.Targets, targets(t.out.Targets, t.told), t.given(t.out.Targets != nil))
		}
	}
}

// windowTasks reads the tasks of all windows. A task of another sort than Run
// Command needs no targets, and AWS leaves them out then (AWS API reference,
// 2026-11).
func windowTasks(r *reader) {
	client := ssm.NewFromConfig(r.config())
	for w := range each(r, client.DescribeMaintenanceWindows, &ssm.DescribeMaintenanceWindowsInput{}, windowsOf) {
		in := &ssm.DescribeMaintenanceWindowTasksInput{WindowId: w.out.WindowId}
		for t := range each(r, client.DescribeMaintenanceWindowTasks, in, func(o *ssm.DescribeMaintenanceWindowTasksOutput) []types.MaintenanceWindowTask {
			return o.Tasks
		}) {
			task := account.MaintenanceWindowTasks.Add(r.to, account.Ident{ID: text(t.out.WindowTaskId), Region: r.region}, t.origin)
			linkGiven(&task.Window, w.out.WindowId, t.told)
			put(&task.Type, word(t.out.Type), t.told)
			put(&task.Task, t.out.TaskArn, t.told)
			list(&task.Targets, targets(t.out.Targets, t.told), t.given(t.out.Targets != nil || t.out.Type != types.MaintenanceWindowTaskTypeRunCommand))
			if patches(t.out.TaskArn) {
				r.also(func() { taskOperation(r, client, *w.out.WindowId, task) })
			}
		}
	}
}

// taskOperation reads what a task tells its document. One of the old sort keeps
// that beside the parameters of Run Command.
func taskOperation(r *reader, client *ssm.Client, window string, to *account.MaintenanceWindowTask) {
	whole := ask(r, client.GetMaintenanceWindowTask, &ssm.GetMaintenanceWindowTaskInput{WindowId: &window, WindowTaskId: &to.ID})
	run := or(whole.out.TaskInvocationParameters, types.MaintenanceWindowTaskInvocationParameters{}).RunCommand
	parameters := or(run, types.MaintenanceWindowRunCommandParameters{}).Parameters
	if old := whole.out.TaskParameters["Operation"].Values; len(old) > 0 {
		parameters = map[string][]string{"Operation": slices.Clone(old)}
	}
	put(&to.Operation, operationIn(parameters), whole.given(whole.out.WindowTaskId != nil))
}

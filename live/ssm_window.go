package live

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
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

package plan_test

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestPatchBaselinesAndGroups(t *testing.T) {
	_, after := judged(t, "plan/patching", "")
	linux, empty := the(t, after.PatchBaselines, "aws_ssm_patch_baseline.linux"), the(t, after.PatchBaselines, "aws_ssm_patch_baseline.empty")
	is(t, "linux is the default", linux.Default.Is(true), yes)
	is(t, "linux after a week", linux.Rules.Exists(func(r *account.PatchingRule) account.Bool { return r.ApproveAfter.Is(7) }), yes)
	is(t, "empty is the default", empty.Default.Is(true), no)
	is(t, "empty is of Windows", empty.System.Is("WINDOWS"), yes)
	is(t, "empty approves", empty.Rules.Exists(func(*account.PatchingRule) account.Bool { return account.Known(true) }), no)
	for g := range after.PatchGroups.All() {
		is(t, "web", g.Group.Is("web").And(g.Baseline.To(linux)), yes)
	}
	if after.PatchGroups.Len() != 1 {
		t.Errorf("%d groups", after.PatchGroups.Len())
	}
}

func TestTargetsOfAssociations(t *testing.T) {
	_, after := judged(t, "plan/patching", "")
	web := the(t, after.Instances, "aws_instance.web")
	is(t, "tag", account.Tagged(&web.Tags, "Patch Group", func(v string) bool { return v == "web" }), yes)
	everywhere, host := the(t, after.SSMAssociations, "aws_ssm_association.everywhere"), the(t, after.SSMAssociations, "aws_ssm_association.host")
	is(t, "every host", everywhere.Targets.Exists(func(s *account.SSMTarget) account.Bool { return s.Key.Is("InstanceIds").And(s.Value.Is("*")) }), yes)
	is(t, "installs", everywhere.Operation.Is("Install").And(everywhere.Document.Is("AWS-RunPatchBaseline")), yes)
	is(t, "scans once", host.Operation.Is("Scan").And(host.Schedule.Is("")), yes)
	is(t, "this host", host.Targets.Exists(func(s *account.SSMTarget) account.Bool { return s.Key.Is("InstanceIds").And(s.Value.To(web)) }), yes)
	is(t, "a group", host.Targets.Exists(func(s *account.SSMTarget) account.Bool { return s.Key.Is("tag:Patch Group").And(s.Value.Is("db")) }), yes)
}

func TestTasksOfMaintenanceWindows(t *testing.T) {
	_, after := judged(t, "plan/patching", "")
	task := the(t, after.MaintenanceWindowTasks, "aws_ssm_maintenance_window_task.patch")
	target := the(t, after.MaintenanceWindowTargets, "aws_ssm_maintenance_window_target.web")
	window := the(t, after.MaintenanceWindows, "aws_ssm_maintenance_window.sunday")
	is(t, "window of the task", task.Window.To(window), yes)
	is(t, "window of the target", target.Window.To(window), yes)
	is(t, "window runs", window.Enabled.Is(true).And(window.End.Is("")), yes)
	is(t, "installs", task.Operation.Is("Install"), yes)
	is(t, "target of the task", task.Targets.Exists(func(s *account.SSMTarget) account.Bool {
		return s.Key.Is("WindowTargetIds").And(s.Value.To(target))
	}), yes)
}

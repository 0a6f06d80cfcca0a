package plan

import (
	"fmt"

	"github.com/soc2gate/soc2gate/account"
)

var _ = understand(map[string]adapter{
	"aws_ssm_patch_baseline": thing(account.PatchBaselines, names{}, func(b *account.PatchBaseline, c *change) {
		c.text(&b.System, "operating_system", "WINDOWS")
		blocks(c, &b.Rules, "approval_rule", func(n node) []*account.PatchingRule {
			return []*account.PatchingRule{{ApproveAfter: c.approveAfter(n)}}
		})
		if c.creates() {
			b.Default = account.Observed(false, c.origin, "")
		}
	}),
	"aws_ssm_default_patch_baseline": part("baseline_id", account.PatchBaselines, func(b *account.PatchBaseline, c *change) {
		b.Default = c.says(c.side != deleted)
	}),
	"aws_ssm_patch_group": thing(account.PatchGroups, names{}, func(g *account.PatchGroup, c *change) {
		c.text(&g.Group, "patch_group")
		c.link(&g.Baseline, "baseline_id", account.PatchBaselines.Kind)
	}),
	"aws_ssm_association": thing(account.SSMAssociations, names{aliases: []string{"association_id"}}, func(a *account.SSMAssociation, c *change) {
		c.text(&a.Document, "name")
		c.text(&a.Operation, "parameters.Operation")
		c.text(&a.Schedule, "schedule_expression")
		c.ssmTargets(&a.Targets)
		id := c.values().at("instance_id")
		if name, _ := id.text(); name != "" || id.unknown() && c.written("instance_id") {
			a.Targets = account.ListOf(c.target("InstanceIds", id, "instance_id"))
		}
	}),
	"aws_ssm_maintenance_window": thing(account.MaintenanceWindows, names{}, func(w *account.MaintenanceWindow, c *change) {
		c.boolean(&w.Enabled, "enabled", true)
		c.text(&w.Schedule, "schedule")
		c.text(&w.End, "end_date")
	}),
	"aws_ssm_maintenance_window_target": thing(account.MaintenanceWindowTargets, names{}, func(t *account.MaintenanceWindowTarget, c *change) {
		c.link(&t.Window, "window_id", account.MaintenanceWindows.Kind)
		c.ssmTargets(&t.Targets)
	}),
	"aws_ssm_maintenance_window_task": thing(account.MaintenanceWindowTasks, names{aliases: []string{"window_task_id"}}, func(t *account.MaintenanceWindowTask, c *change) {
		c.link(&t.Window, "window_id", account.MaintenanceWindows.Kind)
		c.text(&t.Type, "task_type")
		c.text(&t.Task, "task_arn")
		c.ssmTargets(&t.Targets)
		c.operation(t)
	}),
})

// approveAfter reads after how many days a rule approves a patch. One that
// names a date in place of days approves nothing that comes out later.
func (c *change) approveAfter(n node) account.Value[int] {
	if date, _ := n.at("approve_until_date").text(); date != "" {
		return account.Missing[int](account.NotFollowed, c.origin, "approval_rule.approve_until_date")
	}
	return c.integerOf(n.at("approve_after_days"), "approval_rule.approve_after_days")
}

// operation reads what a task tells its document to do.
func (c *change) operation(t *account.MaintenanceWindowTask) {
	const attr = "task_invocation_parameters.0.run_command_parameters.0.parameter"
	if t.Operation.Set() && c.kept(attr) {
		return
	}
	parameters := c.values().at(attr)
	if parameters.unknown() {
		t.Operation = account.Missing[string](account.AfterApply, c.origin, attr)
		return
	}
	t.Operation = account.Observed("", c.origin, attr)
	for _, p := range parameters.items() {
		if name, _ := p.at("name").text(); name == "Operation" {
			t.Operation = c.textOf(p.at("values.0"), attr)
		}
	}
}

// ssmTargets reads blocks of a key and its values.
func (c *change) ssmTargets(to *account.Set[*account.SSMTarget]) {
	i := -1
	blocks(c, to, "targets", func(n node) []*account.SSMTarget {
		i++
		key, _ := n.at("key").text()
		attr := fmt.Sprintf("targets.%d.values", i)
		var all []*account.SSMTarget
		for _, one := range owners(n.at("values")) {
			target := c.target(key, one, attr)
			target.Key = c.textOf(n.at("key"), "targets.key")
			all = append(all, target)
		}
		return all
	})
}

// target is one value of a target, which may name a thing.
func (c *change) target(key string, n node, attr string) *account.SSMTarget {
	kind := account.Instances.Kind
	if key == "WindowTargetIds" {
		kind = account.MaintenanceWindowTargets.Kind
	}
	return &account.SSMTarget{Key: c.fixed(key), Value: c.linkAt(n, attr, kind)}
}

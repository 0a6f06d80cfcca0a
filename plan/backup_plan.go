package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_backup_plan": thing(account.BackupPlans, names{}, func(p *account.BackupPlan, c *change) {
		blocks(c, &p.Rules, "rule", c.backupRule)
		if c.values().at("rule").unknown() && c.rare.maybe == "" {
			p.Rules = p.Rules.With(c.someRule()) // a plan has at least one
		}
	}),
	"aws_backup_selection": thing(account.BackupSelections, names{}, func(s *account.BackupSelection, c *change) {
		c.link(&s.Plan, "plan_id", account.BackupPlans.Kind)
		c.resources(&s.Resources, "resources")
		c.resources(&s.Excluded, "not_resources")
		blocks(c, &s.AnyTag, "selection_tag", func(n node) []*account.BackupCondition {
			return []*account.BackupCondition{c.backupCondition(n, c.textOf(n.at("type"), "selection_tag.type"))}
		})
		blocks(c, &s.Conditions, "condition", c.backupConditions)
	}),
	"aws_backup_region_settings": setting(account.BackupRegionSettings, false, backupOptIns),
})

// backupRule reads one rule. Without a lifecycle backups are kept for ever (AWS
// documentation, 2026-11).
func (c *change) backupRule(n node) []*account.BackupRule {
	r := &account.BackupRule{
		Name:        c.textOf(n.at("rule_name"), "rule.rule_name"),
		Vault:       c.linkAt(n.at("target_vault_name"), c.onlyBlock("rule")+".target_vault_name", account.BackupVaults.Kind),
		Schedule:    c.textOf(n.at("schedule"), "rule.schedule"),
		Continuous:  c.truthOf(n.at("enable_continuous_backup"), "rule.enable_continuous_backup", false),
		DeleteAfter: c.integerOf(n.at("lifecycle.0.delete_after"), "rule.lifecycle.delete_after"),
	}
	if n.at("lifecycle").unknown() {
		r.DeleteAfter = account.Missing[int](account.AfterApply, c.origin, "rule.lifecycle")
	}
	return []*account.BackupRule{r}
}

// onlyBlock is the path of the one block that there is, or, of several, which
// have no order, one that leads nowhere.
func (c *change) onlyBlock(attr string) string {
	if len(c.values().at(attr).items()) == 1 {
		return attr + ".0"
	}
	return attr
}

// someRule is a rule of which nothing is known.
func (c *change) someRule() *account.BackupRule {
	text := account.Missing[string](account.AfterApply, c.origin, "rule")
	return &account.BackupRule{
		Name: text, Vault: account.LinkTo(text).Inexact(), Schedule: text,
		Continuous:  account.Missing[bool](account.AfterApply, c.origin, "rule"),
		DeleteAfter: account.Missing[int](account.AfterApply, c.origin, "rule"),
	}
}

// backupConditions reads a block with up to four lists of conditions.
func (c *change) backupConditions(n node) []*account.BackupCondition {
	var all []*account.BackupCondition
	for _, one := range []struct{ attr, operator string }{
		{"string_equals", "StringEquals"}, {"string_like", "StringLike"},
		{"string_not_equals", "StringNotEquals"}, {"string_not_like", "StringNotLike"},
	} {
		for _, condition := range owners(n.at(one.attr)) {
			all = append(all, c.backupCondition(condition, c.fixed(one.operator)))
		}
	}
	return all
}

func (c *change) backupCondition(n node, operator account.Value[string]) *account.BackupCondition {
	return &account.BackupCondition{
		Operator: operator,
		Key:      c.textOf(n.at("key"), "key"),
		Value:    c.textOf(n.at("value"), "value"),
	}
}

// backupOptIns lays the choices of the resource over those that are known.
// Deleting the resource leaves them as they are (AWS provider 5.100, 2026-11).
func backupOptIns(s *account.BackupRegionSetting, c *change) {
	const attr = "resource_type_opt_in_preference"
	n := c.values().at(attr)
	switch {
	case c.side == deleted, s.OptIns.Set() && c.kept(attr):
		return
	case c.rare.maybe != "" || n.unknown():
		s.OptIns = account.PartOf[*account.BackupOptIn](account.Gap{Call: c.Address, Via: attr, Cause: account.AfterApply})
		return
	}
	if c.side == stated {
		s.OptIns = account.ListOf[*account.BackupOptIn]()
	}
	for name, one := range n.members() {
		s.OptIns = s.OptIns.Without(func(o *account.BackupOptIn) bool { have, _ := o.Type.Get(); return have == name })
		s.OptIns = s.OptIns.With(&account.BackupOptIn{Type: account.Observed(name, c.origin, attr), On: c.truthOf(one, attr, false)})
	}
}

package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_backup_restore_testing_plan": thing(account.RestoreTestingPlans, names{name: "name"}, func(p *account.RestoreTestingPlan, c *change) {
		c.text(&p.Schedule, "schedule_expression")
		if c.creates() {
			p.Selections = account.ListOf[*account.RestoreTestingSelection]()
		}
	}),
	"aws_backup_restore_testing_selection": oneOf("restore_testing_plan_name", account.RestoreTestingPlans, member(
		func(p *account.RestoreTestingPlan) *account.Set[*account.RestoreTestingSelection] {
			return &p.Selections
		},
		(*change).restoreTestingSelection,
		func(s *account.RestoreTestingSelection) string {
			name, known := s.Name.Get()
			return keyOr(name, known, s.Name.Fact())
		})),
})

func (c *change) restoreTestingSelection() []*account.RestoreTestingSelection {
	n := c.values()
	return []*account.RestoreTestingSelection{{
		Name:  c.textOf(n.at("name"), "name"),
		Type:  c.textOf(n.at("protected_resource_type"), "protected_resource_type"),
		Every: c.everyResource(n),
	}}
}

// everyResource tells whether a selection is of all resources of its type.
func (c *change) everyResource(n node) account.Value[bool] {
	const attr = "protected_resource_arns"
	arns, conditions := n.at(attr), n.at("protected_resource_conditions")
	if arns.partly() || conditions.partly() {
		return account.Missing[bool](account.AfterApply, c.origin, attr)
	}
	list := arns.items()
	if len(list) == 0 {
		return account.Missing[bool](account.LeftToAWS, c.origin, attr)
	}
	first, _ := list[0].text()
	limited := false
	for _, one := range conditions.items() {
		limited = limited || len(one.at("string_equals").items())+len(one.at("string_not_equals").items()) > 0
	}
	return account.Observed(len(list) == 1 && first == "*" && !limited, c.origin, attr)
}

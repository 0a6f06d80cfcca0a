package live

import (
	"github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/soc2gate/soc2gate/account"
)

// Plans and selections are few, and whether anything is backed up all of them
// have a say in: each is read whole.
var (
	_ = collect(collector{
		kinds: []account.Kind{account.BackupPlans.Kind},
		calls: []any{backup.ListBackupPlansInput{}, backup.GetBackupPlanInput{}},
		leads: true,
		read:  backupPlans,
	})
	_ = collect(collector{
		kinds: []account.Kind{account.BackupSelections.Kind},
		calls: []any{backup.ListBackupPlansInput{}, backup.ListBackupSelectionsInput{}, backup.GetBackupSelectionInput{}},
		read:  backupSelections,
	})
)

func plansOf(o *backup.ListBackupPlansOutput) []types.BackupPlansListMember { return o.BackupPlansList }

func backupPlans(r *reader) {
	client := backup.NewFromConfig(r.config())
	for p := range each(r, client.ListBackupPlans, &backup.ListBackupPlansInput{}, plansOf) {
		plan := account.BackupPlans.Add(r.to, account.Ident{ARN: text(p.out.BackupPlanArn), ID: text(p.out.BackupPlanId), Region: r.region}, p.origin)
		r.also(func() {
			whole := ask(r, client.GetBackupPlan, &backup.GetBackupPlanInput{BackupPlanId: p.out.BackupPlanId})
			rules := or(whole.out.BackupPlan, types.BackupPlan{}).Rules
			listOf(&plan.Rules, rules, whole.told, func(one types.BackupRule) []*account.BackupRule {
				return []*account.BackupRule{backupRule(one, whole.told)}
			})
		})
	}
}

// backupRule is one rule. AWS leaves out a schedule that is the default one,
// continuous backups that are off and a lifecycle that ends nothing; a negative
// number of days keeps backups for ever (AWS API reference, 2026-11).
func backupRule(one types.BackupRule, by told) *account.BackupRule {
	rule := &account.BackupRule{}
	put(&rule.Name, one.RuleName, by)
	linkGiven(&rule.Vault, one.TargetBackupVaultName, by)
	put(&rule.Schedule, or(one.ScheduleExpression, ""), by)
	put(&rule.Continuous, or(one.EnableContinuousBackup, false), by)
	life := or(one.Lifecycle, types.Lifecycle{})
	days := max(*or(life.DeleteAfterDays, 0), 0)
	put(&rule.DeleteAfter, number(&days), by)
	if life.DeleteAfterEvent != "" {
		rule.DeleteAfter = account.Missing[int](account.Unreadable, by.origin, "")
	}
	return rule
}

func backupSelections(r *reader) {
	client := backup.NewFromConfig(r.config())
	for p := range each(r, client.ListBackupPlans, &backup.ListBackupPlansInput{}, plansOf) {
		in := &backup.ListBackupSelectionsInput{BackupPlanId: p.out.BackupPlanId}
		for s := range each(r, client.ListBackupSelections, in, func(o *backup.ListBackupSelectionsOutput) []types.BackupSelectionsListMember {
			return o.BackupSelectionsList
		}) {
			selection := account.BackupSelections.Add(r.to, account.Ident{ID: text(s.out.SelectionId), Region: r.region}, s.origin)
			linkGiven(&selection.Plan, p.out.BackupPlanId, s.told)
			r.also(func() { backupSelection(r, client, selection) })
		}
	}
}

// backupSelection reads what a selection chooses. AWS leaves out the lists that
// are empty (AWS API reference, 2026-11), and none of them says more than the
// others: without the selection itself nothing is known of any.
func backupSelection(r *reader, client *backup.Client, to *account.BackupSelection) {
	plan, _ := to.Plan.Get()
	answer := ask(r, client.GetBackupSelection, &backup.GetBackupSelectionInput{BackupPlanId: &plan, SelectionId: &to.ID})
	by := answer.given(answer.out.BackupSelection != nil)
	s := or(answer.out.BackupSelection, types.BackupSelection{})
	list(&to.Resources, resourceRefs(s.Resources, by), by)
	list(&to.Excluded, resourceRefs(s.NotResources, by), by)
	var tags []*account.BackupCondition
	for _, c := range s.ListOfTags {
		tags = append(tags, backupCondition(word(c.ConditionType), c.ConditionKey, c.ConditionValue, by))
	}
	list(&to.AnyTag, tags, by)
	list(&to.Conditions, backupConditions(or(s.Conditions, types.Conditions{}), by), by)
}

func resourceRefs(arns []string, by told) []*account.ResourceRef {
	var all []*account.ResourceRef
	for _, arn := range arns {
		one := &account.ResourceRef{}
		linkGiven(&one.Resource, &arn, by)
		all = append(all, one)
	}
	return all
}

// backupConditions are the conditions that are listed by their operators.
func backupConditions(c *types.Conditions, by told) []*account.BackupCondition {
	var all []*account.BackupCondition
	for _, of := range []struct {
		operator string
		list     []types.ConditionParameter
	}{{"StringEquals", c.StringEquals}, {"StringLike", c.StringLike}, {"StringNotEquals", c.StringNotEquals}, {"StringNotLike", c.StringNotLike}} {
		for _, p := range of.list {
			all = append(all, backupCondition(&of.operator, p.ConditionKey, p.ConditionValue, by))
		}
	}
	return all
}

func backupCondition(operator, key, value *string, by told) *account.BackupCondition {
	c := &account.BackupCondition{}
	put(&c.Operator, operator, by)
	put(&c.Key, key, by)
	put(&c.Value, value, by)
	return c
}

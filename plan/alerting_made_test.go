package plan

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestAlertingWithoutTheSources(t *testing.T) {
	_, after := built(t, fixture(t, "plan/alerting"))
	if got := after.Alarmed(account.TrailChanges()); got.Tri() == account.False {
		t.Errorf("the chain is there: %v", got.Why())
	}
	for s := range after.Subscriptions.All() {
		if pending := s.Pending.Is(true); s.Protocol.Is("sqs").Tri() == account.True && pending.Tri() == account.True {
			t.Errorf("AWS asks nobody to confirm a queue: %v", pending.Why())
		}
	}
	for m := range after.Alarms.All() {
		if m.Address == "aws_cloudwatch_metric_alarm.trail_change" && (m.Actions.Len() != 1 || m.Actions.Complete().Tri() == account.True) {
			t.Errorf("%d actions, of which one is sure and others may be", m.Actions.Len())
		}
	}
}

func TestTargetsArnIsNotWhereTheTargetIs(t *testing.T) {
	const target = "aws_cloudwatch_event_target.central"
	p := made{changes: []string{does("create", target, "null",
		`{"rule":"r","target_id":"t","event_bus_name":"default","arn":"arn:aws:events:eu-west-1:444455556666:event-bus/central"}`, `{"id":true}`)}}.load(t)
	if at := p.Place(target); at.Account != "" || at.Region != "" {
		t.Errorf("%+v is where the other end is", at)
	}
	_, after := built(t, p)
	same(t, "rules", labels(after.EventRules), []string{"r"})
}

func TestGroupsThatTerraformOnlyForgets(t *testing.T) {
	const kept, gone = "aws_cloudwatch_log_group.kept", "aws_cloudwatch_log_group.gone"
	was1 := `{"arn":"arn:aws:logs:us-east-1:123456789012:log-group:kept","id":"kept","name":"kept","retention_in_days":400,"skip_destroy":true}`
	was2 := `{"arn":"arn:aws:logs:us-east-1:123456789012:log-group:gone","id":"gone","name":"gone","retention_in_days":400,"skip_destroy":false}`
	_, after := made{
		prior:   []string{was(kept, was1), was(gone, was2)},
		changes: []string{does("delete", kept, was1, "null", `{}`), does("delete", gone, was2, "null", `{}`)},
	}.built(t)
	same(t, "groups", labels(after.LogGroups), []string{"arn:aws:logs:us-east-1:123456789012:log-group:kept"})
}

func TestOlderRulesAreDisabledByAFlag(t *testing.T) {
	for values, want := range map[string]account.Tri{
		`"is_enabled":false,"state":null`:      account.False,
		`"is_enabled":true,"state":null`:       account.True,
		`"is_enabled":null,"state":"DISABLED"`: account.False,
		`"is_enabled":null,"state":null`:       account.True,
	} {
		_, after := made{changes: []string{does("create", "aws_cloudwatch_event_rule.r", "null", `{"name":"r","event_bus_name":"default",`+values+`}`, `{"id":true,"arn":true}`)}}.built(t)
		for r := range after.EventRules.All() {
			if got := r.Enabled(); got.Tri() != want {
				t.Errorf("%s: %v", values, got)
			}
		}
	}
}

func TestFiltersOfOneNameInTwoGroups(t *testing.T) {
	filter := func(group, pattern string) string {
		return `{"id":"f","name":"f","log_group_name":"` + group + `","pattern":"` + pattern + `","metric_transformation":[]}`
	}
	before, after := made{
		prior:   []string{was("aws_cloudwatch_log_metric_filter.a", filter("a", "x")), was("aws_cloudwatch_log_metric_filter.b", filter("b", "y"))},
		changes: []string{does("delete", "aws_cloudwatch_log_metric_filter.a", filter("a", "x"), "null", `{}`)},
	}.built(t)
	same(t, "before", labels(before.MetricFilters), []string{"a:f", "b:f"})
	same(t, "after", labels(after.MetricFilters), []string{"b:f"})
}

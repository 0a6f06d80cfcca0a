package plan_test

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// quiet is an account in which nobody has alerting yet.
const quiet = `"cloudtrail.trails":{"items":[]},"logs.groups":{"items":[]},"logs.metric_filters":{"items":[]},"cloudwatch.alarms":{"items":[]},` +
	`"events.rules":{"items":[]},"sns.topics":{"items":[]},"sns.subscriptions":{"items":[]},"kms.keys":{"items":[]},"kms.aliases":{"items":[]},"ec2.flow_logs":{"items":[]}`

func TestNewAlertingReachesSomebody(t *testing.T) {
	before, after := judged(t, "plan/alerting", quiet)
	is(t, "trail changes before", before.Alarmed(account.TrailChanges()), no)
	is(t, "trail changes", after.Alarmed(account.TrailChanges()), yes)
	is(t, "use of root, by an OpsItem", after.Alarmed(account.RootUsage()), yes)
	is(t, "GuardDuty", after.Routed("us-east-1", account.GuardDutyFindings()), yes)
	is(t, "GuardDuty in another region", after.Routed("eu-west-1", account.GuardDutyFindings()), no)
	is(t, "Security Hub, by a disabled rule on another bus", after.Routed("us-east-1", account.SecurityHubFindings()), no)
	for name, reaches := range map[string]account.Tri{
		"aws_cloudwatch_metric_alarm.trail_change": yes, "aws_cloudwatch_metric_alarm.root_usage": yes,
		"aws_cloudwatch_metric_alarm.load": yes, "aws_cloudwatch_metric_alarm.connections": yes,
	} {
		is(t, name, after.Reaches(the(t, after.Alarms, name)), reaches)
	}
	is(t, "a topic whose only subscription has a filter", after.Subscribed(the(t, after.Topics, "aws_sns_topic.nobody")), maybe)
}

func TestNewSubscriptions(t *testing.T) {
	_, after := judged(t, "plan/alerting", quiet)
	for name, want := range map[string]struct {
		pending  account.Tri
		endpoint string
	}{
		"people": {yes, ""}, "queue": {no, ""}, "elsewhere": {maybe, "arn:aws:sqs:us-east-1:210987654321:alerts"},
		"filtered": {maybe, "arn:aws:lambda:us-east-1:123456789012:function:page"},
	} {
		s := the(t, after.Subscriptions, "aws_sns_topic_subscription."+name)
		is(t, name+" is pending", s.Pending.Is(true), want.pending)
		if got, _ := s.Endpoint.Get(); got != want.endpoint {
			t.Errorf("the endpoint of %s is %q", name, got)
		}
	}
}

func TestNewAlarmsAndFilters(t *testing.T) {
	_, after := judged(t, "plan/alerting", quiet)
	load, connections := the(t, after.Alarms, "aws_cloudwatch_metric_alarm.load"), the(t, after.Alarms, "aws_cloudwatch_metric_alarm.connections")
	is(t, "a band", load.DetectsAnomalies(), yes)
	is(t, "a fixed threshold", connections.DetectsAnomalies(), no)
	for _, m := range []*account.Alarm{load, connections} {
		orders := func(l *account.Link) account.Bool { return l.Is("orders") }
		is(t, m.Called()+" watches the database", m.Watches("AWS/RDS", "DBInstanceIdentifier", orders), yes)
		is(t, m.Called()+" watches a queue", m.Watches("AWS/SQS", "QueueName", orders), no)
	}
	if n := after.MetricFilters.Len(); n != 3 {
		t.Errorf("%d filters: two of one name are in two groups", n)
	}
	errors := the(t, after.MetricFilters, "application:root-usage")
	is(t, "dimensions", errors.Transformations.Exists(func(m *account.Transformation) account.Bool { return m.Dimensional.Is(true) }), yes)
	is(t, "terms match no event for certain", errors.Matches(&account.RootUsage()[0]), maybe)
}

func TestNewLogGroups(t *testing.T) {
	_, after := judged(t, "plan/alerting", quiet)
	trail, application := the(t, after.LogGroups, "cloudtrail"), the(t, after.LogGroups, "application")
	is(t, "400 days", trail.Keeps(365), yes)
	is(t, "for ever", application.Keeps(365), yes)
	is(t, "holds the trail", after.HoldsEvidence(trail), yes)
	is(t, "holds the application", after.HoldsEvidence(application), no)
	is(t, "the key is the plan's", trail.Key.To(the(t, after.Keys, "aws_kms_key.alerts")), yes)
}

func TestNewEventRules(t *testing.T) {
	_, after := judged(t, "plan/alerting", quiet)
	for id, targets := range map[string]int{"findings": 1, "security/findings": 1, "aws_cloudwatch_event_rule.nightly": 1} {
		r := the(t, after.EventRules, id)
		if r.Targets.Len() != targets {
			t.Errorf("%s has %d targets", id, r.Targets.Len())
		}
		is(t, id+" has all its targets", r.Targets.Complete(), yes)
	}
	other := the(t, after.EventRules, "security/findings")
	is(t, "disabled", other.Enabled(), no)
	for target := range other.Targets.All() {
		if target.Service != "sqs" {
			t.Errorf("the new queue is a %q", target.Service)
		}
	}
	if n := after.EventRules.Len(); n != 3 {
		t.Errorf("%d rules: %q", n, called(after.EventRules))
	}
}

func TestLoosenedAlerting(t *testing.T) {
	before, after := judged(t, "plan/alerting-changed", "")
	is(t, "trail changes before", before.Alarmed(account.TrailChanges()), yes)
	is(t, "trail changes after, for all that Terraform knows", after.Alarmed(account.TrailChanges()), maybe)
	change := the(t, after.Alarms, "aws_cloudwatch_metric_alarm.trail_change")
	is(t, "the threshold went up", change.Loosened(), yes)
	is(t, "it did before", the(t, before.Alarms, "aws_cloudwatch_metric_alarm.trail_change").Loosened(), no)
	is(t, "an alarm that stays", the(t, after.Alarms, "aws_cloudwatch_metric_alarm.connections").Loosened(), no)
	is(t, "the pattern lost an alternative", the(t, after.MetricFilters, "cloudtrail:trail-change").Narrowed(), yes)
	is(t, "a filter that stays", the(t, after.MetricFilters, "cloudtrail:root-usage").Narrowed(), no)
	want(t, "filters that go", gone(after.MetricFilters), "aws_cloudwatch_log_metric_filter.errors")
	want(t, "subscriptions that go", gone(after.Subscriptions), "aws_sns_topic_subscription.queue")
	is(t, "30 days", the(t, after.LogGroups, "cloudtrail").Keeps(365), no)
	is(t, "400 days before", the(t, before.LogGroups, "cloudtrail").Keeps(365), yes)
}

func TestChangedTopicsAndRules(t *testing.T) {
	before, after := judged(t, "plan/alerting-changed", "")
	topic := the(t, after.Topics, "aws_sns_topic.alerts")
	is(t, "the policy is AWS's again", topic.Policy.Present(), no)
	is(t, "its own before", the(t, before.Topics, "aws_sns_topic.alerts").Policy.Present(), yes)
	is(t, "EventBridge is let in no more", after.Publishes(topic, "events.amazonaws.com"), no)
	findings := the(t, after.EventRules, "findings")
	if n := findings.Targets.Len(); n != 0 {
		t.Errorf("%d targets are left", n)
	}
	is(t, "disabled, and the provider leaves it so", the(t, after.EventRules, "security/findings").Enabled(), no)
	filtered := the(t, after.Subscriptions, "aws_sns_topic_subscription.filtered")
	is(t, "the filter is gone", filtered.Filtered.Is(false), yes)
	is(t, "confirmed", filtered.Pending.Is(false), yes)
}

func TestAnAlarmOfAnotherNameIsComparedWithTheOldOne(t *testing.T) {
	_, after := judged(t, "plan/alerting-changed", "")
	renamed := the(t, after.Alarms, "aws_cloudwatch_metric_alarm.root_usage")
	if old, was := account.Former(renamed); !was || old.Name != "root-usage" {
		t.Errorf("it takes the place of %v", old)
	}
	is(t, "only the name is new", renamed.Loosened(), no)
}

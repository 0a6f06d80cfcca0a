package account_test

import (
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// chain is a recorded account in which changes of trails are told to somebody.
const chain = `"cloudtrail.trails":{"items":[{"Arn":"arn:aws:cloudtrail:us-east-1:123456789012:trail/audit","Name":"audit","Region":"us-east-1","IsLogging":true,"IsMultiRegionTrail":true,"IncludeGlobalServiceEvents":true,
"CloudWatchLogsLogGroupArn":"arn:aws:logs:us-east-1:123456789012:log-group:trail:*"}]},
"logs.groups":{"items":[{"Arn":"arn:aws:logs:us-east-1:123456789012:log-group:trail","Name":"trail","Region":"us-east-1","retentionInDays":400}]},
"logs.metric_filters":{"items":[{"Id":"trail:changes","Region":"us-east-1","logGroupName":"trail","filterPattern":"{ $.eventSource = cloudtrail.amazonaws.com }","applyOnTransformedLogs":false,"fieldSelectionCriteria":null,
"metricTransformations":[{"metricName":"Changes","metricNamespace":"CIS","metricValue":"1","dimensions":false}]}]},
"cloudwatch.alarms":{"items":[{"Arn":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:changes","Name":"changes","Region":"us-east-1","MetricName":"Changes","Namespace":"CIS","Dimensions":[],"Metrics":[],
"Statistic":"Sum","Threshold":1,"ThresholdMetricId":null,"ComparisonOperator":"GreaterThanOrEqualToThreshold","EvaluationPeriods":1,"DatapointsToAlarm":null,"ActionsEnabled":true,"AlarmRule":null,"ActionsSuppressor":null,
"AlarmActions":[{"Arn":"arn:aws:sns:us-east-1:123456789012:alerts"}]}]},
"sns.topics":{"items":[{"Arn":"arn:aws:sns:us-east-1:123456789012:alerts","Name":"alerts","Region":"us-east-1","KmsMasterKeyId":null,"Policy":{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:Publish","SNS:Subscribe"],"Resource":"arn:aws:sns:us-east-1:123456789012:alerts","Condition":{"StringEquals":{"AWS:SourceOwner":"123456789012"}}}}}]},
"sns.subscriptions":{"items":[{"Arn":"arn:aws:sns:us-east-1:123456789012:alerts:1","TopicArn":"arn:aws:sns:us-east-1:123456789012:alerts","Protocol":"email","Endpoint":"on-call@example.com","PendingConfirmation":false,"FilterPolicy":false}]},
"events.rules":{"items":[]},"kms.keys":{"items":[{"Arn":"arn:aws:kms:us-east-1:123456789012:key/1","Id":"1","Policy":{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"kms:*","Resource":"*"}}}]},"kms.aliases":{"items":[]}`

func TestAlarmedNeedsTheWholeChain(t *testing.T) {
	is(t, "whole", live(t, chain).Alarmed(account.TrailChanges()), yes)
	for _, c := range []struct {
		name, from, to string
		want           account.Tri
	}{
		{"trail stopped", `"IsLogging":true`, `"IsLogging":false`, no},
		{"trail of one region", `"IsMultiRegionTrail":true`, `"IsMultiRegionTrail":false`, no},
		{"no log group", `"arn:aws:logs:us-east-1:123456789012:log-group:trail:*"`, `null`, no},
		{"the group of another account", `log-group:trail:*`, `log-group:central:*`, maybe},
		{"a filter of another group", `"logGroupName":"trail"`, `"logGroupName":"other"`, no},
		{"a filter in a region not read", `"Id":"trail:changes","Region":"us-east-1"`, `"Id":"trail:changes","Region":"eu-west-1"`, maybe},
		{"a filter somewhere", `"Id":"trail:changes","Region":"us-east-1"`, `"Id":"trail:changes"`, maybe},
		{"another pattern", `cloudtrail.amazonaws.com`, `iam.amazonaws.com`, no},
		{"a pattern of terms", `{ $.eventSource = cloudtrail.amazonaws.com }`, `DeleteTrail`, maybe},
		{"another metric", `"MetricName":"Changes"`, `"MetricName":"Other"`, no},
		{"under dimensions", `"dimensions":false`, `"dimensions":true`, no},
		{"a metric among others", `"MetricName":"Changes","Namespace":"CIS","Dimensions":[],"Metrics":[]`, `"MetricName":null,"Namespace":null,"Dimensions":[],"Metrics":[{"MetricName":"Changes","Namespace":"CIS"}]`, maybe},
		{"a query in place of a metric", `"MetricName":"Changes","Namespace":"CIS","Dimensions":[],"Metrics":[]`, `"MetricName":{"unknown":"not-applicable"},"Namespace":{"unknown":"not-applicable"},"Metrics":{"unknown":"not-applicable"}`, maybe},
		{"five events", `"Threshold":1`, `"Threshold":5`, no},
		{"more than one event", `GreaterThanOrEqualToThreshold`, `GreaterThanThreshold`, no},
		{"few events", `GreaterThanOrEqualToThreshold`, `LessThanThreshold`, no},
		{"an average", `"Sum"`, `"Average"`, maybe},
		{"events worth nothing", `"metricValue":"1"`, `"metricValue":"0"`, no},
		{"events worth a member", `"metricValue":"1"`, `"metricValue":"$.n"`, maybe},
		{"two periods", `"EvaluationPeriods":1`, `"EvaluationPeriods":2`, maybe},
		{"one of two periods", `"EvaluationPeriods":1,"DatapointsToAlarm":null`, `"EvaluationPeriods":2,"DatapointsToAlarm":1`, yes},
		{"a band", `"ThresholdMetricId":null`, `"ThresholdMetricId":"band"`, maybe},
		{"actions off", `"ActionsEnabled":true`, `"ActionsEnabled":false`, no},
		{"no action", `[{"Arn":"arn:aws:sns:us-east-1:123456789012:alerts"}]`, `[]`, no},
		{"a topic nobody saw", `[{"Arn":"arn:aws:sns:us-east-1:123456789012:alerts"}]`, `[{"Arn":"arn:aws:sns:us-east-1:444455556666:alerts"}]`, maybe},
		{"a function", `"AlarmActions":[{"Arn":"arn:aws:sns:us-east-1:123456789012:alerts"}]`, `"AlarmActions":[{"Arn":"arn:aws:lambda:us-east-1:123456789012:function:f"}]`, maybe},
		{"scaling", `"AlarmActions":[{"Arn":"arn:aws:sns:us-east-1:123456789012:alerts"}]`, `"AlarmActions":[{"Arn":"arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:x:autoScalingGroupName/g:policyName/p"}]`, no},
		{"an incident", `"AlarmActions":[{"Arn":"arn:aws:sns:us-east-1:123456789012:alerts"}]`, `"AlarmActions":[{"Arn":"arn:aws:ssm-incidents::123456789012:response-plan/p"}]`, yes},
		{"pending", `"PendingConfirmation":false`, `"PendingConfirmation":true`, no},
		{"not read", `"PendingConfirmation":false`, `"PendingConfirmation":{"unknown":"denied"}`, maybe},
		{"filtered", `"FilterPolicy":false`, `"FilterPolicy":true`, maybe},
		{"of another topic", `"TopicArn":"arn:aws:sns:us-east-1:123456789012:alerts"`, `"TopicArn":"arn:aws:sns:us-east-1:123456789012:other"`, no},
		{"policy of another account", `"AWS:SourceOwner":"123456789012"`, `"AWS:SourceOwner":"444455556666"`, maybe},
		{"policy for a user", `"Principal":{"AWS":"*"},"Action":["SNS`, `"Principal":{"AWS":"arn:aws:iam::123456789012:user/u"},"Action":["SNS`, no},
		{"AWS's own key", `"KmsMasterKeyId":null`, `"KmsMasterKeyId":"alias/aws/sns"`, no},
		{"a key for the account only", `"KmsMasterKeyId":null`, `"KmsMasterKeyId":"arn:aws:kms:us-east-1:123456789012:key/1"`, no},
		{"a key nobody saw", `"KmsMasterKeyId":null`, `"KmsMasterKeyId":"arn:aws:kms:us-east-1:444455556666:key/2"`, maybe},
	} {
		broken := strings.Replace(chain, c.from, c.to, 1)
		if broken == chain {
			t.Fatalf("%s: %q is not in the chain", c.name, c.from)
		}
		is(t, c.name, live(t, broken).Alarmed(account.TrailChanges()), c.want)
	}
}

func TestAlarmedIsNotKnownWhileAListingIsNotWhole(t *testing.T) {
	for kind, broken := range map[string][2]string{
		"cloudtrail.trails":   {`"IsLogging":true`, `"IsLogging":false`},
		"logs.metric_filters": {`cloudtrail.amazonaws.com`, `iam.amazonaws.com`},
		"cloudwatch.alarms":   {`"ActionsEnabled":true`, `"ActionsEnabled":false`},
		"sns.subscriptions":   {`"PendingConfirmation":false`, `"PendingConfirmation":true`},
	} {
		part := strings.Replace(chain, `"`+kind+`":{`, `"`+kind+`":{"gaps":[{"cause":"denied"}],`, 1)
		is(t, kind+", one is enough", live(t, part).Alarmed(account.TrailChanges()), yes)
		part = strings.Replace(part, broken[0], broken[1], 1)
		is(t, kind+", there may be others", live(t, part).Alarmed(account.TrailChanges()), maybe)
	}
	is(t, "nobody looked", live(t, "").Alarmed(account.TrailChanges()), maybe)
}

func TestCompositeAlarms(t *testing.T) {
	quiet := strings.Replace(chain, `"AlarmActions":[{"Arn":"arn:aws:sns:us-east-1:123456789012:alerts"}]}]`, `"AlarmActions":[]},%`, 1)
	const composite = `{"Arn":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:all","Name":"all","Region":"us-east-1","MetricName":null,"Namespace":null,"Dimensions":[],"Metrics":[],"ActionsEnabled":true,"AlarmRule":"RULE","ActionsSuppressor":null,"AlarmActions":[{"Arn":"arn:aws:sns:us-east-1:123456789012:alerts"}]}]`
	for rule, want := range map[string]account.Tri{
		`ALARM(changes)`:                     yes,
		`ALARM(other) OR ALARM(\"changes\")`: yes,
		`ALARM(\"arn:aws:cloudwatch:us-east-1:123456789012:alarm:changes\")`: yes,
		`ALARM(other)`:                    no,
		`ALARM(changes) AND ALARM(other)`: maybe,
		`NOT ALARM(changes)`:              maybe,
		`OK(changes)`:                     maybe,
	} {
		a := live(t, strings.Replace(quiet, "%", strings.Replace(composite, "RULE", rule, 1), 1))
		is(t, rule, a.Alarmed(account.TrailChanges()), want)
	}
}

func TestEndpointsOfPeopleAreNotKept(t *testing.T) {
	a := live(t, chain)
	for s := range a.Subscriptions.All() {
		if f := s.Endpoint.Fact(); f.Value != "" || f.Cause != "" {
			t.Errorf("%v", f)
		}
	}
	a = live(t, strings.Replace(chain, "on-call@example.com", "arn:aws:sqs:us-east-1:123456789012:q", 1))
	for s := range a.Subscriptions.All() {
		if f := s.Endpoint.Fact(); f.Value != "arn:aws:sqs:us-east-1:123456789012:q" {
			t.Errorf("%v", f)
		}
	}
}

func TestEventRulesHearTrailsInTheirHomeRegion(t *testing.T) {
	stopped := strings.Replace(chain, `"ActionsEnabled":true`, `"ActionsEnabled":false`, 1)
	const rule = `"events.rules":{"items":[{"Id":"r","Region":"us-east-1","EventBusName":"default","State":"ENABLED","EventPattern":"{\"source\":[\"aws.cloudtrail\"]}","Targets":[{"Id":"1","Arn":"arn:aws:sqs:us-east-1:123456789012:q"}]}]}`
	for _, c := range []struct {
		name, from, to string
		want           account.Tri
	}{
		{"as it is", "", "", yes},
		{"in a region not read", `"Region":"us-east-1"`, `"Region":"eu-west-1"`, maybe},
		{"disabled", `"ENABLED"`, `"DISABLED"`, no},
		{"another bus", `"default"`, `"mine"`, no},
		{"no target", `[{"Id":"1","Arn":"arn:aws:sqs:us-east-1:123456789012:q"}]`, `[]`, no},
		{"a log group", `arn:aws:sqs:us-east-1:123456789012:q`, `arn:aws:logs:us-east-1:123456789012:log-group:x`, no},
		{"a topic that does not let EventBridge in", `arn:aws:sqs:us-east-1:123456789012:q`, `arn:aws:sns:us-east-1:123456789012:alerts`, no},
	} {
		a := live(t, strings.Replace(stopped, `"events.rules":{"items":[]}`, strings.Replace(rule, c.from, c.to, 1), 1))
		is(t, c.name, a.Alarmed(account.TrailChanges()), c.want)
	}
	root := strings.Replace(rule, `{\"source\":[\"aws.cloudtrail\"]}`, `{\"detail\":{\"userIdentity\":{\"type\":[\"Root\"]}}}`, 1)
	a := live(t, strings.Replace(stopped, `"events.rules":{"items":[]}`, root, 1))
	is(t, "root, which may act in any region", a.Alarmed(account.RootUsage()), maybe)
	is(t, "root, nobody listens", live(t, stopped).Alarmed(account.RootUsage()), no)
}

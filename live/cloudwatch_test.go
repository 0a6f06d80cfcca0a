package live

import (
	"net/http"
	"testing"

	"github.com/aws/smithy-go/encoding/cbor"

	"github.com/soc2gate/soc2gate/account"
)

func words(texts ...string) cbor.List {
	var all cbor.List
	for _, text := range texts {
		all = append(all, cbor.String(text))
	}
	return all
}

// described is an answer of DescribeAlarms.
func described(lists cbor.Map) string {
	for _, list := range []string{"MetricAlarms", "CompositeAlarms"} {
		if lists[list] == nil {
			lists[list] = cbor.List{}
		}
	}
	return inCBOR(lists)
}

func alarmBody(name string, more cbor.Map) cbor.Map {
	body := cbor.Map{
		"AlarmName": cbor.String(name), "AlarmArn": cbor.String("arn:aws:cloudwatch:us-east-1:123456789012:alarm:" + name),
		"ActionsEnabled": cbor.Bool(true), "AlarmActions": words(auditTopic), "OKActions": cbor.List{}, "StateValue": cbor.String("OK"),
	}
	for member, value := range more {
		body[member] = value
	}
	return body
}

// rootAlarm is an alarm on the metric of a filter.
func rootAlarm() cbor.Map {
	return alarmBody("root", cbor.Map{
		"MetricName": cbor.String("RootUse"), "Namespace": cbor.String("Audit"), "Statistic": cbor.String("Sum"), "Dimensions": cbor.List{},
		"Period": cbor.Uint(300), "EvaluationPeriods": cbor.Uint(1), "Threshold": cbor.Float64(1), "ComparisonOperator": cbor.String("GreaterThanOrEqualToThreshold"),
	})
}

func aDimension(name, value string) cbor.List {
	return cbor.List{cbor.Map{"Name": cbor.String(name), "Value": cbor.String(value)}}
}

// bandAlarm compares several metrics, one of another account, with a band.
func bandAlarm() cbor.Map {
	stat := cbor.Map{
		"Metric": cbor.Map{"MetricName": cbor.String("RequestCount"), "Namespace": cbor.String("AWS/ApplicationELB"), "Dimensions": aDimension("LoadBalancer", "app/web/1")},
		"Period": cbor.Uint(60), "Stat": cbor.String("Sum"),
	}
	return alarmBody("band", cbor.Map{
		"EvaluationPeriods": cbor.Uint(3), "DatapointsToAlarm": cbor.Uint(2), "ThresholdMetricId": cbor.String("ad1"),
		"ComparisonOperator": cbor.String("GreaterThanUpperThreshold"), "TreatMissingData": cbor.String("breaching"),
		"Metrics": cbor.List{
			cbor.Map{"Id": cbor.String("m1"), "MetricStat": stat, "ReturnData": cbor.Bool(true)},
			cbor.Map{"Id": cbor.String("m2"), "MetricStat": stat, "AccountId": cbor.String("210987654321")},
			cbor.Map{"Id": cbor.String("ad1"), "Expression": cbor.String("ANOMALY_DETECTION_BAND(m1, 2)")},
			cbor.Map{"Id": cbor.String("odd")},
		},
	})
}

var _ = sample(fake{"cloudwatch:DescribeAlarms": answers(described(cbor.Map{"MetricAlarms": cbor.List{rootAlarm()}}), described(cbor.Map{}))})

const (
	describeAlarms = "cloudwatch:DescribeAlarms"
	alarmUnknown   = `{"unknown": "error", "call": "cloudwatch:DescribeAlarms"}`
	notMetrics     = `{"unknown": "not-applicable", "call": "cloudwatch:DescribeAlarms"}`
	alarmHead      = `"Region": "us-east-1", "ActionsEnabled": true, "AlarmActions": [{"Arn": "` + auditTopic + `"}]`
	rootItem       = `{
		"Arn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:root", "Name": "root", ` + alarmHead + `,
		"MetricName": "RootUse", "Namespace": "Audit", "Dimensions": [], "Metrics": [], "Statistic": "Sum", "ExtendedStatistic": null,
		"Threshold": 1, "ThresholdMetricId": null, "ComparisonOperator": "GreaterThanOrEqualToThreshold", "EvaluationPeriods": 1, "DatapointsToAlarm": 0,
		"Period": 300, "TreatMissingData": "missing", "AlarmRule": null, "ActionsSuppressor": null
	}`
)

func TestAlarms(t *testing.T) {
	for name, c := range map[string]struct {
		body cbor.Map
		want string
	}{
		"of a metric": {cbor.Map{"MetricAlarms": cbor.List{rootAlarm()}}, rootItem},
		"of several metrics": {cbor.Map{"MetricAlarms": cbor.List{bandAlarm()}}, `{
			"Arn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:band", "Name": "band", ` + alarmHead + `,
			"MetricName": null, "Namespace": null, "Dimensions": [], "Statistic": null, "ExtendedStatistic": null, "Threshold": 0, "ThresholdMetricId": "ad1",
			"ComparisonOperator": "GreaterThanUpperThreshold", "EvaluationPeriods": 3, "DatapointsToAlarm": 2, "Period": 0, "TreatMissingData": "breaching",
			"AlarmRule": null, "ActionsSuppressor": null,
			"Metrics": [
				{"Id": "ad1", "Expression": "ANOMALY_DETECTION_BAND(m1, 2)", "MetricName": null, "Namespace": null, "Dimensions": [], "Stat": null, "Period": 0},
				{"Id": "m1", "Expression": null, "MetricName": "RequestCount", "Namespace": "AWS/ApplicationELB", "Dimensions": [{"Name": "LoadBalancer", "Value": "app/web/1"}], "Stat": "Sum", "Period": 60},
				{"Id": "m2", "Expression": null, "MetricName": {"unknown": "not-collected", "call": "cloudwatch:DescribeAlarms"}, "Namespace": {"unknown": "not-collected", "call": "cloudwatch:DescribeAlarms"},
					"Dimensions": [{"Name": "LoadBalancer", "Value": "app/web/1"}], "Stat": "Sum", "Period": 60},
				{"Id": "odd", "Expression": ` + alarmUnknown + `, "MetricName": null, "Namespace": null, "Dimensions": [], "Stat": null, "Period": 0}
			]
		}`},
		"of other alarms": {cbor.Map{"CompositeAlarms": cbor.List{alarmBody("any", cbor.Map{"AlarmRule": cbor.String("ALARM(root)"), "ActionsEnabled": cbor.Bool(false), "AlarmActions": cbor.List{}})}}, `{
			"Arn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:any", "Name": "any", "Region": "us-east-1", "ActionsEnabled": false, "AlarmActions": [],
			"AlarmRule": "ALARM(root)", "ActionsSuppressor": null, "MetricName": null, "Namespace": null, "Dimensions": [], "Metrics": [], "Statistic": null, "ExtendedStatistic": null, "ThresholdMetricId": null
		}`},
		"of a query of logs": {cbor.Map{"LogAlarms": cbor.List{alarmBody("logs", cbor.Map{"Threshold": cbor.Float64(2), "ComparisonOperator": cbor.String("GreaterThanThreshold")})}}, `{
			"Arn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:logs", "Name": "logs", ` + alarmHead + `, "Threshold": 2, "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "missing",
			"AlarmRule": null, "ActionsSuppressor": null, "MetricName": ` + notMetrics + `, "Namespace": ` + notMetrics + `, "Metrics": ` + notMetrics + `
		}`},
		"of a query of metrics": {cbor.Map{"MetricAlarms": cbor.List{alarmBody("promql", cbor.Map{"EvaluationCriteria": cbor.Map{"PromQLCriteria": cbor.Map{"Query": cbor.String("up == 0")}}})}}, `{
			"Arn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:promql", "Name": "promql", ` + alarmHead + `,
			"MetricName": ` + notMetrics + `, "Namespace": ` + notMetrics + `, "Metrics": ` + notMetrics + `, "Dimensions": [], "Statistic": null, "ExtendedStatistic": null,
			"Threshold": ` + alarmUnknown + `, "ThresholdMetricId": null, "ComparisonOperator": ` + alarmUnknown + `, "EvaluationPeriods": ` + alarmUnknown + `, "DatapointsToAlarm": 0,
			"Period": 0, "TreatMissingData": "missing", "AlarmRule": null, "ActionsSuppressor": null
		}`},
		"without anything": {cbor.Map{"MetricAlarms": cbor.List{cbor.Map{"AlarmName": cbor.String("odd")}}}, `{
			"Name": "odd", "Region": "us-east-1", "ActionsEnabled": ` + alarmUnknown + `, "AlarmActions": [], "MetricName": ` + alarmUnknown + `, "Namespace": ` + alarmUnknown + `, "Metrics": [],
			"Dimensions": [], "Statistic": ` + alarmUnknown + `, "ExtendedStatistic": null, "Threshold": ` + alarmUnknown + `, "ThresholdMetricId": null, "ComparisonOperator": ` + alarmUnknown + `,
			"EvaluationPeriods": ` + alarmUnknown + `, "DatapointsToAlarm": 0, "Period": ` + alarmUnknown + `, "TreatMissingData": "missing", "AlarmRule": null, "ActionsSuppressor": null
		}`},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{describeAlarms: answers(described(c.body), described(cbor.Map{}))}, account.Alarms.Kind)
			wantRecorded(t, rec, account.Alarms.Kind, listed(t, describeAlarms, "["+c.want+"]"))
		})
	}
}

func TestAlarmsOnManyPages(t *testing.T) {
	root, none := described(cbor.Map{"MetricAlarms": cbor.List{rootAlarm()}}), described(cbor.Map{})
	more := described(cbor.Map{"NextToken": cbor.String("2")})
	denied := refuses(describeAlarms, http.StatusForbidden, "AccessDenied", "no")
	for name, c := range map[string]struct {
		bodies []any
		want   string
	}{
		"empty page first":       {answers(more, root, none), listed(t, describeAlarms, "["+rootItem+"]")},
		"page refused":           {answers(more, denied, none), listed(t, describeAlarms, "[]", gap(describeAlarms, account.Denied))},
		"alarms of logs refused": {answers(root, denied), listed(t, describeAlarms, "["+rootItem+"]", gap(describeAlarms, account.Denied))},
		"sort of alarm unknown":  {answers(root, refuses(describeAlarms, http.StatusBadRequest, "ValidationError", "no")), listed(t, describeAlarms, "["+rootItem+"]", gap(describeAlarms, account.Failed))},
		"empty body":             {answers("", none), listed(t, describeAlarms, "[]", gap(describeAlarms, account.Failed))},
		"no list":                {answers(inCBOR(cbor.Map{}), none), listed(t, describeAlarms, "[]", gap(describeAlarms, account.Failed))},
		"page of somebody else":  {answers("<html>", none), listed(t, describeAlarms, "[]", gap(describeAlarms, account.Unreachable))},
		"none":                   {answers(none, none), listed(t, describeAlarms, "[]")},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{describeAlarms: c.bodies}, account.Alarms.Kind)
			wantRecorded(t, rec, account.Alarms.Kind, c.want)
		})
	}
}

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Alarms.Kind},
	calls: []any{cloudwatch.DescribeAlarmsInput{}},
	leads: true, // to topics
	read:  alarms,
})

// anyAlarm is an alarm of one of the three sorts.
type anyAlarm struct {
	metric    *types.MetricAlarm
	composite *types.CompositeAlarm
	logs      *types.LogAlarm
}

// alarms reads alarms of all sorts, of which AWS lists only those of metrics
// unless it is asked for others. Those of log queries are asked for alone,
// since not every partition need know them (AWS API reference, 2026-11).
func alarms(r *reader) {
	client := cloudwatch.NewFromConfig(r.config())
	for _, sorts := range [][]types.AlarmType{{types.AlarmTypeMetricAlarm, types.AlarmTypeCompositeAlarm}, {types.AlarmTypeLogAlarm}} {
		in := &cloudwatch.DescribeAlarmsInput{AlarmTypes: sorts, MaxRecords: aws.Int32(100)}
		for a := range found(r, client.DescribeAlarms, in, alarmsOf) {
			switch {
			case a.out.metric != nil:
				r.metricAlarm(a.out.metric, a.told)
			case a.out.composite != nil:
				r.compositeAlarm(a.out.composite, a.told)
			default:
				r.logAlarm(a.out.logs, a.told)
			}
		}
	}
}

// alarmsOf are the alarms of an answer; nil if it has none of the lists.
func alarmsOf(o *cloudwatch.DescribeAlarmsOutput) []anyAlarm {
	if o.MetricAlarms == nil && o.CompositeAlarms == nil && o.LogAlarms == nil {
		return nil
	}
	all := []anyAlarm{}
	for i := range o.MetricAlarms {
		all = append(all, anyAlarm{metric: &o.MetricAlarms[i]})
	}
	for i := range o.CompositeAlarms {
		all = append(all, anyAlarm{composite: &o.CompositeAlarms[i]})
	}
	for i := range o.LogAlarms {
		all = append(all, anyAlarm{logs: &o.LogAlarms[i]})
	}
	return all
}

// alarm adds an alarm with what all sorts have.
func (r *reader) alarm(arn, name *string, enabled *bool, actions []string, by told) *account.Alarm {
	a := account.Alarms.Add(r.to, account.Ident{ARN: text(arn), Name: text(name), Region: r.region}, by.origin)
	put(&a.Enabled, enabled, by)
	all := make([]*account.AlarmAction, len(actions))
	for i := range actions {
		all[i] = &account.AlarmAction{}
		link(&all[i].ARN, &actions[i], by)
	}
	list(&a.Actions, all, by)
	return a
}

// compositeAlarm has no metrics of its own.
func (r *reader) compositeAlarm(c *types.CompositeAlarm, by told) {
	a := r.alarm(c.AlarmArn, c.AlarmName, c.ActionsEnabled, c.AlarmActions, by)
	put(&a.Rule, c.AlarmRule, by)
	put(&a.Suppressor, or(c.ActionsSuppressor, ""), by)
	for _, none := range []*account.Value[string]{&a.MetricName, &a.Namespace, &a.Statistic, &a.Percentile, &a.Band} {
		fixed(none, "", by)
	}
	list(&a.Dimensions, nil, by)
	list(&a.Metrics, nil, by)
}

// logAlarm looks at what a query of logs finds, which the model does not have.
func (r *reader) logAlarm(l *types.LogAlarm, by told) {
	a := r.alarm(l.AlarmArn, l.AlarmName, l.ActionsEnabled, l.AlarmActions, by)
	put(&a.Threshold, l.Threshold, by)
	put(&a.Operator, word(l.ComparisonOperator), by)
	put(&a.TreatMissing, or(l.TreatMissingData, "missing"), by)
	fixed(&a.Rule, "", by)
	fixed(&a.Suppressor, "", by)
	queried(a, by)
}

// queried leaves open what an alarm watches that has a query in place of
// metrics: it may be anything.
func queried(a *account.Alarm, by told) {
	by.cause = account.NotApplicable
	put(&a.MetricName, nil, by)
	put(&a.Namespace, nil, by)
	list(&a.Metrics, nil, by)
}

package live

import (
	"cmp"

	"github.com/aws/aws-sdk-go-v2/service/cloudwatch/types"

	"github.com/soc2gate/soc2gate/account"
)

// metricAlarm watches one metric, several, or what a query finds. AWS leaves
// out what goes with the others, the metric or the statistic by the side of
// another one, and the defaults: all periods count, and missing data are
// missing (AWS API reference, 2026-11).
func (r *reader) metricAlarm(m *types.MetricAlarm, by told) {
	a := r.alarm(m.AlarmArn, m.AlarmName, m.ActionsEnabled, m.AlarmActions, by)
	other := len(m.Metrics) > 0 || m.EvaluationCriteria != nil
	put(&a.MetricName, unless(other, m.MetricName), by)
	put(&a.Namespace, unless(other, m.Namespace), by)
	put(&a.Statistic, unless(other || m.ExtendedStatistic != nil, word(m.Statistic)), by)
	put(&a.Percentile, or(m.ExtendedStatistic, ""), by)
	put(&a.Threshold, unless(m.ThresholdMetricId != nil, m.Threshold), by)
	put(&a.Band, or(m.ThresholdMetricId, ""), by)
	put(&a.Operator, word(m.ComparisonOperator), by)
	put(&a.Periods, number(m.EvaluationPeriods), by)
	put(&a.Datapoints, or(number(m.DatapointsToAlarm), 0), by)
	put(&a.Period, unless(other, number(m.Period)), by)
	put(&a.TreatMissing, or(m.TreatMissingData, "missing"), by)
	fixed(&a.Rule, "", by)
	fixed(&a.Suppressor, "", by)
	dimensions(&a.Dimensions, m.Dimensions, by)
	all := make([]*account.Metric, len(m.Metrics))
	for i, one := range m.Metrics {
		all[i] = r.metric(one, by)
	}
	list(&a.Metrics, all, by)
	if m.EvaluationCriteria != nil {
		queried(a, by)
	}
}

// metric is one of several: a metric with its statistic, or an expression. What
// a metric of another account is of is not known here.
func (r *reader) metric(q types.MetricDataQuery, by told) *account.Metric {
	var to account.Metric
	expression := q.MetricStat == nil
	stat := or(q.MetricStat, types.MetricStat{})
	of := or(stat.Metric, types.Metric{})
	put(&to.ID, q.Id, by)
	put(&to.Expression, unless(!expression, q.Expression), by)
	put(&to.Statistic, unless(expression, stat.Stat), by)
	put(&to.Period, unless(expression, number(cmp.Or(q.Period, stat.Period))), by)
	dimensions(&to.Dimensions, of.Dimensions, by)
	if r.foreign(q.AccountId) {
		by.cause = account.NotCollected
	}
	put(&to.MetricName, unless(expression, of.MetricName), by)
	put(&to.Namespace, unless(expression, of.Namespace), by)
	return &to
}

func dimensions(to *account.Set[*account.Dimension], items []types.Dimension, by told) {
	all := make([]*account.Dimension, len(items))
	for i, one := range items {
		all[i] = &account.Dimension{}
		put(&all[i].Name, one.Name, by)
		linkGiven(&all[i].Value, one.Value, by)
	}
	list(to, all, by)
}

// unless is the value that AWS gives unless there is something else in its
// place.
func unless[T any](other bool, value *T) *T {
	if other {
		return or(value, *new(T))
	}
	return value
}

package account

import (
	"strconv"
	"strings"
)

// Alarms are the metric alarms and the composite ones, which share their names.
var Alarms = kind("cloudwatch.alarms", func(a *Account) *Set[*Alarm] { return &a.Alarms })

// Alarm is a CloudWatch alarm. It watches one metric, or what Metrics work
// out, or, as a composite alarm, other alarms.
type Alarm struct {
	Meta
	MetricName   Value[string]     `aws:"MetricName"`
	Namespace    Value[string]     `aws:"Namespace"`
	Dimensions   Set[*Dimension]   `aws:"Dimensions"`
	Metrics      Set[*Metric]      `aws:"Metrics"`
	Statistic    Value[string]     `aws:"Statistic"`
	Percentile   Value[string]     `aws:"ExtendedStatistic"`
	Threshold    Value[float64]    `aws:"Threshold"`
	Band         Value[string]     `aws:"ThresholdMetricId"` // of the metric that is an anomaly detection band, or empty
	Operator     Value[string]     `aws:"ComparisonOperator"`
	Periods      Value[int]        `aws:"EvaluationPeriods"`
	Datapoints   Value[int]        `aws:"DatapointsToAlarm"` // 0 for all of the periods
	Period       Value[int]        `aws:"Period"`            // seconds
	TreatMissing Value[string]     `aws:"TreatMissingData"`
	Enabled      Value[bool]       `aws:"ActionsEnabled"`
	Actions      Set[*AlarmAction] `aws:"AlarmActions"`
	Rule         Value[string]     `aws:"AlarmRule"` // of a composite alarm
	Suppressor   Value[string]     `aws:"ActionsSuppressor"`
}

// Dimension tells metrics of one name apart.
type Dimension struct {
	Name  Value[string] `aws:"Name"`
	Value Link          `aws:"Value"`
}

// Metric is one of several that an alarm works with: a metric, or an expression
// over others.
type Metric struct {
	ID         Value[string]   `aws:"Id"`
	Expression Value[string]   `aws:"Expression"`
	MetricName Value[string]   `aws:"MetricName"`
	Namespace  Value[string]   `aws:"Namespace"`
	Dimensions Set[*Dimension] `aws:"Dimensions"`
	Statistic  Value[string]   `aws:"Stat"`
	Period     Value[int]      `aws:"Period"`
}

// AlarmAction is what an alarm sets off.
type AlarmAction struct {
	ARN Link `aws:"Arn"`
}

// DetectsAnomalies tells whether the alarm compares with a band that CloudWatch
// learns.
func (m *Alarm) DetectsAnomalies() Bool {
	band, known := m.Band.Get()
	if !known || band == "" {
		return m.Band.Is("").Not()
	}
	return m.Metrics.Exists(func(one *Metric) Bool {
		return one.ID.Is(band).And(one.Expression.Test(func(e string) bool { return strings.HasPrefix(e, "ANOMALY_DETECTION_BAND(") }))
	})
}

// Watches tells whether the alarm looks at a metric of the namespace with the
// dimension, by itself or as one of several metrics.
func (m *Alarm) Watches(namespace, dimension string, names func(*Link) Bool) Bool {
	has := func(ds *Set[*Dimension]) Bool {
		return ds.Exists(func(d *Dimension) Bool { return d.Name.Is(dimension).AndThen(func() Bool { return names(&d.Value) }) })
	}
	own := m.Namespace.Is(namespace).AndThen(func() Bool { return has(&m.Dimensions) })
	return own.OrElse(func() Bool {
		return m.Metrics.Exists(func(one *Metric) Bool {
			return one.Namespace.Is(namespace).AndThen(func() Bool { return has(&one.Dimensions) }).OrElse(one.searches)
		})
	})
}

// searches is not known of an expression that finds its metrics by a query,
// which may be those of anything (AWS documentation, 2026-11).
func (m *Metric) searches() Bool {
	finds := m.Expression.Test(func(e string) bool {
		e = strings.ToUpper(e)
		return strings.Contains(e, "SELECT") || strings.Contains(e, "SEARCH(")
	})
	return finds.And(finds.unsettled())
}

// counts tells whether the alarm looks at the metric of a filter, as it is
// published. Of an alarm that works with several metrics it is not known what
// becomes of one.
func (m *Alarm) counts(t *Transformation) Bool {
	bare := t.Dimensional.Is(false).And(m.Dimensions.Every(func(*Dimension) Bool { return Known(false) }))
	alone := equal(&m.MetricName, &t.Name).And(equal(&m.Namespace, &t.Namespace)).AndThen(func() Bool { return bare })
	return alone.OrElse(func() Bool {
		return m.Metrics.Exists(func(one *Metric) Bool {
			return equal(&one.MetricName, &t.Name).And(equal(&one.Namespace, &t.Namespace)).AndThen(func() Bool {
				return one.MetricName.unclear(Conditional)
			})
		})
	})
}

// equal tells whether two values are the same.
func equal(a, b *Value[string]) Bool {
	want, known := b.Get()
	if !known {
		return b.Is("")
	}
	return a.Is(want)
}

// firesOn tells whether one event, which counts as much as the value says,
// brings the alarm up.
func (m *Alarm) firesOn(value *Value[string]) Bool {
	once := m.Datapoints.Is(1).Or(m.Periods.Is(1)).orUnsettled()
	return m.Band.Is("").orUnsettled().And(once).And(m.reachedBy(value))
}

func (m *Alarm) reachedBy(value *Value[string]) Bool {
	text, known := value.Get()
	counted, err := strconv.ParseFloat(text, 64)
	if !known || err != nil {
		return value.unclear(Conditional)
	}
	statistic, known := m.Statistic.Get()
	switch {
	case statistic == "SampleCount":
		counted = 1
	case statistic != "Sum" && statistic != "Maximum" || !known:
		return m.Statistic.unclear(Conditional)
	}
	return m.Operator.Is("GreaterThanOrEqualToThreshold").And(m.Threshold.Test(func(t float64) bool { return counted >= t })).
		Or(m.Operator.Is("GreaterThanThreshold").And(m.Threshold.Test(func(t float64) bool { return counted > t })))
}

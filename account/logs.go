package account

import "strings"

// The kinds of CloudWatch Logs.
var (
	LogGroups     = kind("logs.groups", func(a *Account) *Set[*LogGroup] { return &a.LogGroups })
	MetricFilters = kind("logs.metric_filters", func(a *Account) *Set[*MetricFilter] { return &a.MetricFilters })
)

// LogGroup is a log group. Its ARN is logGroupArn, which has no :* at the end.
type LogGroup struct {
	Meta
	Retention Value[int] `aws:"retentionInDays"` // days, 0 if events never expire
	Key       Link       `aws:"kmsKeyId"`
}

// Keeps tells whether events stay for so many days. A group without a
// retention keeps them for ever (AWS documentation, 2026-11).
func (g *LogGroup) Keeps(days int) Bool {
	return g.Retention.Test(func(kept int) bool { return kept == 0 || kept >= days })
}

// HoldsEvidence tells whether a trail or a flow log writes to the group.
func (a *Account) HoldsEvidence(g *LogGroup) Bool {
	trails := a.Trails.existsNaming(a.namings.of("log groups of trails"), g,
		func(t *Trail, do func(*Link)) { do(t.group()) },
		func(t *Trail) Bool { return t.group().To(g) })
	return trails.OrElse(func() Bool {
		return a.FlowLogs.existsNaming(a.namings.of("log groups of flow logs"), g,
			func(f *FlowLog, do func(*Link)) { do(ownARN(f.LogGroup)) },
			func(f *FlowLog) Bool {
				return ownARN(f.LogGroup).To(g).AndThen(func() Bool { return sameRegion(&f.Meta, &g.Meta) })
			})
	})
}

// group is the link to the log group of a trail by the group's own ARN.
func (t *Trail) group() *Link { return ownARN(t.LogGroup) }

// ownARN takes the :* away that some services write after the ARN of a group.
func ownARN(l Link) *Link {
	l.v = strings.TrimSuffix(l.v, ":*")
	return &l
}

// MetricFilter counts the events of a log group that match a pattern. Its name
// is unique in its group only, so that its id is GROUP:NAME.
type MetricFilter struct {
	Meta
	Pattern         Value[string]        `aws:"filterPattern"` // empty matches every event
	Group           Link                 `aws:"logGroupName"`
	Transformations Set[*Transformation] `aws:"metricTransformations"`
	// Transformed says that the filter is applied to what a transformer made of the events.
	Transformed Value[bool] `aws:"applyOnTransformedLogs"`
	// Selection takes events out by the account and region they are from; empty takes none.
	Selection Value[string] `aws:"fieldSelectionCriteria"`
}

// Transformation is a metric that a filter publishes.
type Transformation struct {
	Name        Value[string] `aws:"metricName"`
	Namespace   Value[string] `aws:"metricNamespace"`
	Value       Value[string] `aws:"metricValue"`
	Dimensional Value[bool]   `aws:"dimensions"` // whether the metric is published under dimensions
}

// Matches tells whether the filter counts every event of the activity.
func (f *MetricFilter) Matches(ev *Activity) Bool {
	pattern, known := f.Pattern.Get()
	if !known {
		return f.Pattern.Is("")
	}
	all, ok := readFilter(pattern)
	if !ok {
		return f.Pattern.unclear(Unreadable)
	}
	t := all.matches(ev)
	if t == Unknown {
		return f.Pattern.unclear(Conditional)
	}
	return f.Pattern.answer(t == True).AndThen(func() Bool {
		return f.Transformed.Is(false).And(f.Selection.Is("")).orUnsettled()
	})
}

// sameRegion tells whether two things are in one region.
func sameRegion(a, b *Meta) Bool {
	if a.Region == "" || b.Region == "" {
		one := a
		if a.Region != "" {
			one = b
		}
		return Unsure(Fact{Subject: one.Label(), Path: "Region", Cause: NotCollected})
	}
	return Known(a.Region == b.Region)
}

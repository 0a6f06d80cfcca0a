package plan

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

var _ = understand(map[string]adapter{
	"aws_cloudwatch_metric_alarm": thing(account.Alarms, names{name: "alarm_name"}, func(m *account.Alarm, c *change) {
		c.text(&m.MetricName, "metric_name")
		c.text(&m.Namespace, "namespace")
		c.text(&m.Statistic, "statistic")
		c.text(&m.Percentile, "extended_statistic")
		c.number(&m.Threshold, "threshold", 0)
		c.text(&m.Band, "threshold_metric_id")
		c.text(&m.Operator, "comparison_operator")
		c.integer(&m.Periods, "evaluation_periods")
		c.integer(&m.Datapoints, "datapoints_to_alarm", 0)
		c.integer(&m.Period, "period", 0)
		c.text(&m.TreatMissing, "treat_missing_data", "missing")
		if !m.Dimensions.Set() || !c.kept("dimensions") {
			m.Dimensions = c.dimensions(c.values().at("dimensions"), "dimensions")
		}
		blocks(c, &m.Metrics, "metric_query", func(n node) []*account.Metric { return []*account.Metric{c.metric(n)} })
		c.alarmActions(m)
		c.none(&m.Rule, &m.Suppressor)
	}),
	"aws_cloudwatch_composite_alarm": thing(account.Alarms, names{name: "alarm_name"}, func(m *account.Alarm, c *change) {
		c.text(&m.Rule, "alarm_rule")
		c.text(&m.Suppressor, "actions_suppressor.0.alarm", "")
		c.alarmActions(m)
		c.none(&m.MetricName, &m.Namespace, &m.Statistic, &m.Percentile, &m.Band)
		m.Dimensions, m.Metrics = account.ListOf[*account.Dimension](), account.ListOf[*account.Metric]()
	}),
})

// none says that alarms of the type have no such attributes.
func (c *change) none(attrs ...*account.Value[string]) {
	for _, v := range attrs {
		if !v.Set() {
			*v = c.fixed("")
		}
	}
}

func (c *change) alarmActions(m *account.Alarm) {
	c.boolean(&m.Enabled, "actions_enabled", true)
	links(c, &m.Actions, "alarm_actions", account.Topics.Kind, func(l account.Link) *account.AlarmAction {
		return &account.AlarmAction{ARN: l}
	})
}

// dimensions reads a map of dimensions.
func (c *change) dimensions(n node, via string) account.Set[*account.Dimension] {
	if n.unknown() {
		return account.PartOf[*account.Dimension](account.Gap{Call: c.Address, Via: via, Cause: account.AfterApply})
	}
	var all []*account.Dimension
	for name, value := range n.members() {
		all = append(all, &account.Dimension{
			Name:  account.Observed(name, c.origin, via),
			Value: c.dimension(value, via+"."+name),
		})
	}
	return account.ListOf(all...)
}

// dimension reads what a dimension names. What it will be is not known of a
// thing that the plan makes; the reference tells which thing it is. That of a
// metric among others is not followed.
func (c *change) dimension(n node, attr string) account.Link {
	if !n.unknown() {
		return account.LinkTo(c.textOf(n, attr))
	}
	missing := account.Missing[string](account.AfterApply, c.origin, attr)
	if strings.HasPrefix(attr, "metric_query") {
		return account.LinkTo(missing)
	}
	if addresses := c.namedBy(attr, dimensionNames...); len(addresses) > 0 {
		return account.LinkBy(missing, addresses)
	}
	return account.LinkTo(missing)
}

// dimensionNames are the attributes that hold the names that metrics have
// their dimensions from.
var dimensionNames = []string{"id", "identifier", "cluster_identifier", "name", "arn_suffix", "function_name"}

// metric reads one of the metrics that an alarm works with.
func (c *change) metric(n node) *account.Metric {
	const block, inner = "metric_query.", "metric_query.metric."
	one := n.at("metric.0")
	period := n.at("period")
	if period.value == nil && !period.unknown() {
		period = one.at("period")
	}
	m := &account.Metric{
		ID:         c.textOf(n.at("id"), block+"id"),
		Expression: c.textOf(n.at("expression"), block+"expression"),
		MetricName: c.textOf(one.at("metric_name"), inner+"metric_name"),
		Namespace:  c.textOf(one.at("namespace"), inner+"namespace"),
		Statistic:  c.textOf(one.at("stat"), inner+"stat"),
		Dimensions: c.dimensions(one.at("dimensions"), inner+"dimensions"),
		Period:     c.integerOf(period, block+"period"),
	}
	c.ofAnotherAccount(m, n.at("account_id"))
	return m
}

// ofAnotherAccount leaves open what a metric is that another account has: one
// of the same name is no metric of this account.
func (c *change) ofAnotherAccount(m *account.Metric, owner node) {
	const attr = "metric_query.account_id"
	own := c.plan.Place(c.Address).Account
	name, _ := owner.text()
	cause := account.NotCollected
	switch {
	case owner.unknown():
		cause = account.AfterApply
	case name == "" || name == own:
		return
	}
	m.MetricName = account.Missing[string](cause, c.origin, attr)
	m.Namespace = account.Missing[string](cause, c.origin, attr)
}

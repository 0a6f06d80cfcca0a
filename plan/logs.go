package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_cloudwatch_log_group": logGroup(),
	"aws_cloudwatch_log_metric_filter": thing(account.MetricFilters, names{name: "name", within: &within{"log_group_name", filterID}},
		func(f *account.MetricFilter, c *change) {
			c.text(&f.Pattern, "pattern")
			c.link(&f.Group, "log_group_name", account.LogGroups.Kind)
			blocks(c, &f.Transformations, "metric_transformation", func(n node) []*account.Transformation {
				return []*account.Transformation{c.transformation(n)}
			})
			// Both are off unless they are set (AWS documentation, 2026-11).
			c.boolean(&f.Transformed, "apply_on_transformed_logs", false)
			c.text(&f.Selection, "field_selection_criteria")
		}),
})

// filterID tells filters of one name in several groups apart.
func filterID(group, name string) string { return group + ":" + name }

// logGroup is the adapter of log groups, of which one may stay in the account
// when Terraform lets go of it. A retention of 0 keeps events for ever.
func logGroup() adapter {
	n := names{name: "name"}
	a := thing(account.LogGroups, n, func(g *account.LogGroup, c *change) {
		c.integer(&g.Retention, "retention_in_days", 0)
		c.link(&g.Key, "kms_key_id", account.Keys.Kind)
	})
	deletes := a.drop
	a.drop = func(b *account.Builder, c *change) {
		if stays, _ := c.before.at("skip_destroy").truth(); stays && goes(c.action) {
			account.LogGroups.Forget(b, n.ident(c, c.before))
			return
		}
		deletes(b, c)
	}
	return a
}

func (c *change) transformation(n node) *account.Transformation {
	const block = "metric_transformation."
	dimensions := n.at("dimensions")
	t := &account.Transformation{
		Name:        c.textOf(n.at("name"), block+"name"),
		Namespace:   c.textOf(n.at("namespace"), block+"namespace"),
		Value:       c.textOf(n.at("value"), block+"value"),
		Dimensional: account.Observed(len(byName(dimensions.value)) > 0, c.origin, block+"dimensions"),
	}
	if dimensions.partly() {
		t.Dimensional = account.Missing[bool](account.AfterApply, c.origin, block+"dimensions")
	}
	return t
}

// groupARN reads the ARN of a log group as CloudTrail takes it, with :* at the
// end. Of a group that the plan makes the sources tell which it is.
func (c *change) groupARN(to *account.Link, attr string) {
	c.link(to, attr, account.LogGroups.Kind)
	if c.plan.sources == nil || c.side != planned || c.rare.maybe != "" || !c.values().at(attr).unknown() {
		return
	}
	of, ok := c.plan.sources.Before(c.Address, attr, ":*")
	if ok && of.Path == "arn" && identifies(account.LogGroups.Kind, of) {
		*to = account.LinkBy(to.Value, []string{of.Address})
	}
}

// flowLogGroup reads the log group of a flow log, which is given by its ARN or
// by its name. Records that go to a bucket or a stream have none.
func (c *change) flowLogGroup(f *account.FlowLog) {
	var typ account.Value[string]
	c.text(&typ, "log_destination_type", "cloud-watch-logs")
	destination := c.values().at("log_destination")
	switch name, known := typ.Get(); {
	case !known:
		f.LogGroup = account.LinkTo(typ)
	case name != "cloud-watch-logs":
		f.LogGroup = account.LinkTo(account.Observed("", c.origin, "log_destination_type"))
	case c.written("log_destination") && (destination.unknown() || destination.value != nil):
		c.link(&f.LogGroup, "log_destination", account.LogGroups.Kind)
	default:
		c.link(&f.LogGroup, "log_group_name", account.LogGroups.Kind)
	}
}

package live

import (
	"cmp"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{kinds: []account.Kind{account.LogGroups.Kind}, calls: []any{cloudwatchlogs.DescribeLogGroupsInput{}}, read: logGroups})
	_ = collect(collector{kinds: []account.Kind{account.MetricFilters.Kind}, calls: []any{cloudwatchlogs.DescribeMetricFiltersInput{}}, read: metricFilters})
)

// logsPage is the most that CloudWatch Logs puts on one page (AWS API
// reference, 2026-11).
const logsPage = 50

func logGroups(r *reader) {
	in := &cloudwatchlogs.DescribeLogGroupsInput{Limit: aws.Int32(logsPage)}
	for g := range found(r, cloudwatchlogs.NewFromConfig(r.config()).DescribeLogGroups, in, func(o *cloudwatchlogs.DescribeLogGroupsOutput) []types.LogGroup { return o.LogGroups }) {
		arn := cmp.Or(text(g.out.LogGroupArn), strings.TrimSuffix(text(g.out.Arn), ":*"))
		group := account.LogGroups.Add(r.to, account.Ident{ARN: arn, Name: text(g.out.LogGroupName), Region: r.region}, g.origin)
		put(&group.Retention, kept(g.out), g.told)
		link(&group.Key, g.out.KmsKeyId, g.told)
	}
}

// kept is for how many days a group keeps events: for ever, if it has no
// retention. Groups for delivery keep them for one day (AWS API reference,
// 2026-11).
func kept(g *types.LogGroup) *int {
	if g.LogGroupClass == types.LogGroupClassDelivery {
		return or(number(g.RetentionInDays), 1)
	}
	return or(number(g.RetentionInDays), 0)
}

// metricFilters reads the filters of all groups. AWS leaves the criteria out
// where there are none.
func metricFilters(r *reader) {
	in := &cloudwatchlogs.DescribeMetricFiltersInput{Limit: aws.Int32(logsPage)}
	for f := range found(r, cloudwatchlogs.NewFromConfig(r.config()).DescribeMetricFilters, in, func(o *cloudwatchlogs.DescribeMetricFiltersOutput) []types.MetricFilter { return o.MetricFilters }) {
		id := text(f.out.LogGroupName) + ":" + text(f.out.FilterName)
		filter := account.MetricFilters.Add(r.to, account.Ident{ID: id, Region: r.region}, f.origin)
		put(&filter.Pattern, f.out.FilterPattern, f.told)
		linkGiven(&filter.Group, f.out.LogGroupName, f.told)
		put(&filter.Transformed, &f.out.ApplyOnTransformedLogs, f.told)
		put(&filter.Selection, or(f.out.FieldSelectionCriteria, ""), f.told)
		listOf(&filter.Transformations, f.out.MetricTransformations, f.told, func(t types.MetricTransformation) []*account.Transformation {
			dimensional := len(t.Dimensions) > 0 || len(f.out.EmitSystemFieldDimensions) > 0
			return f.told.transformation(t, dimensional)
		})
	}
}

func (by told) transformation(t types.MetricTransformation, dimensional bool) []*account.Transformation {
	var to account.Transformation
	put(&to.Name, t.MetricName, by)
	put(&to.Namespace, t.MetricNamespace, by)
	put(&to.Value, t.MetricValue, by)
	put(&to.Dimensional, &dimensional, by)
	return []*account.Transformation{&to}
}

package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	threeGroups = `{"logGroups": [
		{"arn": "arn:aws:logs:us-east-1:123456789012:log-group:trail:*", "logGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:trail", "creationTime": 1396235500000,
			"logGroupClass": "STANDARD", "logGroupName": "trail", "metricFilterCount": 1, "retentionInDays": 400, "storedBytes": 167, "kmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/k"},
		{"arn": "arn:aws:logs:us-east-1:123456789012:log-group:app:*", "creationTime": 1396235500000, "logGroupName": "app", "metricFilterCount": 0, "storedBytes": 0},
		{"logGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:edge", "logGroupClass": "DELIVERY", "logGroupName": "edge"}
	]}`
	groupItems = `[
		{"Arn": "arn:aws:logs:us-east-1:123456789012:log-group:app", "Name": "app", "Region": "us-east-1", "retentionInDays": 0, "kmsKeyId": null},
		{"Arn": "arn:aws:logs:us-east-1:123456789012:log-group:edge", "Name": "edge", "Region": "us-east-1", "retentionInDays": 1, "kmsKeyId": null},
		{"Arn": "arn:aws:logs:us-east-1:123456789012:log-group:trail", "Name": "trail", "Region": "us-east-1", "retentionInDays": 400, "kmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/k"}
	]`
	twoFilters = `{"metricFilters": [
		{"creationTime": 1433189871774, "filterName": "root", "filterPattern": "{ $.userIdentity.type = Root }", "logGroupName": "trail", "applyOnTransformedLogs": false,
			"metricTransformations": [{"metricName": "RootUse", "metricNamespace": "Audit", "metricValue": "1", "defaultValue": 0.0}]},
		{"filterName": "all", "filterPattern": "", "logGroupName": "app", "applyOnTransformedLogs": true, "fieldSelectionCriteria": "@aws.account = 1",
			"metricTransformations": [{"metricName": "Calls", "metricNamespace": "Audit", "metricValue": "$.n", "dimensions": {"Who": "$.who"}}]},
		{"filterName": "emits", "logGroupName": "app", "emitSystemFieldDimensions": ["@aws.account"], "metricTransformations": [{}]},
		{"filterName": "odd", "filterPattern": "x", "logGroupName": "app"}
	]}`
	filterItems = `[
		{"Id": "app:all", "Region": "us-east-1", "filterPattern": null, "logGroupName": "app", "applyOnTransformedLogs": true, "fieldSelectionCriteria": "@aws.account = 1",
			"metricTransformations": [{"metricName": "Calls", "metricNamespace": "Audit", "metricValue": "$.n", "dimensions": true}]},
		{"Id": "app:emits", "Region": "us-east-1", "filterPattern": {"unknown": "error", "call": "logs:DescribeMetricFilters"}, "logGroupName": "app", "applyOnTransformedLogs": false, "fieldSelectionCriteria": null,
			"metricTransformations": [{"metricName": {"unknown": "error", "call": "logs:DescribeMetricFilters"}, "metricNamespace": {"unknown": "error", "call": "logs:DescribeMetricFilters"}, "metricValue": {"unknown": "error", "call": "logs:DescribeMetricFilters"}, "dimensions": true}]},
		{"Id": "app:odd", "Region": "us-east-1", "filterPattern": "x", "logGroupName": "app", "applyOnTransformedLogs": false, "fieldSelectionCriteria": null,
			"metricTransformations": {"unknown": "error", "call": "logs:DescribeMetricFilters"}},
		{"Id": "trail:root", "Region": "us-east-1", "filterPattern": "{ $.userIdentity.type = Root }", "logGroupName": "trail", "applyOnTransformedLogs": false, "fieldSelectionCriteria": null,
			"metricTransformations": [{"metricName": "RootUse", "metricNamespace": "Audit", "metricValue": "1", "dimensions": false}]}
	]`
)

var _ = sample(fake{
	"logs:DescribeLogGroups": answers(threeGroups),
	"logs:DescribeMetricFilters": answers(`{"metricFilters": [{"filterName": "root", "filterPattern": "", "logGroupName": "trail",
		"metricTransformations": [{"metricName": "RootUse", "metricNamespace": "Audit", "metricValue": "1"}]}]}`),
})

func TestLogs(t *testing.T) {
	for _, c := range []struct {
		kind                     account.Kind
		call, list, answer, want string
	}{
		{account.LogGroups.Kind, "logs:DescribeLogGroups", "logGroups", threeGroups, groupItems},
		{account.MetricFilters.Kind, "logs:DescribeMetricFilters", "metricFilters", twoFilters, filterItems},
	} {
		empty := `{"` + c.list + `": [], "nextToken": "2"}`
		for name, one := range map[string]struct {
			bodies []any
			want   string
		}{
			"all":              {answers(c.answer), listed(t, c.call, c.want)},
			"none":             {answers(`{"` + c.list + `": []}`), listed(t, c.call, `[]`)},
			"empty page first": {answers(empty, c.answer), listed(t, c.call, c.want)},
			"page refused":     {answers(empty, refuses(c.call, http.StatusBadRequest, "AccessDeniedException", "no")), listed(t, c.call, `[]`, gap(c.call, account.Denied))},
			"page fails":       {answers(empty, refuses(c.call, http.StatusBadRequest, "Odd", "")), listed(t, c.call, `[]`, gap(c.call, account.Partial))},
			"no list":          {answers(`{}`), listed(t, c.call, `[]`, gap(c.call, account.Failed))},
			"empty body":       {answers(""), listed(t, c.call, `[]`, gap(c.call, account.Failed))},
		} {
			t.Run(string(c.kind)+"/"+name, func(t *testing.T) {
				rec, _ := recorded(t, fake{c.call: one.bodies}, c.kind)
				wantRecorded(t, rec, c.kind, one.want)
			})
		}
	}
}

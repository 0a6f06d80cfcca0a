package main

import "testing"

func TestTypesFindTheirService(t *testing.T) {
	for typ, want := range map[string]string{
		"aws_ebs_volume": "ebs", "aws_cloudwatch_event_rule": "eventbridge", "aws_cloudwatch_metric_alarm": "cloudwatch",
		"aws_db_instance": "rds", "aws_lambda_function": "lambda", "aws_vpc": "vpc", "aws_default_vpc": "vpc", "aws_instance": "ec2",
		"aws_dms_endpoint": "", "google_lambda_function": "",
	} {
		got := ""
		if s := serviceOf(typ); s != nil {
			got = s.id
		}
		if got != want {
			t.Errorf("%s is of %q, not of %q", typ, got, want)
		}
	}
}

package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
)

var (
	resources = flag.Int("resources", 35000, "how many resources the generated plan of the benchmark has")
	keepPlan  = flag.String("keep-plan", "", "where to leave the generated plan, to time the whole program on it")
)

// BenchmarkCheckOffline judges a generated plan: seven types, two thirds of
// the resources unchanged, prior state included.
func BenchmarkCheckOffline(b *testing.B) {
	path := *keepPlan
	if path == "" {
		path = filepath.Join(b.TempDir(), "plan.json")
	}
	if err := os.WriteFile(path, largePlan(*resources), 0o600); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		run([]string{"soc2gate", "check", path, "--offline", "--format", "json"}, nil, io.Discard, io.Discard)
	}
}

// largePlan generates a plan in Terraform's format. It is for measuring only:
// what is judged as right or wrong comes from real plans.
func largePlan(n int) []byte {
	var changes, prior, config bytes.Buffer
	for i := range n {
		if i > 0 {
			changes.WriteByte(',')
		}
		typ, values := largeResource(i)
		head := fmt.Sprintf(`"address":"%s.r%d","mode":"managed","type":"%s","name":"r%d","provider_name":"registry.terraform.io/hashicorp/aws"`, typ, i, typ, i)
		if i%3 == 0 {
			fmt.Fprintf(&changes, `{%s,"change":{"actions":["create"],"before":null,"after":%s,"after_unknown":{"id":true,"arn":true},"before_sensitive":false,"after_sensitive":{}}}`, head, values)
		} else {
			fmt.Fprintf(&changes, `{%s,"change":{"actions":["no-op"],"before":%s,"after":%s,"after_unknown":{},"before_sensitive":{},"after_sensitive":{}}}`, head, values, values)
			if prior.Len() > 0 {
				prior.WriteByte(',')
			}
			fmt.Fprintf(&prior, `{%s,"schema_version":0,"values":%s,"sensitive_values":{}}`, head, values)
		}
		if i > 0 {
			config.WriteByte(',')
		}
		fmt.Fprintf(&config, `{"address":"%s.r%d","mode":"managed","type":"%s","name":"r%d","provider_config_key":"aws","expressions":{"tags":{}}}`, typ, i, typ, i)
	}
	return fmt.Appendf(nil, `{"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[%s],"prior_state":{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{"resources":[%s]}}},"configuration":{"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws","expressions":{"region":{"constant_value":"us-east-1"}}}},"root_module":{"resources":[%s]}},"timestamp":"2026-11-23T06:00:00Z","applyable":true,"complete":true,"errored":false}`, changes.Bytes(), prior.Bytes(), config.Bytes())
}

const largeTags = `"tags":{"Name":"a believable name","Service":"payments","Environment":"production","Owner":"platform-team","CostCenter":"12345"}`

func largeResource(i int) (typ, values string) {
	arn := func(service, what string) string {
		return fmt.Sprintf(`"arn":"arn:aws:%s:us-east-1:123456789012:%s%d","id":"%s%d"`, service, what, i, what, i)
	}
	document := `{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:PutObject\"],\"Resource\":\"arn:aws:s3:::bucket/*\"}]}`
	switch i % 7 {
	case 0:
		return "aws_s3_bucket", fmt.Sprintf(`{%s,"bucket":"bucket-%d","force_destroy":false,%s}`, arn("s3", "bucket-"), i, largeTags)
	case 1:
		return "aws_iam_role", fmt.Sprintf(`{%s,"name":"role-%d","path":"/","assume_role_policy":"%s","managed_policy_arns":[],"inline_policy":[],%s}`, arn("iam", "role-"), i, document, largeTags)
	case 2:
		return "aws_iam_policy", fmt.Sprintf(`{%s,"name":"policy-%d","path":"/","policy":"%s",%s}`, arn("iam", "policy-"), i, document, largeTags)
	case 3:
		return "aws_ebs_volume", fmt.Sprintf(`{%s,"availability_zone":"us-east-1a","size":100,"encrypted":true,"kms_key_id":"","snapshot_id":"",%s}`, arn("ec2", "vol-"), largeTags)
	case 4:
		return "aws_security_group", fmt.Sprintf(`{%s,"name":"sg-%d","vpc_id":"vpc-1","ingress":[{"from_port":443,"to_port":443,"protocol":"tcp","cidr_blocks":["10.0.0.0/8"],"ipv6_cidr_blocks":[],"prefix_list_ids":[],"security_groups":[],"self":false,"description":""}],%s}`, arn("ec2", "sg-"), i, largeTags)
	case 5:
		return "aws_kms_key", fmt.Sprintf(`{%s,"key_id":"key-%d","enable_key_rotation":true,"is_enabled":true,"customer_master_key_spec":"SYMMETRIC_DEFAULT","policy":"%s",%s}`, arn("kms", "key-"), i, document, largeTags)
	default:
		return "aws_cloudwatch_log_group", fmt.Sprintf(`{%s,"name":"/log/%d","retention_in_days":400,%s}`, arn("logs", "log-"), i, largeTags)
	}
}

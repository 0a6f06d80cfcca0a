package plan

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const canaryCIDR = "203.0.113.77/32"

func TestSensitiveValuesThatRulesReadAreJudgedAndHidden(t *testing.T) {
	m := made{changes: []string{
		doesSecret("create", "aws_cloudtrail.t", "null", `{"name":"audit","s3_bucket_name":"`+canary+`","enable_logging":true}`, `{}`, `{"s3_bucket_name":true,"enable_logging":true}`),
		doesSecret("create", "aws_s3_bucket_logging.l", "null", `{"bucket":"b","target_bucket":"`+canary+`"}`, `{}`, `{"target_bucket":true}`),
		doesSecret("create", "aws_security_group.g", "null", `{"ingress":[{"protocol":"tcp","from_port":22,"to_port":22,"cidr_blocks":["`+canaryCIDR+`"]}]}`, `{}`, `{"ingress":true}`),
	}}
	_, after := m.built(t)
	silent(t, "after", after, canary)
	silent(t, "after", after, canaryCIDR)
	for tr := range after.Trails.All() {
		if tr.Logging.Is(true).Tri() != account.True || tr.Logging.Fact().Value != "(sensitive)" {
			t.Errorf("logging: %v", tr.Logging.Fact())
		}
	}
	for g := range after.SecurityGroups.All() {
		if g.Ingress.Len() != 1 || after.OpenToWorld(g, []int{22}).Tri() != account.False {
			t.Error("a sensitive rule is not judged")
		}
	}
}

func TestUpdateFromNothingToUnknownIsNotKept(t *testing.T) {
	m := made{
		conf:  `"resources":[` + block("aws_cloudtrail.t", `"kms_key_id":`+refers("aws_kms_key.k.arn", "aws_kms_key.k")) + `]`,
		prior: []string{was("aws_cloudtrail.t", `{"name":"audit","id":"audit","kms_key_id":null}`)},
		changes: []string{
			does("update", "aws_cloudtrail.t", `{"name":"audit","id":"audit","kms_key_id":null}`, `{"name":"audit","id":"audit"}`, `{"kms_key_id":true}`),
			does("create", "aws_kms_key.k", "null", `{}`, `{"arn":true,"id":true}`),
		},
	}
	_, after := m.built(t)
	for tr := range after.Trails.All() {
		for k := range after.Keys.All() {
			if tr.Key.To(k).Tri() != account.True {
				t.Errorf("the trail's new key is %v", tr.Key.Fact())
			}
		}
	}
	same(t, "keys", labels(after.Keys), []string{"aws_kms_key.k"})
}

func TestDeletedEBSDefaultIsOffInItsRegion(t *testing.T) {
	const on = `{"id":"terraform-20261123","enabled":true,"region":"us-east-1"}`
	m := made{prior: []string{was("aws_ebs_encryption_by_default.d", on)}, changes: []string{does("delete", "aws_ebs_encryption_by_default.d", on, "null", `{}`)}}
	before, after := m.built(t)
	if before.EBSDefault("us-east-1").Tri() != account.True || after.EBSDefault("us-east-1").Tri() != account.False {
		t.Errorf("before %v, after %v", before.EBSDefault("us-east-1"), after.EBSDefault("us-east-1"))
	}
	for d := range after.EBSDefaults.All() {
		if d.Encrypted.Fact().Origin.Source != account.FromAWS {
			t.Errorf("%v, want AWS's default", d.Encrypted.Fact())
		}
	}
}

func TestDataSourceIsNotAThing(t *testing.T) {
	p := load(t, []byte(`{`+head+`,"prior_state":{"values":{"root_module":{"resources":[{"address":"data.aws_s3_bucket.b","mode":"data","type":"aws_s3_bucket","name":"b","values":{"bucket":"b","id":"b"}}]}}},`+conf+`}`))
	before, _ := built(t, p)
	same(t, "buckets", labels(before.Buckets), nil)
}

func TestRegionComesFromTheARN(t *testing.T) {
	const arn = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/audit"
	m := made{prior: []string{was("aws_cloudtrail.t", `{"arn":"`+arn+`","name":"audit"}`)}}
	p := m.load(t)
	before, _ := built(t, p)
	for tr := range before.Trails.All() {
		if tr.Region != "eu-west-1" {
			t.Errorf("%s is in %q", arn, tr.Region)
		}
	}
	same(t, "accounts", p.Accounts(), []string{"123456789012"})
}

package plan

import (
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestForgetAndCreateLeavesBoth(t *testing.T) {
	m := made{
		prior:   []string{was("aws_s3_bucket.b", `{"bucket":"old","id":"old"}`)},
		changes: []string{does("create,forget", "aws_s3_bucket.b", `{"bucket":"old","id":"old"}`, `{"bucket":"new"}`, `{"id":true}`)},
	}
	_, after := m.built(t)
	same(t, "after", labels(after.Buckets), []string{"new", "old"})
	for b := range after.Buckets.All() {
		if (b.Name == "new") != (b.Address != "") {
			t.Errorf("%s is managed at %q", b.Name, b.Address)
		}
	}
}

func TestRemovedThingIsAsItWasLastKnown(t *testing.T) {
	const bucket, flags = `{"bucket":"b","id":"b"}`, `{"bucket":"b","id":"b","block_public_policy":true}`
	const thing, setting = "module.z.aws_s3_bucket.b", "module.a.aws_s3_bucket_public_access_block.b"
	m := made{
		prior:   []string{was(thing, bucket), was(setting, flags)},
		changes: []string{does("delete", setting, flags, "null", `{}`), does("delete", thing, bucket, "null", `{}`)},
	}
	_, after := m.built(t)
	if n := len(slices.Collect(after.Buckets.Removed())); n != 1 {
		t.Errorf("%d buckets went, want 1", n)
	}
	for b := range after.Buckets.Removed() {
		if b.BlockPolicy.Is(true).Tri() != account.True {
			t.Errorf("the bucket that went had %v", b.BlockPolicy.Fact())
		}
	}
}

func TestThingsOfTwoServicesNeverMerge(t *testing.T) {
	m := made{prior: []string{
		was("aws_lambda_function.f", `{"arn":"arn:aws:lambda:us-east-1:123456789012:function:orders","id":"orders"}`),
		was("aws_ecs_task_definition.d", `{"arn":"arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1","id":"orders"}`),
		was("aws_dynamodb_table.t", `{"arn":"arn:aws:dynamodb:us-east-1:123456789012:table/orders","id":"orders","name":"orders"}`),
		was("aws_redshift_cluster.c", `{"arn":"arn:aws:redshift:us-east-1:123456789012:cluster:orders","id":"orders","cluster_identifier":"orders"}`),
	}}
	before, _ := m.built(t)
	if before.PlainTexts.Len() != 2 || before.DataStores.Len() != 2 {
		t.Errorf("plain texts %q, data stores %q", labels(before.PlainTexts), labels(before.DataStores))
	}
}

func TestNewThingDoesNotReplaceOneOfAnotherService(t *testing.T) {
	const table = `{"arn":"arn:aws:dynamodb:us-east-1:123456789012:table/orders","id":"orders","name":"orders"}`
	m := made{
		prior:   []string{was("aws_dynamodb_table.t", table)},
		changes: []string{does("create", "aws_redshift_cluster.c", "null", `{"cluster_identifier":"orders","region":"us-east-1"}`, `{"arn":true,"id":true}`)},
	}
	_, after := m.built(t)
	if after.DataStores.Len() != 2 {
		t.Errorf("data stores after: %q", labels(after.DataStores))
	}
}

func TestPrincipalThatAnUpdateTakesOffTheListLosesThePolicy(t *testing.T) {
	const arn = `"policy_arn":"arn:aws:iam::aws:policy/AdministratorAccess"`
	role := func(n string) string { return `{"id":"` + n + `","name":"` + n + `","managed_policy_arns":[]}` }
	m := made{
		prior: []string{
			was("aws_iam_role.a", role("a")), was("aws_iam_role.b", role("b")), was("aws_iam_policy_attachment.x", `{"roles":["a","b"],`+arn+`}`),
		},
		changes: []string{does("update", "aws_iam_policy_attachment.x", `{"roles":["a","b"],`+arn+`}`, `{"roles":["a"],`+arn+`}`, `{}`)},
	}
	before, after := m.built(t)
	has := func(a *account.Account) (names []string) {
		for r := range a.Roles.All() {
			if r.Attached.Len() > 0 {
				names = append(names, r.Name)
			}
		}
		return names
	}
	same(t, "before", has(before), []string{"a", "b"})
	same(t, "after", has(after), []string{"a"})
}

func TestEachValueIsNotTheKey(t *testing.T) {
	const expr = `"bucket":`
	m := made{conf: `"resources":[` + block("aws_s3_bucket.b", ``) + `,` +
		`{"address":"aws_s3_bucket_public_access_block.p","mode":"managed","for_each_expression":{"constant_value":{"x":"y","y":"x"}},"expressions":{` +
		expr + refers("aws_s3_bucket.b", "each.value") + `}}]`}
	for _, key := range []string{"x", "y"} {
		m.changes = append(m.changes,
			does("create", `aws_s3_bucket.b["`+key+`"]`, "null", `{"bucket":"`+key+`"}`, `{"id":true}`),
			does("create", `aws_s3_bucket_public_access_block.p["`+key+`"]`, "null", `{"block_public_policy":`+map[string]string{"x": "true", "y": "false"}[key]+`}`, `{"bucket":true}`))
	}
	c := changeAt(t, m.load(t), `aws_s3_bucket_public_access_block.p["x"]`)
	if got := c.targets("bucket", account.Buckets.Kind); slices.Equal(got, []string{`aws_s3_bucket.b["x"]`}) {
		t.Errorf("the block of x is said to be exactly of %q, and is of y", got)
	}
}

func TestIndexArithmeticIsNotPaired(t *testing.T) {
	m := made{conf: `"resources":[` + block("aws_s3_bucket.b", ``) + `,` +
		block("aws_s3_bucket_public_access_block.p", `"bucket":`+refers("aws_s3_bucket.b", "count.index")) + `]`}
	for _, a := range []string{"aws_s3_bucket.b[0]", "aws_s3_bucket.b[1]", "aws_s3_bucket.b[2]"} {
		m.changes = append(m.changes, does("create", a, "null", `{}`, `{"id":true}`))
	}
	for _, a := range []string{"[0]", "[1]"} {
		m.changes = append(m.changes, does("create", "aws_s3_bucket_public_access_block.p"+a, "null", `{}`, `{"bucket":true}`))
	}
	c := changeAt(t, m.load(t), "aws_s3_bucket_public_access_block.p[0]")
	if got := c.targets("bucket", account.Buckets.Kind); len(got) == 1 {
		t.Errorf("exactly %q, though the key sets differ", got)
	}
}

func TestDeferredChangeLeavesAGap(t *testing.T) {
	p := load(t, []byte(`{`+head+`,"complete":false,"deferred_changes":[{"reason":"instance_count_unknown","resource_change":{"address":"aws_s3_bucket.b[*]","type":"aws_s3_bucket","mode":"managed","change":{"actions":["create"]}}}],`+conf+`}`))
	before, after := built(t, p)
	if before.Buckets.Complete().Tri() != account.Unknown || len(after.Buckets.Gaps()) != 1 || after.Buckets.Gaps()[0].Cause != account.DeferredToLater {
		t.Errorf("gaps %v", after.Buckets.Gaps())
	}
	if limits := p.Limits(); len(limits) != 1 || !strings.Contains(limits[0], "aws_s3_bucket.b[*]") {
		t.Errorf("limits %q", limits)
	}
}

func TestActionsAndUnknownErrorsAreLimits(t *testing.T) {
	p := load(t, []byte(`{"format_version":"1.2","action_invocations":[{"address":"action.aws_ec2_stop_instance.x"}],`+conf+`}`))
	if limits := p.Limits(); len(limits) != 2 || p.Errored != account.Unknown || p.Refusal() != "" {
		t.Errorf("limits %q", limits)
	}
}

// TestAnOwnerThatIsNoNameIsNoPanic has an object where Terraform writes a name.
func TestAnOwnerThatIsNoNameIsNoPanic(t *testing.T) {
	const odd = `{"bucket":{"a":1},"policy":""}`
	m := made{changes: []string{does("update", "aws_s3_bucket_policy.p", odd, odd, `{}`)}}
	_, after := m.built(t)
	if after.Buckets.Len() != 1 {
		t.Errorf("%q", labels(after.Buckets))
	}
}

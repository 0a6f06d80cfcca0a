package plan_test

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	yes   = account.True
	no    = account.False
	maybe = account.Unknown
)

func TestDeleteTakesTheThingAway(t *testing.T) {
	before, after := judged(t, "plan/delete", "")
	want(t, "before", called(before.Buckets), "aws_s3_bucket.exports", "aws_s3_bucket.invoices")
	want(t, "after", called(after.Buckets), "aws_s3_bucket.invoices")
	want(t, "removed", gone(after.Buckets), "aws_s3_bucket.exports")
	want(t, "removed before the change", gone(before.Buckets))
	for b := range after.Buckets.Removed() {
		if b.Replaced() || !b.Touched() {
			t.Errorf("replaced %v, touched %v", b.Replaced(), b.Touched())
		}
	}
	if the(t, after.Buckets, "aws_s3_bucket.invoices").Touched() {
		t.Error("the plan has no hand in the other bucket")
	}
}

func TestLowerCountDeletesTheLast(t *testing.T) {
	_, after := judged(t, "plan/count-lowered", "")
	want(t, "after", called(after.Buckets), "aws_s3_bucket.invoices[0]", "aws_s3_bucket.invoices[1]")
	want(t, "removed", gone(after.Buckets), "aws_s3_bucket.invoices[2]")
}

func TestDestroyLeavesNothing(t *testing.T) {
	before, after := judged(t, "plan/destroy", "")
	is(t, "the block before", shut(the(t, before.Buckets, "aws_s3_bucket.invoices")), yes)
	want(t, "after", called(after.Buckets))
	want(t, "removed", gone(after.Buckets), "aws_s3_bucket.invoices")
}

func TestReplacementThatDeletesFirstInterrupts(t *testing.T) {
	for _, name := range []string{"plan/replace-delete-first", "plan/replace-requested"} {
		before, after := judged(t, name, "")
		old, made := the(t, before.Volumes, "aws_ebs_volume.orders"), the(t, after.Volumes, "aws_ebs_volume.orders")
		want(t, name+" after", called(after.Volumes), "aws_ebs_volume.orders")
		is(t, name+" interrupted", made.Interrupted(), yes)
		is(t, name+" fresh", made.Fresh(), yes)
		is(t, name+" interrupted before", old.Interrupted(), no)
		is(t, name+" fresh before", old.Fresh(), no)
		is(t, name+" encrypted", made.Encrypted.Is(true), yes)
		if old.Serial() != made.Serial() || made.ID == old.ID {
			t.Errorf("%s: serial %d and %d, id %q and %q", name, old.Serial(), made.Serial(), old.ID, made.ID)
		}
		for v := range after.Volumes.Removed() {
			if !v.Replaced() || v.ID != old.ID {
				t.Errorf("%s: removed %s, replaced %v", name, v.Label(), v.Replaced())
			}
		}
	}
}

func TestReplacementThatCreatesFirstDoesNotInterrupt(t *testing.T) {
	before, after := judged(t, "plan/replace-create-first", "")
	old, made := the(t, before.SecurityGroups, "aws_security_group.bastion"), the(t, after.SecurityGroups, "aws_security_group.bastion")
	is(t, "interrupted", made.Interrupted(), no)
	is(t, "fresh", made.Fresh(), yes)
	if old.Serial() != made.Serial() || made.ID != "" {
		t.Errorf("serial %d and %d, id %q", old.Serial(), made.Serial(), made.ID)
	}
	want(t, "groups", called(after.SecurityGroups), "aws_security_group.bastion")
	// The rule is replaced too: the new one belongs to the new group.
	if old.Ingress.Len() != 1 || made.Ingress.Len() != 1 {
		t.Fatalf("%d rules before, %d after", old.Ingress.Len(), made.Ingress.Len())
	}
	is(t, "all rules seen", made.Ingress.Complete(), yes)
	is(t, "the rule", made.Ingress.Exists(func(p *account.Permission) account.Bool {
		return p.FromPort.Is(22).And(p.CIDR.Is("10.20.0.0/16"))
	}), yes)
	vpc := the(t, after.VPCs, "aws_vpc.orders")
	is(t, "the group's VPC", made.VPC.To(vpc), yes)
}

func TestForgottenThingStaysUnmanaged(t *testing.T) {
	before, after := judged(t, "plan/forget", "")
	want(t, "removed", gone(after.Buckets))
	b := the(t, after.Buckets, "exports")
	if b.Address != "" || the(t, before.Buckets, "exports").Address != "aws_s3_bucket.exports" {
		t.Errorf("the forgotten bucket is managed at %q", b.Address)
	}
	if b.Serial() != the(t, before.Buckets, "exports").Serial() {
		t.Error("the forgotten bucket is another one")
	}
}

func TestImportedThingIsTheOneOfTheAccount(t *testing.T) {
	const live = `"s3.buckets":{"items":[{"Arn":"arn:aws:s3:::invoices","Id":"invoices","Name":"invoices","VersioningStatus":"Enabled"}]}`
	for _, name := range []string{"plan/import", "plan/import-with-change"} {
		for _, with := range []string{"", live} {
			before, after := judged(t, name, with)
			b := the(t, after.Buckets, "aws_s3_bucket.invoices")
			is(t, name+" fresh", b.Fresh(), no)
			if after.Buckets.Len() != 1 || b.Serial() != the(t, before.Buckets, "invoices").Serial() {
				t.Errorf("%s: %q", name, called(after.Buckets))
			}
			if with != "" {
				is(t, name+" versioning", b.Versioning.Is("Enabled"), yes)
			}
		}
	}
}

func TestMoveKeepsTheThing(t *testing.T) {
	for name, to := range map[string]string{
		"plan/move": "aws_s3_bucket.billing", "plan/move-with-change": "aws_s3_bucket.billing", "plan/move-to-key": `aws_s3_bucket.invoices["eu"]`,
	} {
		before, after := judged(t, name, "")
		want(t, name, called(after.Buckets), to)
		want(t, name+" removed", gone(after.Buckets))
		b := the(t, after.Buckets, to)
		is(t, name+" fresh", b.Fresh(), no)
		if b.Serial() != the(t, before.Buckets, "invoices").Serial() {
			t.Errorf("%s: the moved bucket is another one", name)
		}
	}
}

func TestTargetIsALimit(t *testing.T) {
	p := loaded(t, "plan/target")
	if len(p.Limits()) != 1 || p.Complete != no || p.Refusal() != "" {
		t.Errorf("limits %q, complete %v", p.Limits(), p.Complete)
	}
	_, after := judged(t, "plan/target", "")
	want(t, "after", called(after.Buckets), "aws_s3_bucket.invoices")
	is(t, "all buckets seen", after.Buckets.Complete(), maybe)
}

func TestErroredPlanIsRefusedAndSaysWhy(t *testing.T) {
	for _, name := range []string{"plan/errored"} {
		if p := loaded(t, name); p.Refusal() == "" || p.Errored != yes {
			t.Errorf("%s: refusal %q, errored %v", name, p.Refusal(), p.Errored)
		}
	}
	if p := loaded(t, "plan/failing-check"); p.Refusal() != "" || len(p.FailedChecks()) != 1 {
		t.Errorf("a failing check does not stop an apply: %q, %q", p.Refusal(), p.FailedChecks())
	}
}

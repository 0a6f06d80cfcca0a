package plan_test

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestDriftIsWhatTheAccountHoldsBefore(t *testing.T) {
	before, after := judged(t, "plan/drift", "")
	is(t, "the opened block", shut(the(t, before.Buckets, "invoices")), no)
	is(t, "the block that is shut again", shut(the(t, after.Buckets, "invoices")), yes)
	if p := loaded(t, "plan/drift"); p.Coverage().Drifted != 1 {
		t.Errorf("coverage %+v", p.Coverage())
	}
}

func TestDriftThatDeletedABlock(t *testing.T) {
	before, after := judged(t, "plan/drift-deleted", "")
	is(t, "the block that is not there", shut(the(t, before.Buckets, "invoices")), maybe) // nobody saw that there is none
	is(t, "the block that is made again", shut(the(t, after.Buckets, "invoices")), yes)
}

func TestRefreshOnlyChangesNothing(t *testing.T) {
	before, after := judged(t, "plan/refresh-only", "")
	for _, a := range []*account.Account{before, after} {
		is(t, "the opened block", shut(the(t, a.Buckets, "invoices")), no)
	}
	untouched(t, after)
}

func TestNoChangesChangeNothing(t *testing.T) {
	for _, name := range []string{"plan/no-changes", "plan/output-change"} {
		before, after := judged(t, name, "")
		want(t, name, called(after.Buckets), called(before.Buckets)...)
		untouched(t, after)
	}
	before, after := judged(t, "plan/no-changes", "")
	is(t, "the block before", shut(the(t, before.Buckets, "invoices")), yes)
	is(t, "the block after", shut(the(t, after.Buckets, "invoices")), yes)
}

func untouched(t *testing.T, a *account.Account) {
	t.Helper()
	for b := range a.Buckets.All() {
		if b.Touched() {
			t.Errorf("the plan has a hand in %s", b.Called())
		}
	}
}

func TestDeposedObjectGoesAndTheCurrentOneStays(t *testing.T) {
	before, after := judged(t, "plan/deposed", "")
	if before.Buckets.Len() != 2 {
		t.Errorf("before: %q", called(before.Buckets))
	}
	if old := the(t, before.Buckets, "invoices-2026"); old.Address != "" {
		t.Errorf("the deposed bucket goes by the address of the current one, %q", old.Address)
	}
	want(t, "after", called(after.Buckets), "aws_s3_bucket.invoices")
	now := the(t, after.Buckets, "aws_s3_bucket.invoices")
	if now.Name != "invoices-2027" || now.Touched() {
		t.Errorf("what stays is %s, touched %v", now.Name, now.Touched())
	}
	for b := range after.Buckets.Removed() {
		if b.Name != "invoices-2026" || b.Replaced() {
			t.Errorf("removed %s, replaced %v", b.Name, b.Replaced())
		}
	}
}

func TestUpdateKeepsWhatTheAccountSaysAndItDoesNotChange(t *testing.T) {
	const live = `"cloudtrail.trails":{"items":[{"Arn":%q,"Name":%q,"Region":"us-east-1","IsLogging":true,"IsMultiRegionTrail":true,"IncludeGlobalServiceEvents":false,"LogFileValidationEnabled":{"unknown":"denied","call":"cloudtrail:GetTrail"}}]}`
	const name = "trail-not-stopped/introduces"
	before, _ := judged(t, name, "")
	var trail *account.Trail
	for tr := range before.Trails.All() {
		trail = tr
	}
	_, after := judged(t, name, sprintf(live, trail.ARN, trail.Name))
	now := the(t, after.Trails, trail.ARN)
	if f := now.GlobalEvents.Fact(); f.Origin.Source != account.FromLive || f.Value != "false" {
		t.Errorf("the live value that the update leaves alone became %v", f)
	}
	if f := now.FileValidation.Fact(); f.Cause != account.Denied {
		t.Errorf("what nobody could read became %v", f)
	}
	if f := now.Logging.Fact(); f.Origin.Source != account.FromPlan || f.Value != "false" {
		t.Errorf("what the update changes is %v", f)
	}
}

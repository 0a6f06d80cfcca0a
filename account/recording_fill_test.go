package account_test

import (
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// stated is a builder in which Terraform's state holds one trail.
func stated() *account.Builder {
	b := account.NewBuilder()
	from := &account.Origin{Source: account.FromState, Ref: "aws_cloudtrail.audit"}
	tr := account.Trails.Add(b, account.Ident{ARN: "arn:audit", Name: "audit", Region: "us-east-1", Address: "aws_cloudtrail.audit"}, from)
	tr.Logging, tr.MultiRegion = account.Observed(true, from, "enable_logging"), account.Observed(true, from, "is_multi_region_trail")
	return b
}

func only(t *testing.T, a *account.Account) *account.Trail {
	t.Helper()
	if a.Trails.Len() != 1 {
		t.Fatalf("%q", labels(a.Trails))
	}
	for tr := range a.Trails.All() {
		return tr
	}
	panic("unreachable")
}

func TestRecordingWinsOverTheStateWhereBothSpeak(t *testing.T) {
	b := stated()
	serial := only(t, b.Build()).Serial()
	tr := only(t, filled(t, b, trails(`{"Arn":"arn:audit","Name":"audit","Region":"us-east-1","IsLogging":false}`)))
	is(t, "logging", tr.Logging.Is(false), yes)
	is(t, "multi-region, of which the recording is silent", tr.MultiRegion.Is(true), yes)
	if tr.Logging.Fact().Origin.Source != account.FromLive || tr.MultiRegion.Fact().Origin.Source != account.FromState {
		t.Errorf("%v; %v", tr.Logging.Fact(), tr.MultiRegion.Fact())
	}
	if tr.Serial() != serial || tr.Address != "aws_cloudtrail.audit" {
		t.Errorf("serial %d, address %q", tr.Serial(), tr.Address)
	}
}

func TestStateAgainstACompleteListingIsADisagreement(t *testing.T) {
	a := filled(t, stated(), recorded(`"cloudtrail.trails":{"items":[]}`))
	tr := only(t, a)
	for _, f := range []account.Fact{tr.Logging.Fact(), tr.MultiRegion.Fact()} {
		if f.Cause != account.Disagreement || f.Value != "" {
			t.Errorf("%v", f)
		}
	}
	is(t, "a trail that logs", a.Trails.Exists(func(tr *account.Trail) account.Bool { return tr.Logging.Is(true) }), maybe)
}

// TestSubscriptionThatWaitsIsNotMissed has one that Terraform's state knows by
// the ARN that no listing gives before it is confirmed.
func TestSubscriptionThatWaitsIsNotMissed(t *testing.T) {
	for pending, want := range map[bool]account.Tri{true: no, false: maybe} {
		b := account.NewBuilder()
		s := account.Subscriptions.Add(b, account.Ident{ARN: "arn:aws:sns:us-east-1:123456789012:alerts:1", Region: "us-east-1"}, fromPlan)
		s.Pending, s.Filtered = account.Observed(pending, fromPlan, "pending_confirmation"), account.Observed(false, fromPlan, "filter_policy")
		a := filled(t, b, recorded(`"sns.subscriptions":{"items":[]}`))
		is(t, "delivers", a.Subscriptions.Exists((*account.Subscription).Delivers), want)
	}
}

// TestStateIsNotBelievedInPlaceOfARefusedListing keeps a refused answer from
// reading as a good one.
func TestStateIsNotBelievedInPlaceOfARefusedListing(t *testing.T) {
	a := filled(t, stated(), recorded(`"cloudtrail.trails":{"items":[],"gaps":[{"region":"eu-west-1","call":"cloudtrail:ListTrails","cause":"denied"}]}`))
	is(t, "logging", only(t, a).Logging.Is(true), maybe)
	if f := only(t, a).Logging.Fact(); f.Cause != account.Denied {
		t.Errorf("%v", f)
	}
	settled, _ := drifts(t, a)
	is(t, "settled", settled, maybe)
	is(t, "complete", a.Trails.Complete(), maybe)
	if f := a.Trails.Complete().Why()[0]; f.Cause != account.Denied || f.Origin.Ref != "cloudtrail:ListTrails" || !strings.Contains(f.Subject, "eu-west-1") {
		t.Errorf("%+v", f)
	}
}

func TestKindThatTheRecordingIsSilentAboutStays(t *testing.T) {
	a := filled(t, stated(), recorded(``))
	is(t, "logging", only(t, a).Logging.Is(true), yes)
	is(t, "complete", a.Trails.Complete(), maybe)
}

func TestRegionThatWasNotRecordedIsNotDisagreedWith(t *testing.T) {
	b := account.NewBuilder()
	v := account.Volumes.Add(b, account.Ident{ID: "vol-eu", Region: "eu-west-1"}, fromPlan)
	v.Encrypted = account.Observed(true, fromPlan, "encrypted")
	a := filled(t, b, recorded(`"ec2.volumes":{"items":[]}`)) // of us-east-1
	is(t, "encrypted", a.Volumes.Exists(func(v *account.Volume) account.Bool { return v.Encrypted.Is(true) }), yes)
	is(t, "complete", a.Volumes.Complete(), maybe)
}

func TestEveryKindOfTheModelCanBeRecordedEmpty(t *testing.T) {
	for _, kind := range account.Kinds() {
		b := account.NewBuilder()
		if err := fill(b, recorded(`"`+string(kind)+`":{"items":[]}`)); (err != nil) != kind.Recorded() {
			t.Errorf("%s: %v; only what is signed is no part of a recording", kind, err)
		}
	}
}

func TestRecordingTwiceTheSameChangesNothing(t *testing.T) {
	text := trails(`{"Arn":"arn:audit","Name":"audit","Region":"us-east-1","IsLogging":true},{"Name":"audit","Region":"eu-west-1","IsLogging":false}`)
	b := stated()
	filled(t, b, text)
	if a := filled(t, b, text); a.Trails.Len() != 2 {
		t.Errorf("%q", labels(a.Trails))
	}
}

func FuzzRecording(f *testing.F) {
	f.Add(recorded(``))
	f.Add(trails(`{"Arn":"arn:audit","Name":"audit","Region":"us-east-1","IsLogging":null,"KmsKeyId":{"unknown":"denied","call":"x"}}`))
	f.Add(recorded(`"ec2.security_groups":{"items":[{"Id":"sg","IpPermissions":[{"IpProtocol":"-1","CidrIp":"0.0.0.0/0"}]}],"gaps":[{"cause":"partial"}]}`))
	f.Add(recorded(`"s3.buckets":{"items":[{"Name":"b","Policy":{"Statement":[]}}]},"kms.keys":{"items":[{"Id":"k","LastUsageDate":"x"}]}`))
	f.Fuzz(func(_ *testing.T, text string) {
		b := stated()
		if fill(b, text) != nil {
			return
		}
		a := b.Build()
		for g := range a.SecurityGroups.All() {
			a.OpenToWorld(g, []int{22})
		}
		for k := range a.Keys.All() {
			a.KeyInUse(k)
		}
	})
}

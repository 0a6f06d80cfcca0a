package plan

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	hub      = `{"id":"123456789012","arn":"arn:aws:securityhub:us-east-1:123456789012:hub/default","enable_default_standards":true}`
	fsbp     = `{"id":"arn:aws:securityhub:us-east-1:123456789012:subscription/aws-foundational-security-best-practices/v/1.0.0","standards_arn":"arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"}`
	live     = `"securityhub.standards":{"items":[` + onFSBP + `]},"securityhub.hubs":{"items":[{"Arn":"arn:aws:securityhub:us-east-1:123456789012:hub/default","Region":"us-east-1"}]},"config.recorders":{"items":[` + running + `]},"config.delivery_channels":{"items":[{"Name":"default","Region":"us-east-1","S3BucketName":"b"}]}`
	onFSBP   = `{"Arn":"arn:aws:securityhub:us-east-1:123456789012:subscription/aws-foundational-security-best-practices/v/1.0.0","Region":"us-east-1","StandardsArn":"arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0","StandardsStatus":"READY"}`
	running  = `{"Name":"default","Region":"us-east-1","Recording":true,"RecordingScope":"PAID","ServicePrincipal":null,"AllSupported":true}`
	recorded = `{"id":"default","name":"default","region":"us-east-1","recording_group":[{"all_supported":true}]}`
)

func TestStandardsOfTheAccount(t *testing.T) {
	subscription := was("aws_securityhub_standards_subscription.fsbp", fsbp)
	policy := func(actions, target string) string {
		doc := `{"policy_id":"p","target_id":"` + target + `"}`
		if actions == "create" {
			return does(actions, "aws_securityhub_configuration_policy_association.a", "null", doc, `{"id":true}`)
		}
		return does(actions, "aws_securityhub_configuration_policy_association.a", doc, "null", `{}`)
	}
	hubs := func(actions, after string) string {
		return does(actions, "aws_securityhub_account.h", hub, after, `{"id":true,"arn":true}`)
	}
	const off = `{"enable_default_standards":false,"region":"us-east-1"}`
	const on = `{"enable_default_standards":true,"region":"us-east-1"}`
	for name, c := range map[string]struct {
		changes []string
		want    account.Tri
	}{
		"nothing changes":                       {nil, account.True},
		"unsubscribed":                          {[]string{does("delete", "aws_securityhub_standards_subscription.fsbp", fsbp, "null", `{}`)}, account.False},
		"forgotten":                             {[]string{does("forget", "aws_securityhub_standards_subscription.fsbp", fsbp, "null", `{}`)}, account.True},
		"the hub goes":                          {[]string{hubs("delete", "null")}, account.False},
		"the hub is replaced":                   {[]string{hubs("delete,create", on)}, account.True},
		"the hub is replaced without standards": {[]string{hubs("delete,create", off)}, account.False},
		"policy of this account":                {[]string{policy("create", "123456789012")}, account.Unknown},
		"policy of a unit that goes":            {[]string{policy("delete", "ou-1")}, account.Unknown},
		"policy of another account":             {[]string{policy("create", "210987654321")}, account.True},
		"new hub under a new policy":            {[]string{hubs("delete,create", on), policy("create", "r-1")}, account.Unknown},
	} {
		before, after := made{prior: []string{was("aws_securityhub_account.h", hub), subscription}, changes: c.changes}.over(t, live)
		if got := before.CheckedBy(account.FSBP, "us-east-1"); got.Tri() != account.True {
			t.Errorf("%s, before: %v", name, got.Why())
		}
		if got := after.CheckedBy(account.FSBP, "us-east-1"); got.Tri() != c.want {
			t.Errorf("%s: %v, want %v; %v", name, got.Tri(), c.want, got.Why())
		}
	}
}

func TestRecorderThatIsReplacedDoesNotRun(t *testing.T) {
	const status = `{"id":"default","name":"default","region":"us-east-1","is_enabled":true}`
	m := made{
		prior: []string{was("aws_config_configuration_recorder.r", recorded), was("aws_config_configuration_recorder_status.s", status)},
		changes: []string{
			does("delete,create", "aws_config_configuration_recorder.r", recorded, `{"name":"default","region":"us-east-1","recording_group":[{"all_supported":true}]}`, `{"id":true}`),
			does("no-op", "aws_config_configuration_recorder_status.s", status, status, `{}`),
		},
	}
	before, after := m.over(t, live)
	if got := before.ConfigRecords("us-east-1"); got.Tri() != account.True {
		t.Errorf("before: %v", got.Why())
	}
	if got := after.ConfigRecords("us-east-1"); got.Tri() != account.False {
		t.Errorf("after: %v", got.Why())
	}
	for r := range after.Recorders.All() {
		if gap := r.Interrupted(); gap.Tri() != account.True {
			t.Errorf("%v", gap.Why())
		}
	}
}

func TestFeatureOfADetectorStaysWhenItsResourceGoes(t *testing.T) {
	const detector = `{"id":"d1","region":"us-east-1","enable":true}`
	const on = `{"detector_id":"d1","region":"us-east-1","name":"RDS_LOGIN_EVENTS","status":"ENABLED"}`
	m := made{
		prior:   []string{was("aws_guardduty_detector.d", detector), was("aws_guardduty_detector_feature.f", on)},
		changes: []string{does("delete", "aws_guardduty_detector_feature.f", on, "null", `{}`)},
	}
	_, after := m.built(t)
	for d := range after.Detectors.All() {
		stays := d.Features.Exists(func(f *account.DetectorFeature) account.Bool {
			return f.Name.Is("RDS_LOGIN_EVENTS").And(f.Status.Is("ENABLED"))
		})
		if stays.Tri() != account.True {
			t.Errorf("%v", stays.Why())
		}
	}
}

func TestDeliveryOfATrailIsOpenOnceItGoesElsewhere(t *testing.T) {
	trail := func(bucket string) string {
		return `{"arn":"arn:aws:cloudtrail:us-east-1:123456789012:trail/t","name":"t","s3_bucket_name":"` + bucket + `"}`
	}
	for bucket, want := range map[string]account.Tri{"logs": account.True, "others": account.Unknown} {
		m := made{
			prior:   []string{was("aws_cloudtrail.t", trail("logs"))},
			changes: []string{does("update", "aws_cloudtrail.t", trail("logs"), trail(bucket), `{}`)},
		}
		p, b := m.load(t), account.NewBuilder()
		if err := p.Before(b); err != nil {
			t.Fatal(err)
		}
		account.Trails.Each(b, func(t *account.Trail) {
			t.FileError = account.Observed("", &account.Origin{Source: account.FromLive}, "")
		})
		if err := p.After(b); err != nil {
			t.Fatal(err)
		}
		for one := range b.Build().Trails.All() {
			if got := one.FileError.Is(""); got.Tri() != want {
				t.Errorf("to %s: %v", bucket, got.Why())
			}
		}
	}
}

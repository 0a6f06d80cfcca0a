package plan_test

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func management(t *account.Trail) (reads, writes account.Bool) {
	return t.RecordsManagement(account.Reading), t.RecordsManagement(account.Writing)
}

func TestBothSpellingsOfSelectors(t *testing.T) {
	_, after := judged(t, "plan/detection", "")
	invoices, logs := the(t, after.Buckets, "invoices"), the(t, after.Buckets, "audit-logs")
	for name, want := range map[string]struct{ reads, writes, invoices, logs account.Tri }{
		"aws_cloudtrail.classic":  {no, no, yes, no}, // it excludes a service
		"aws_cloudtrail.advanced": {yes, yes, maybe, maybe},
		"aws_cloudtrail.bare":     {yes, yes, no, no},
	} {
		trail := the(t, after.Trails, name)
		reads, writes := management(trail)
		is(t, name+" reads", reads, want.reads)
		is(t, name+" writes", writes, want.writes)
		is(t, name+" invoices", trail.RecordsObjects(invoices, account.Writing), want.invoices)
		is(t, name+" logs", trail.RecordsObjects(logs, account.Writing), want.logs)
	}
	is(t, "reads of invoices by the classic trail", the(t, after.Trails, "classic").RecordsObjects(invoices, account.Reading), no)
	is(t, "no delivery is known of a new trail", the(t, after.Trails, "bare").FileError.Is(""), maybe)
}

func TestSelectorsThatGoLeaveOpenWhatIsRecorded(t *testing.T) {
	before, after := judged(t, "plan/detection-changes", "")
	reads, writes := management(the(t, before.Trails, "audit"))
	is(t, "before", reads.And(writes), yes)
	reads, writes = management(the(t, after.Trails, "audit"))
	is(t, "after", reads.Or(writes), maybe)
}

const recorderAlone = `"config.recorders":{"items":[{"Name":"default","Region":"us-east-1","Recording":true,"RecordingScope":"PAID","ServicePrincipal":null,"AllSupported":true}]},"config.delivery_channels":{"items":[%s]}`

func TestThreeResourcesMakeARecorder(t *testing.T) {
	_, after := judged(t, "plan/detection", `"config.recorders":{"items":[]},"config.delivery_channels":{"items":[]}`)
	is(t, "new", after.ConfigRecords("us-east-1"), yes)
	is(t, "another region", after.ConfigRecords("eu-west-1"), maybe) // it was not read
	const channel = `{"Name":"default","Region":"us-east-1","S3BucketName":"audit-logs"}`
	before, after := judged(t, "plan/detection-changes", sprintf(recorderAlone, channel))
	is(t, "before", before.ConfigRecords("us-east-1"), yes)
	is(t, "without its status", after.ConfigRecords("us-east-1"), no)
	is(t, "of some types only", the(t, after.Recorders, "default").Broad(), no)
	before, _ = judged(t, "plan/detection-changes", sprintf(recorderAlone, ""))
	is(t, "the account does not have the channel of the state", before.ConfigRecords("us-east-1"), maybe)
}

func TestDetectorAndItsFeatures(t *testing.T) {
	_, after := judged(t, "plan/detection", "")
	d := the(t, after.Detectors, "aws_guardduty_detector.main")
	is(t, "new", after.Detects("us-east-1"), yes)
	on := func(name string) account.Bool {
		return d.Features.Exists(func(f *account.DetectorFeature) account.Bool { return f.Name.Is(name).And(f.Status.Is("ENABLED")) })
	}
	is(t, "a datasource", on("S3_DATA_EVENTS"), yes)
	is(t, "a feature", on("RDS_LOGIN_EVENTS"), yes)
	is(t, "nobody speaks of it", on("LAMBDA_NETWORK_LOGS"), maybe)
	before, after := judged(t, "plan/detection-changes", "")
	is(t, "before", before.Detects("us-east-1"), yes)
	is(t, "switched off", the(t, after.Detectors, "aws_guardduty_detector.main").Status.Is("ENABLED"), no)
}

func TestNewHubSubscribesByItself(t *testing.T) {
	const nothing = `"securityhub.standards":{"items":[]},"config.recorders":{"items":[]},"config.delivery_channels":{"items":[]}`
	before, after := judged(t, "plan/detection", nothing)
	is(t, "before", before.CheckedBy(account.FSBP, "us-east-1"), no)
	is(t, "best practices", after.CheckedBy(account.FSBP, "us-east-1"), yes)
	is(t, "CIS", after.CheckedBy(account.CIS, "us-east-1"), yes)
	want(t, "standards", called(after.Standards), "aws_securityhub_account.main", "aws_securityhub_account.main", "aws_securityhub_standards_subscription.cis")
}

func TestSignUpOfAuditManagerIsNotTakenForGranted(t *testing.T) {
	_, after := judged(t, "plan/detection", `"auditmanager.status":{"items":[{"Id":"account","Region":"us-east-1","Status":"INACTIVE"}]}`)
	signedUp := func(a *account.Account) account.Bool {
		return a.AuditStatuses.Exists(func(s *account.AuditStatus) account.Bool { return s.Status.Is("ACTIVE") })
	}
	is(t, "new customer", signedUp(after), maybe)
	_, after = judged(t, "plan/detection", `"auditmanager.status":{"items":[{"Id":"account","Region":"us-east-1","Status":"ACTIVE"}]}`)
	is(t, "old customer", signedUp(after), yes)
	a := the(t, after.Assessments, "aws_auditmanager_assessment.soc2")
	is(t, "assessment", a.Status.Is("ACTIVE"), yes)
	is(t, "framework", after.Frameworks.At(a.Framework, func(f *account.Framework) account.Bool { return f.Compliance.Is("SOC 2") }), yes)
}

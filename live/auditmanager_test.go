package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofAudit, ofAssessments, ofAssessment, ofFrameworks = "auditmanager:GetAccountStatus", "auditmanager:ListAssessments", "auditmanager:GetAssessment", "auditmanager:ListAssessmentFrameworks"

	auditOn        = `{"status": "ACTIVE"}`
	assessmentList = `{"assessmentMetadata": [
		{"id": "11111111-2222-3333-4444-555555555555", "name": "SOC 2", "complianceType": "SOC 2", "status": "ACTIVE", "creationTime": 1795000000, "delegations": [], "roles": []},
		{"id": "99999999-2222-3333-4444-555555555555", "name": "old", "status": "INACTIVE"}
	]}`
	assessmentOne = `{"assessment": {
		"arn": "arn:aws:auditmanager:us-east-1:123456789012:assessment/11111111-2222-3333-4444-555555555555",
		"framework": {"arn": "arn:aws:auditmanager:us-east-1::assessmentFramework/aaaaaaaa-2222-3333-4444-555555555555", "id": "aaaaaaaa-2222-3333-4444-555555555555", "metadata": {"name": "SOC 2"}, "controlSets": []}
	}, "userRole": {"roleType": "PROCESS_OWNER", "roleArn": "arn:aws:iam::123456789012:role/owner"}}`
	standardFramework = `{"frameworkMetadataList": [{
		"arn": "arn:aws:auditmanager:us-east-1::assessmentFramework/aaaaaaaa-2222-3333-4444-555555555555", "id": "aaaaaaaa-2222-3333-4444-555555555555",
		"name": "SOC 2", "complianceType": "SOC 2", "type": "Standard", "controlsCount": 61, "controlSetsCount": 20
	}]}`
	customFramework = `{"frameworkMetadataList": [{
		"arn": "arn:aws:auditmanager:us-east-1:123456789012:assessmentFramework/bbbbbbbb-2222-3333-4444-555555555555", "id": "bbbbbbbb-2222-3333-4444-555555555555", "name": "ours", "type": "Custom"
	}]}`
)

var _ = sample(fake{
	ofAudit: answers(auditOn), ofAssessments: answers(assessmentList), ofAssessment: answers(assessmentOne), ofFrameworks: answers(standardFramework, customFramework),
})

func TestAuditStatus(t *testing.T) {
	for answer, want := range map[any]string{
		auditOn:                  listed(t, ofAudit, `[{"Id": "account", "Region": "us-east-1", "Status": "ACTIVE"}]`),
		`{"status": "INACTIVE"}`: listed(t, ofAudit, `[{"Id": "account", "Region": "us-east-1", "Status": "INACTIVE"}]`),
		``:                       listed(t, ofAudit, `[]`, gap(ofAudit, account.Failed)),
	} {
		rec, _ := recorded(t, fake{ofAudit: answers(answer)}, account.AuditStatuses.Kind)
		wantRecorded(t, rec, account.AuditStatuses.Kind, want)
	}
}

// TestRegionWithoutAuditManager asks nobody where there is nobody to ask.
func TestRegionWithoutAuditManager(t *testing.T) {
	kinds := []account.Kind{account.AuditStatuses.Kind, account.Assessments.Kind, account.Frameworks.Kind}
	s, sender := openFake(t, fake{})
	rec, err := s.Record(Need{Kinds: kinds, Regions: []string{"eu-north-1"}})
	if err != nil || len(sender.asked) > 0 {
		t.Fatal(err, sender.asked)
	}
	for _, k := range kinds {
		wantRecorded(t, rec, k, `{"items": []}`)
	}
}

func TestAssessments(t *testing.T) {
	const first, second = "11111111-2222-3333-4444-555555555555", "99999999-2222-3333-4444-555555555555"
	items := `[{"Id": "` + first + `", "Region": "us-east-1", "Status": "ACTIVE", "FrameworkId": "aaaaaaaa-2222-3333-4444-555555555555"}, {"Id": "` + second + `", "Region": "us-east-1", "Status": "INACTIVE"}]`
	sparse := `[{"Id": "` + first + `", "Region": "us-east-1", "Status": "ACTIVE", "FrameworkId": {"unknown": "error", "call": "` + ofAssessment + `"}}, {"Id": "` + second + `", "Region": "us-east-1", "Status": "INACTIVE"}]`
	for name, c := range map[string]struct {
		status, list, one any
		want              string
	}{
		"two":               {auditOn, assessmentList, assessmentOne, statusBy(listed(t, ofAssessments, items), ofAssessment, "FrameworkId")},
		"no framework":      {auditOn, assessmentList, `{"assessment": {}}`, statusBy(listed(t, ofAssessments, sparse), ofAssessment, "FrameworkId")},
		"not signed up":     {`{"status": "INACTIVE"}`, nil, nil, `{"items": []}`},
		"status not known":  {``, nil, nil, listed(t, ofAssessments, `[]`, gap(ofAudit, account.Failed))},
		"answer of nothing": {auditOn, ``, nil, listed(t, ofAssessments, `[]`, gap(ofAssessments, account.Failed))},
		"refused":           {auditOn, refuses(ofAssessments, http.StatusForbidden, "AccessDeniedException", "no"), nil, listed(t, ofAssessments, `[]`, gap(ofAssessments, account.Denied))},
	} {
		t.Run(name, func(t *testing.T) {
			f := fake{ofAudit: answers(c.status), ofAssessments: answers(c.list), ofAssessment: answers(c.one)}
			rec, sender := recordedFor(t, f, func(string) bool { return false }, account.Assessments.Kind)
			wantRecorded(t, rec, account.Assessments.Kind, c.want)
			if n := sender.asked[ofAssessment]; n > 1 {
				t.Errorf("%d assessments were asked about, and one is active", n)
			}
		})
	}
}

func TestFrameworks(t *testing.T) {
	standard := `{"Arn": "arn:aws:auditmanager:us-east-1::assessmentFramework/aaaaaaaa-2222-3333-4444-555555555555", "Id": "aaaaaaaa-2222-3333-4444-555555555555", "Region": "us-east-1", "FrameworkName": "SOC 2", "ComplianceType": "SOC 2"}`
	custom := `{"Arn": "arn:aws:auditmanager:us-east-1:123456789012:assessmentFramework/bbbbbbbb-2222-3333-4444-555555555555", "Id": "bbbbbbbb-2222-3333-4444-555555555555", "Region": "us-east-1", "FrameworkName": "ours", "ComplianceType": null}`
	denied := refuses(ofFrameworks, http.StatusForbidden, "AccessDeniedException", "no")
	for name, c := range map[string]struct {
		answers []any
		want    string
	}{
		"both":           {answers(standardFramework, customFramework), listed(t, ofFrameworks, `[`+custom+`, `+standard+`]`)},
		"custom refused": {answers(standardFramework, denied), listed(t, ofFrameworks, `[`+standard+`]`, gap(ofFrameworks, account.Denied))},
		"pages":          {answers(`{"frameworkMetadataList": [], "nextToken": "2"}`, standardFramework, customFramework), listed(t, ofFrameworks, `[`+custom+`, `+standard+`]`)},
		"empty body":     {answers(``), listed(t, ofFrameworks, `[]`, gap(ofFrameworks, account.Failed))},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofAudit: answers(auditOn), ofFrameworks: c.answers}, account.Frameworks.Kind)
			wantRecorded(t, rec, account.Frameworks.Kind, c.want)
		})
	}
}

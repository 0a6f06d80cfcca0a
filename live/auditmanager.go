package live

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/auditmanager"
	"github.com/aws/aws-sdk-go-v2/service/auditmanager/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.AuditStatuses.Kind},
	calls: []any{auditmanager.GetAccountStatusInput{}},
	read:  func(r *reader) { _, _ = signedUp(r) },
})

var _ = collect(collector{
	kinds: []account.Kind{account.Assessments.Kind},
	calls: []any{auditmanager.GetAccountStatusInput{}, auditmanager.ListAssessmentsInput{}, auditmanager.GetAssessmentInput{}},
	read:  assessments,
})

var _ = collect(collector{
	kinds: []account.Kind{account.Frameworks.Kind},
	calls: []any{auditmanager.GetAccountStatusInput{}, auditmanager.ListAssessmentFrameworksInput{}},
	read:  frameworks,
})

// auditRegions are those that Audit Manager has. There will be no more, for it
// takes no new customers (AWS General Reference, 2026-11).
var auditRegions = []string{
	"ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1",
	"eu-west-1", "eu-west-2", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
}

// signedUp reads whether the account has signed up in the region. In a region
// that has no Audit Manager there is nothing to be read.
func signedUp(r *reader) (client *auditmanager.Client, active bool) {
	if !slices.Contains(auditRegions, r.region) {
		return nil, false
	}
	client = auditmanager.NewFromConfig(r.config())
	status := ask(r, client.GetAccountStatus, &auditmanager.GetAccountStatusInput{})
	if by := status.given(status.out.Status != ""); by.failed() {
		r.miss(by.gap(r.region))
		return nil, false
	}
	if r.by.kinds[0] == account.AuditStatuses.Kind {
		to := account.AuditStatuses.Add(r.to, account.Ident{ID: account.AccountID, Region: r.region}, status.origin)
		put(&to.Status, word(status.out.Status), status.told)
	}
	return client, status.out.Status == types.AccountStatusActive
}

// assessments reads the assessments of an account that has signed up. Of another
// AWS lists none, and none collects evidence (AWS API reference, 2026-11).
func assessments(r *reader) {
	client, active := signedUp(r)
	if !active {
		return
	}
	for a := range found(r, client.ListAssessments, &auditmanager.ListAssessmentsInput{}, func(o *auditmanager.ListAssessmentsOutput) []types.AssessmentMetadataItem {
		return o.AssessmentMetadata
	}) {
		if unnamed(r, a.told, a.out.Id) {
			continue
		}
		to := account.Assessments.Add(r.to, account.Ident{ID: text(a.out.Id), Region: r.region}, a.origin)
		put(&to.Status, word(a.out.Status), a.told)
		if a.out.Status == types.AssessmentStatusActive || r.wants(text(a.out.Id)) {
			r.also(func() {
				framework(to, ask(r, client.GetAssessment, &auditmanager.GetAssessmentInput{AssessmentId: a.out.Id}))
			})
		}
	}
}

// framework reads what framework the assessment was made after.
func framework(to *account.Assessment, told answer[auditmanager.GetAssessmentOutput]) {
	one := or(or(told.out.Assessment, types.Assessment{}).Framework, types.AssessmentFramework{})
	linkGiven(&to.Framework, one.Id, told.told)
}

// frameworks reads AWS's own frameworks and the account's.
func frameworks(r *reader) {
	client, active := signedUp(r)
	if !active {
		return
	}
	for _, sort := range []types.FrameworkType{types.FrameworkTypeStandard, types.FrameworkTypeCustom} {
		in := &auditmanager.ListAssessmentFrameworksInput{FrameworkType: sort}
		for f := range found(r, client.ListAssessmentFrameworks, in, func(o *auditmanager.ListAssessmentFrameworksOutput) []types.AssessmentFrameworkMetadata {
			return o.FrameworkMetadataList
		}) {
			if unnamed(r, f.told, f.out.Arn, f.out.Id) {
				continue
			}
			to := account.Frameworks.Add(r.to, account.Ident{ARN: text(f.out.Arn), ID: text(f.out.Id), Region: r.region}, f.origin)
			put(&to.Title, f.out.Name, f.told)
			put(&to.Compliance, or(f.out.ComplianceType, ""), f.told) // left out if nobody said
		}
	}
}

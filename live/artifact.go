package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/live/artifact"
)

var _ = collect(collector{
	kinds: []account.Kind{account.ArtifactReports.Kind},
	where: global,
	calls: []any{artifact.ListReportsInput{}},
	read:  reports,
})

// reportsPage is how many reports AWS Artifact gives at once at most (AWS API
// reference, 2026-11).
const reportsPage = 300

// reports reads what AWS Artifact offers. That there is no list is no answer: it
// offers some to everybody.
func reports(r *reader) {
	in := &artifact.ListReportsInput{MaxResults: aws.Int32(reportsPage)}
	for o := range found(r, artifact.NewFromConfig(r.config()).ListReports, in, func(o *artifact.ListReportsOutput) []artifact.ReportSummary { return o.Reports }) {
		report := account.ArtifactReports.Add(r.to, account.Ident{ARN: text(o.out.Arn), ID: text(o.out.Id), Name: text(o.out.Name)}, o.origin)
		put(&report.Series, o.out.Series, o.told)
		put(&report.Category, o.out.Category, o.told)
		put(&report.Version, number(o.out.Version), o.told)
		put(&report.State, word(o.out.State), o.told)
		put(&report.Start, or(moment(o.out.PeriodStart), ""), o.told)
		put(&report.End, or(moment(o.out.PeriodEnd), ""), o.told)
	}
}

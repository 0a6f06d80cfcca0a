package account

// ArtifactReports are the reports of third parties about AWS that AWS Artifact
// offers.
var ArtifactReports = kind("artifact.reports", func(a *Account) *Set[*ArtifactReport] { return &a.ArtifactReports })

// ArtifactReport is the newest version of a report. Its name is the report's
// title.
type ArtifactReport struct {
	Meta
	Series   Value[string] `aws:"series"`
	Category Value[string] `aws:"category"`
	Version  Value[int]    `aws:"version"`
	State    Value[string] `aws:"state"`       // PUBLISHED or UNPUBLISHED
	Start    Value[string] `aws:"periodStart"` // RFC 3339, empty if the report is not about a period
	End      Value[string] `aws:"periodEnd"`   // RFC 3339
}

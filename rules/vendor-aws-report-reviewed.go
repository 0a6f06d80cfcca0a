package rules

import "github.com/soc2gate/soc2gate/account"

// VendorAWSReportReviewed looks for a review of the report about AWS.
var VendorAWSReportReviewed = add(Rule{
	ID:    "vendor-aws-report-reviewed",
	Title: "Somebody reviewed the newest SOC 2 report about AWS within a year, and no time is left open since its end",
	Criteria: []Support{
		{"CC9.2", "the vendor that everything runs on is assessed by reading what its auditor found"},
		{"CC3.2", "an exception at AWS is a risk here, and is answered"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A report that nobody read shows nothing about the vendor, and an old one says nothing about today.",
	Fix:      "Read the newest SOC 2 report in AWS Artifact and sign a vendor-review record; after 90 days get a bridge letter. soc2gate vendor writes the form.",
	Reads:    []account.Kind{account.VendorReviews.Kind, account.ArtifactReports.Kind},
	Sort:     Standing,
	Check: func(a *account.Account, r *Report) {
		r.Require(a, a.VendorReviewed(), "no signed review of the newest AWS SOC 2 report counts today (365 days, 90 days since its period)")
	},
})

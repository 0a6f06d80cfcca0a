package rules

import "github.com/soc2gate/soc2gate/account"

// TrailLogValidation wants the digests that show that no log was altered.
var TrailLogValidation = add(Rule{
	ID:    "trail-log-validation",
	Title: "Every trail signs digests of its log files",
	Criteria: []Support{
		{"CC7.3", "events are evaluated on logs that are known to be unaltered"},
		{"CC7.2", "somebody who can alter the log unseen can hide from monitoring"},
		{"PI1.3", "the digest chain shows that the record is complete and accurate"},
	},
	Severity: High,
	Tier:     1,
	Why:      "Without digests nobody can prove that a log file is the one that CloudTrail wrote.",
	Fix:      "Set enable_log_file_validation = true on the aws_cloudtrail.",
	Reads:    []account.Kind{account.Trails.Kind},
	Check: func(a *account.Account, r *Report) {
		for t := range a.Trails.All() {
			r.Require(t, t.FileValidation.Is(true), "trail %s does not validate its log files", t.Called())
		}
	},
})

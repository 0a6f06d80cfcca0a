package rules

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// IAMAnalyzerEnabled wants to be told what strangers can reach.
var IAMAnalyzerEnabled = add(Rule{
	ID:    "iam-analyzer-enabled",
	Title: "An analyzer looks for external access in every region in use",
	Criteria: []Support{
		{"CC6.1", "access from outside that nobody meant to give is found"},
		{"CC7.1", "a change that opens something to strangers is noticed"},
	},
	Severity: Medium,
	Tier:     2,
	Why:      "Without an analyzer nobody is told when a policy lets another account in.",
	Fix:      "Keep one aws_accessanalyzer_analyzer of type ACCOUNT or ORGANIZATION in each region.",
	Reads:    []account.Kind{account.Analyzers.Kind, account.Organizations.Kind, account.DelegatedAdministrators.Kind},
	Check: func(a *account.Account, r *Report) {
		all, where := a.Unanalyzed()
		all = all.OrElse(a.AnalyzedElsewhere)
		r.Require(a, all, "no analyzer looks for external access%s", strings.TrimSuffix(" in "+strings.Join(where, ", "), " in "))
	},
})

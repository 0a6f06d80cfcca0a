package rules

import "github.com/soc2gate/soc2gate/account"

// GDEnabled wants every detector of GuardDuty to be on, and one at least.
var GDEnabled = add(Rule{
	ID:    "gd-enabled",
	Title: "GuardDuty is on in each region that has a detector, and in one at least",
	Criteria: []Support{
		{"CC6.8", "GuardDuty finds malicious software by what it does"},
		{"CC7.1", "it reports new exposures and stolen credentials as they are used"},
		{"CC7.2", "it watches the account for anomalies that point to an attack"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "Without a detector nobody looks for attackers in the logs, and what happened meanwhile is not looked at later.",
	Fix:      "Keep an aws_guardduty_detector with enable = true, or leave the detector to the delegated administrator.",
	Reads:    []account.Kind{account.Detectors.Kind},
	Check: func(a *account.Account, r *Report) {
		r.requireIn(a, a.DetectorRegions(), a.Detects, "GuardDuty is not on")
	},
})

package rules

import "github.com/soc2gate/soc2gate/account"

// AuditAssessmentActive wants Audit Manager, where it is used, to go on
// collecting evidence for SOC 2.
var AuditAssessmentActive = add(Rule{
	ID:       "audit-assessment-active",
	Title:    "Where Audit Manager is used, an active assessment collects evidence for SOC 2",
	Criteria: []Support{{"CC4.1", "evidence that controls work is collected all the time, not once a year"}},
	Severity: Medium,
	Tier:     2,
	Why:      "Evidence that was not collected during the audit window cannot be collected later.",
	Fix:      "Keep an aws_auditmanager_assessment of a SOC 2 framework; make another one before this one goes.",
	Reads:    []account.Kind{account.AuditStatuses.Kind, account.Assessments.Kind, account.Frameworks.Kind},
	Check: func(a *account.Account, r *Report) {
		unused := a.AuditManagerUsed().Not()
		if unused.Tri() == account.True {
			return // AWS takes no new customers
		}
		r.Require(a, unused.Or(a.AuditsBy("SOC 2")), "no active assessment collects evidence for SOC 2")
	},
})

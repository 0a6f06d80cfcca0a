package rules

import "github.com/soc2gate/soc2gate/account"

// BackupRetentionMin wants backups to reach back far enough.
var BackupRetentionMin = add(Rule{
	ID:    "backup-retention-min",
	Title: "Every backup plan keeps backups for 35 days, and none is made to keep them for a shorter time",
	Criteria: []Support{
		{"A1.2", "backups reach back far enough to find one that is still good"},
		{"CC7.5", "what is noticed late can still be recovered from"},
	},
	Severity: High,
	Tier:     2,
	Why:      "Damage that is noticed after a month can only be undone with a backup that is older.",
	Fix:      "Set lifecycle.delete_after of one rule to 35 or more; other rules of the plan may keep theirs for a shorter time.",
	Reads:    []account.Kind{account.BackupPlans.Kind},
	Check: func(a *account.Account, r *Report) {
		for p := range a.BackupPlans.All() {
			kept, message := p.Keeps(retention), "backup plan %s keeps no backup for 35 days"
			if kept.Tri() == account.True {
				message = "backup plan %s keeps backups for a shorter time than before"
			}
			r.Require(p, kept.And(p.Shortened().Not()), message, p.Called()).
				Lower("it still keeps them for 35 days", func() account.Bool { return kept })
		}
	},
})

// retention is how many days back a backup plan must reach.
const retention = 35

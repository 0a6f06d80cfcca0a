package rules

import "github.com/soc2gate/soc2gate/account"

// BackupResourceCovered wants a backup plan for all that holds data.
var BackupResourceCovered = add(Rule{
	ID:    "backup-resource-covered",
	Title: "Everything that holds data is covered by a backup plan",
	Criteria: []Support{
		{"A1.2", "what a backup plan covers can be brought back after a loss"},
		{"CC7.5", "recovery from an incident begins with a backup"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A table without a backup looks like any other until the day it is needed, and a tag that goes takes its backup along.",
	Fix:      "Tag it as your aws_backup_selection asks, or name it there; opt its type in for the region; S3 needs versioning as well.",
	Reads:    append([]account.Kind{account.Instances.Kind}, coverReads...),
	Check: func(a *account.Account, r *Report) {
		for _, s := range a.DataHeld() {
			other := account.HeldElsewhere(s)
			if other.Tri() == account.True {
				continue
			}
			covered := other.OrElse(func() account.Bool { return a.BackedUp(s) })
			r.Require(s, covered, "%s is covered by no backup plan", s.Called()).
				Lower("it keeps backups or versions of its own", func() account.Bool { return account.KeepsOwn(s) })
		}
		r.requireSeen(a, a.DataSeen(), "things that hold data", a.BackupSelections.Moved(), a.BackupPlans.Moved(),
			a.BackupRegionSettings.Moved(), a.OrganizationMoves(account.BackupPolicies))
	},
})

// coverReads is what tells whether something is backed up.
var coverReads = []account.Kind{
	account.DBInstances.Kind, account.DBClusters.Kind, account.Volumes.Kind, account.Buckets.Kind, account.DataStores.Kind,
	account.BackupSelections.Kind, account.BackupPlans.Kind, account.BackupRegionSettings.Kind, account.OrganizationEffective.Kind,
}

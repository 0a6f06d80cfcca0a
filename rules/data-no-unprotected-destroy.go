package rules

import "github.com/soc2gate/soc2gate/account"

// DataNoUnprotectedDestroy finds data that a change destroys for good.
var DataNoUnprotectedDestroy = add(Rule{
	ID:    "data-no-unprotected-destroy",
	Title: "Nothing that holds data is destroyed without a recovery point",
	Criteria: []Support{
		{"A1.2", "data that is destroyed can be brought back from a recovery point"},
		{"C1.2", "data is disposed of on purpose, not as a side effect"},
		{"PI1.5", "stored data stays complete until it is meant to go"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "A plan that replaces a database destroys what is in it, and nothing after the apply brings it back.",
	Fix:      "Set skip_final_snapshot = false, drop force_destroy, or take a backup, or a snapshot by hand, within a day before the apply.",
	Reads: []account.Kind{
		account.DBInstances.Kind, account.DBClusters.Kind, account.Buckets.Kind, account.DataStores.Kind,
		account.RecoveryPoints.Kind, account.DBSnapshots.Kind,
	},
	Check: func(a *account.Account, r *Report) {
		for _, lost := range a.DataLost() {
			safe := lost.Kept.OrElse(func() account.Bool { return a.Recoverable(lost.Thing) })
			r.Require(lost, safe, "the data of %s is destroyed and no recent recovery point has it", lost.Called())
		}
	},
})

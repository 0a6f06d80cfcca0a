package rules

import "github.com/soc2gate/soc2gate/account"

// KMSNoDeleteInUse finds keys that die while something still needs them.
var KMSNoDeleteInUse = add(Rule{
	ID:    "kms-no-delete-in-use",
	Title: "No key that is in use is scheduled for deletion",
	Criteria: []Support{
		{"CC6.1", "access to encrypted data ends with its key"},
		{"A1.2", "a backup whose key is gone cannot be restored"},
		{"C1.2", "data is to be disposed of on purpose, not along with a key"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "Once the key is gone, every volume, snapshot and object it encrypted is lost for good.",
	Fix:      "Keep the aws_kms_key until nothing uses it; disable it first and watch for errors.",
	Reads: []account.Kind{
		account.Keys.Kind, account.Aliases.Kind, account.Volumes.Kind, account.Snapshots.Kind, account.DBInstances.Kind,
		account.DBClusters.Kind, account.DBSnapshots.Kind, account.Buckets.Kind, account.Trails.Kind,
	},
	Check: func(a *account.Account, r *Report) {
		for k := range a.Keys.All() {
			ok := k.Dying().Not().OrElse(func() account.Bool { return a.KeyInUse(k).Not() })
			r.Require(k, ok, "key %s is scheduled for deletion and still in use", k.Called())
		}
	},
})

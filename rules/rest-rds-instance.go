package rules

import "github.com/soc2gate/soc2gate/account"

// RestRDSInstance wants every database encrypted, by whatever decides it.
var RestRDSInstance = add(Rule{
	ID:    "rest-rds-instance",
	Title: "Every RDS instance stores its data encrypted",
	Criteria: []Support{
		{"CC6.1", "encryption keeps data from those who get at the storage"},
		{"PI1.5", "stored data is protected as long as it is kept"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "Encryption cannot be switched on in place: a database that starts in clear has to be moved.",
	Fix:      "Set storage_encrypted = true before the first apply; later, restore an encrypted copy of a snapshot.",
	Reads:    []account.Kind{account.DBInstances.Kind, account.DBClusters.Kind, account.DBSnapshots.Kind},
	Check: func(a *account.Account, r *Report) {
		for i := range a.DBInstances.All() {
			r.Require(i, a.DBEncrypted(i), "database %s is not encrypted", i.Called())
		}
	},
})

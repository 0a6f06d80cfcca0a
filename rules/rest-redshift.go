package rules

import "github.com/soc2gate/soc2gate/account"

// RestRedshift wants every warehouse encrypted.
var RestRedshift = add(Rule{
	ID:    "rest-redshift",
	Title: "Every Redshift cluster is encrypted",
	Criteria: []Support{
		{"CC6.1", "encryption keeps data from those who get at the storage"},
	},
	Severity: High,
	Tier:     2,
	Why:      "A warehouse holds copies of what is protected everywhere else.",
	Fix:      "Set encrypted = true on the aws_redshift_cluster.",
	Reads:    []account.Kind{account.Warehouses.Kind},
	Check: func(a *account.Account, r *Report) {
		for w := range a.Warehouses.All() {
			r.Require(w, w.Encrypted.Is(true), "Redshift cluster %s is not encrypted", w.Called())
		}
	},
})

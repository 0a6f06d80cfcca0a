package rules

import "github.com/soc2gate/soc2gate/account"

// RestEFS wants every file system encrypted.
var RestEFS = add(Rule{
	ID:    "rest-efs",
	Title: "Every EFS file system is encrypted",
	Criteria: []Support{
		{"CC6.1", "encryption keeps data from those who get at the storage"},
	},
	Severity: High,
	Tier:     2,
	Why:      "Encryption of a file system is settled when it is made: one in clear has to be copied to another.",
	Fix:      "Set encrypted = true on the aws_efs_file_system before the first apply.",
	Reads:    []account.Kind{account.FileSystems.Kind},
	Check: func(a *account.Account, r *Report) {
		for f := range a.FileSystems.All() {
			r.Require(f, f.Encrypted.Is(true), "file system %s is not encrypted", f.Called())
		}
	},
})

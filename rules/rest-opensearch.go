package rules

import "github.com/soc2gate/soc2gate/account"

// RestOpenSearch wants every search domain encrypted.
var RestOpenSearch = add(Rule{
	ID:    "rest-opensearch",
	Title: "Every OpenSearch domain is encrypted at rest",
	Criteria: []Support{
		{"CC6.1", "encryption keeps data from those who get at the storage"},
	},
	Severity: High,
	Tier:     2,
	Why:      "An index holds the data it was made of, and its snapshots are as clear as it is.",
	Fix:      "Set encrypt_at_rest { enabled = true } on the aws_opensearch_domain.",
	Reads:    []account.Kind{account.SearchDomains.Kind},
	Check: func(a *account.Account, r *Report) {
		for d := range a.SearchDomains.All() {
			r.Require(d, d.Encrypted.Is(true), "search domain %s is not encrypted at rest", d.Called())
		}
	},
})

package rules

import "github.com/soc2gate/soc2gate/account"

// RestElastiCache wants every replication group encrypted.
var RestElastiCache = add(Rule{
	ID:    "rest-elasticache",
	Title: "Every ElastiCache replication group is encrypted at rest",
	Criteria: []Support{
		{"CC6.1", "encryption keeps data from those who get at the storage"},
	},
	Severity: High,
	Tier:     2,
	Why:      "Caches hold sessions and copies of records, and write them to disk for backups and when nodes are synchronised.",
	Fix:      "Set at_rest_encryption_enabled = true before the first apply; a group that has no encryption has to be replaced.",
	Reads:    []account.Kind{account.CacheGroups.Kind},
	Check: func(a *account.Account, r *Report) {
		for g := range a.CacheGroups.All() {
			r.Require(g, g.Encrypted.Is(true), "replication group %s is not encrypted at rest", g.Called())
		}
	},
})

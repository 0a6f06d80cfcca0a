package rules

import "github.com/soc2gate/soc2gate/account"

// TLSRDSEnforced wants databases that refuse connections in clear. Those of a
// cluster are judged by the cluster.
var TLSRDSEnforced = add(Rule{
	ID:    "tls-rds-enforced",
	Title: "Every RDS database refuses connections without TLS, and the setting is in effect",
	Criteria: []Support{
		{"CC6.7", "what travels between applications and the database is encrypted, whatever the client prefers"},
	},
	Severity: High,
	Tier:     2,
	Why:      "Where the server does not insist, one client with an old driver sends its password and data in clear.",
	Fix:      "Set rds.force_ssl = 1 (PostgreSQL, SQL Server) or require_secure_transport = ON (MySQL, MariaDB) in the parameter group, and reboot.",
	Reads: []account.Kind{
		account.DBInstances.Kind, account.DBClusters.Kind, account.ParameterGroups.Kind, account.ClusterParameters.Kind,
	},
	Check: func(a *account.Account, r *Report) {
		for i := range a.DBInstances.All() {
			if _, member := a.DBClusters.Linked(i.Cluster); !member {
				r.Require(i, a.TLSInEffect(i), "database %s accepts connections without TLS", i.Called())
			}
		}
		for c := range a.DBClusters.All() {
			r.Require(c, a.ClusterTLS(c), "database cluster %s accepts connections without TLS", c.Called())
		}
	},
})

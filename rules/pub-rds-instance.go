package rules

import "github.com/soc2gate/soc2gate/account"

// PubRDSInstance keeps databases without a public address.
var PubRDSInstance = add(Rule{
	ID:    "pub-rds-instance",
	Title: "No RDS instance has a public address",
	Criteria: []Support{
		{"CC6.1", "the database is reached through the applications that need it"},
		{"CC6.6", "nothing but the network keeps the internet from a public address"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "Between a database with a public address and the internet stands one security group.",
	Fix:      "Set publicly_accessible = false and reach it over a VPN, a bastion or Session Manager.",
	Reads: []account.Kind{
		account.DBInstances.Kind, account.DBSubnetGroups.Kind, account.Subnets.Kind, account.RouteTables.Kind,
		account.SecurityGroups.Kind, account.PrefixLists.Kind,
	},
	Check: func(a *account.Account, r *Report) {
		for i := range a.DBInstances.All() {
			r.Require(i, i.Public.Is(false), "database %s has a public address", i.Called()).
				Lower("neither route nor security group lets the internet in", func() account.Bool { return a.Unreached(i) })
		}
	},
})

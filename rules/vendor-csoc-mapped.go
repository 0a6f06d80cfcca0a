package rules

import "github.com/soc2gate/soc2gate/account"

// VendorCSOCMapped looks at the table of what is left to AWS.
var VendorCSOCMapped = add(Rule{
	ID:    "vendor-csoc-mapped",
	Title: "Every control that is left to AWS is answered for, for every service in use",
	Criteria: []Support{
		{"CC9.2", "what is relied on AWS for is known, and somebody sees to it that AWS does it"},
	},
	Severity: Medium,
	Tier:     1,
	Why:      "Controls that everybody believes to be with the other side are with nobody.",
	Fix:      "Write the service and who answers into subservice-controls.json and have it signed; soc2gate vendor writes one from the account.",
	Reads: []account.Kind{
		account.SubserviceTables.Kind, account.Buckets.Kind, account.Volumes.Kind, account.Instances.Kind, account.DBInstances.Kind, account.DBClusters.Kind,
		account.Keys.Kind, account.Trails.Kind, account.Topics.Kind, account.LogGroups.Kind, account.LoadBalancers.Kind, account.Distributions.Kind,
		account.BackupVaults.Kind, account.DataStores.Kind,
	},
	Check: func(a *account.Account, r *Report) {
		isRule := func(id string) bool { return Find(id) != nil }
		r.Require(a, a.SubserviceMapped(isRule), "no signed table of the last year answers for what is left to AWS: %s", a.Unanswered(isRule))
		if a.SubserviceTables.Len() == 0 {
			return
		}
		for _, s := range a.ServicesLeantOn() {
			r.Require(s, a.SubserviceCovers(s), "the account uses %s, and the table of what is left to AWS does not name it everywhere", s.Name)
		}
	},
})

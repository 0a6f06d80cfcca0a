package rules

import "github.com/soc2gate/soc2gate/account"

// RestEBSVolume wants every volume encrypted, by whatever decides it.
var RestEBSVolume = add(Rule{
	ID:    "rest-ebs-volume",
	Title: "Every EBS volume is encrypted",
	Criteria: []Support{
		{"CC6.1", "encryption keeps data from those who get at the storage"},
		{"PI1.5", "stored data is protected as long as it is kept"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A volume that was created in clear stays so, and so do its snapshots.",
	Fix:      "Set encrypted = true on the aws_ebs_volume, or aws_ebs_encryption_by_default in its region.",
	Reads:    []account.Kind{account.Volumes.Kind, account.EBSDefaults.Kind, account.Snapshots.Kind},
	Check: func(a *account.Account, r *Report) {
		for v := range a.Volumes.All() {
			r.Require(v, a.VolumeEncrypted(v), "volume %s is not encrypted", v.Called())
		}
	},
})

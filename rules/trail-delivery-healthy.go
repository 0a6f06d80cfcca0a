package rules

import "github.com/soc2gate/soc2gate/account"

// TrailDeliveryHealthy wants log files that arrive.
var TrailDeliveryHealthy = add(Rule{
	ID:    "trail-delivery-healthy",
	Title: "CloudTrail can write the files of every trail to its bucket, and does",
	Criteria: []Support{
		{"CC7.2", "a record that does not arrive cannot be watched for anomalies"},
		{"CC4.1", "evaluations of the controls are made on the files that were delivered"},
	},
	Severity: High,
	Tier:     2,
	Why:      "A trail without its bucket is logging and leaves nothing behind; CloudTrail gives up what it could not deliver.",
	Fix:      "Let the bucket's policy allow cloudtrail.amazonaws.com s3:GetBucketAcl and s3:PutObject, and the key's policy kms:GenerateDataKey*.",
	Reads:    []account.Kind{account.Trails.Kind, account.Buckets.Kind, account.Keys.Kind},
	Check: func(a *account.Account, r *Report) {
		for t := range a.Trails.All() {
			r.Require(t, a.TrailDelivers(t), "trail %s cannot deliver its log files, or AWS reports that it did not", t.Called())
		}
	},
})

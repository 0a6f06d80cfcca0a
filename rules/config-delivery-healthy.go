package rules

import "github.com/soc2gate/soc2gate/account"

// ConfigDeliveryHealthy wants a history of the configuration that arrives.
var ConfigDeliveryHealthy = add(Rule{
	ID:    "config-delivery-healthy",
	Title: "AWS Config can write what it records to the bucket of every delivery channel, and does",
	Criteria: []Support{
		{"CC7.1", "a history that does not arrive shows nobody what was changed"},
		{"CC4.1", "an evaluation of the past needs the files that were delivered"},
	},
	Severity: Medium,
	Tier:     2,
	Why:      "A recorder whose files are refused goes on recording, and the history that an auditor asks for is not there.",
	Fix:      "Keep the bucket, and let its policy allow config.amazonaws.com s3:GetBucketAcl and s3:PutObject under AWSLogs/ACCOUNT/Config.",
	Reads:    []account.Kind{account.DeliveryChannels.Kind, account.Buckets.Kind, account.Keys.Kind},
	Check: func(a *account.Account, r *Report) {
		for c := range a.DeliveryChannels.All() {
			r.Require(c, a.ChannelDelivers(c), "delivery channel %s of AWS Config cannot deliver, or AWS reports that it did not", c.Called())
		}
	},
})

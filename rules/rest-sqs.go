package rules

import "github.com/soc2gate/soc2gate/account"

// RestSQS wants the messages of queues encrypted, by SQS or by KMS.
var RestSQS = add(Rule{
	ID:    "rest-sqs",
	Title: "Every SQS queue encrypts its messages",
	Criteria: []Support{
		{"CC6.1", "encryption keeps messages from those who get at the storage"},
	},
	Severity: Medium,
	Tier:     2,
	Why:      "Messages wait in a queue for up to two weeks; a queue that switches off what SQS does by default keeps them in clear.",
	Fix:      "Drop sqs_managed_sse_enabled = false, or set kms_master_key_id.",
	Reads:    []account.Kind{account.Queues.Kind},
	Check: func(a *account.Account, r *Report) {
		for q := range a.Queues.All() {
			r.Require(q, q.Encrypted(), "queue %s does not encrypt its messages", q.Called())
		}
	},
})

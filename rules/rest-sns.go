package rules

import "github.com/soc2gate/soc2gate/account"

// RestSNS wants the messages of topics encrypted with KMS. SNS encrypts none
// by itself that way (AWS documentation, 2026-11).
var RestSNS = add(Rule{
	ID:    "rest-sns",
	Title: "Every SNS topic encrypts messages with a KMS key",
	Criteria: []Support{
		{"CC6.1", "encryption keeps messages from those who get at the storage"},
		{"PI1.4", "outputs are protected until they reach those they are meant for"},
	},
	Severity: Medium,
	Tier:     2,
	Why:      "Messages wait on disk until each subscriber has them, alerts with their details included.",
	Fix:      "Set kms_master_key_id to a key of your own whose policy lets CloudWatch and EventBridge use it, or alarms go silent.",
	Reads:    []account.Kind{account.Topics.Kind},
	Check: func(a *account.Account, r *Report) {
		for t := range a.Topics.All() {
			r.Require(t, t.Key.Absent().Not(), "topic %s does not encrypt its messages", t.Called())
		}
	},
})

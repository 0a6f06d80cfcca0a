package rules

import "github.com/soc2gate/soc2gate/account"

// RestDynamoDBCMK wants tables under a key of one's own. DynamoDB encrypts every
// table; only who owns the key differs.
var RestDynamoDBCMK = add(Rule{
	ID:    "rest-dynamodb-cmk",
	Title: "Every DynamoDB table is encrypted with a customer-managed key",
	Criteria: []Support{
		{"CC6.1", "who may use the key decides who may read the table, and every use is logged"},
		{"PI1.5", "stored data stays protected by a key that can be revoked"},
	},
	Severity: Low,
	Tier:     3,
	Why:      "The use of a key that DynamoDB owns cannot be denied, watched or revoked.",
	Fix:      "Set server_side_encryption { enabled = true, kms_key_arn = ... } to the ARN of an aws_kms_key.",
	Reads:    []account.Kind{account.DynamoTables.Kind, account.Keys.Kind, account.Aliases.Kind},
	Check: func(a *account.Account, r *Report) {
		for t := range a.DynamoTables.All() {
			r.Require(t, a.CustomerKey(&t.Key), "table %s is encrypted with a key that the customer does not manage", t.Called())
		}
	},
})

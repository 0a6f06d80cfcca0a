package rules

import "github.com/soc2gate/soc2gate/account"

// RestS3 wants new objects of every bucket encrypted.
var RestS3 = add(Rule{
	ID:    "rest-s3",
	Title: "Every bucket encrypts new objects by default",
	Criteria: []Support{
		{"CC6.1", "encryption keeps data from those who get at the storage"},
		{"PI1.4", "outputs that are kept in S3 are protected there"},
	},
	Severity: Medium,
	Tier:     2,
	Why:      "The default decides how new objects are written. Those from before 2023 stay as they are, until they are copied over themselves.",
	Fix:      "Set sse_algorithm of aws_s3_bucket_server_side_encryption_configuration to aws:kms or AES256.",
	Reads:    []account.Kind{account.Buckets.Kind},
	Always:   "S3 encrypts all new objects since 2023-01-05, and a bucket cannot be told otherwise (AWS documentation, 2026-11)",
	Check: func(a *account.Account, r *Report) {
		for b := range a.Buckets.All() {
			r.Require(b, b.EncryptsObjects(), "bucket %s does not encrypt new objects", b.Called())
		}
	},
})

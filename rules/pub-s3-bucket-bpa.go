package rules

import "github.com/soc2gate/soc2gate/account"

// PubS3BucketBPA wants public access blocked, by the bucket or the account.
var PubS3BucketBPA = add(Rule{
	ID:    "pub-s3-bucket-bpa",
	Title: "Every bucket blocks public access, by itself or by the account",
	Criteria: []Support{
		{"CC6.1", "the block keeps a later policy or ACL from opening the bucket"},
		{"CC6.6", "storage is a part of the boundary to the internet"},
	},
	Severity: High,
	Tier:     1,
	Why:      "With the block off, one statement in one policy publishes the bucket.",
	Fix:      "Give the bucket an aws_s3_bucket_public_access_block with all four settings true.",
	Reads:    []account.Kind{account.Buckets.Kind, account.PublicAccessBlocks.Kind, account.OrganizationEffective.Kind},
	Check: func(a *account.Account, r *Report) {
		for b := range a.Buckets.All() {
			blocked := account.Known(true)
			for _, flag := range account.Flags() {
				blocked = blocked.And(a.Effective(b, flag))
			}
			r.Require(b, blocked, "bucket %s does not block public access", b.Called())
		}
		r.requireSeen(a, a.Buckets.Complete(), "buckets", a.PublicAccessBlocks.Moved(), a.OrganizationMoves(account.S3Policies))
	},
})

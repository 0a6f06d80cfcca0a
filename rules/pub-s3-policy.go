package rules

import "github.com/soc2gate/soc2gate/account"

// PubS3Policy finds buckets that their policy opens to everybody.
var PubS3Policy = add(Rule{
	ID:    "pub-s3-policy",
	Title: "No bucket policy in effect grants anything to everybody",
	Criteria: []Support{
		{"CC6.1", "access is granted to those who are known"},
		{"CC6.6", "nothing crosses the boundary to the internet unasked"},
		{"C1.1", "what is public is not kept confidential"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "A public bucket is the shortest way for data to leave.",
	Fix:      "Name the principals, bind the grant to your organization, or set restrict_public_buckets = true.",
	Reads:    []account.Kind{account.Buckets.Kind, account.PublicAccessBlocks.Kind, account.OrganizationEffective.Kind},
	Check: func(a *account.Account, r *Report) {
		for b := range a.Buckets.All() {
			public := b.Policy.Public(account.Boundary{Account: a.ID, Organization: a.Organization})
			private := public.Not().OrElse(func() account.Bool { return a.Effective(b, account.Restrict) })
			r.Require(b, private, "the policy of bucket %s lets everybody in", b.Called())
		}
		r.requireSeen(a, a.Buckets.Complete(), "buckets", a.PublicAccessBlocks.Moved(), a.OrganizationMoves(account.S3Policies))
	},
})

package rules

import "github.com/soc2gate/soc2gate/account"

// TLSS3DenyInsecure wants S3 to refuse requests that come without TLS.
var TLSS3DenyInsecure = add(Rule{
	ID:    "tls-s3-deny-insecure",
	Title: "Every bucket refuses requests without TLS, by its policy or by one of the organization",
	Criteria: []Support{
		{"CC6.7", "objects are encrypted on their way in and out"},
		{"CC6.1", "a signed request in clear can be read and repeated"},
	},
	Severity: Medium,
	Tier:     2,
	Why:      "S3 answers plain HTTP as well, and nothing but a policy stops a client that was set up that way.",
	Fix:      "Deny s3:* to everybody on the bucket and its objects where aws:SecureTransport is false.",
	Reads: []account.Kind{
		account.Buckets.Kind, account.Organizations.Kind, account.OrganizationPolicies.Kind,
		account.OrganizationAttachments.Kind, account.OrganizationAccounts.Kind, account.OrganizationalUnits.Kind,
	},
	Check: func(a *account.Account, r *Report) {
		for b := range a.Buckets.All() {
			ok := b.RefusesInsecure().OrElse(a.S3RefusesInsecure)
			r.Require(b, ok, "bucket %s takes requests without TLS", b.Called())
		}
	},
})

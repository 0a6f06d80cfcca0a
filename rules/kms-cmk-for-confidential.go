package rules

import (
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// ClassificationTags and Confidential say which resources hold confidential
// data: those with one of the tags and one of the values, in whatever case.
var (
	ClassificationTags = []string{"DataClassification", "Classification"}
	Confidential       = []string{"confidential", "restricted"}
)

// KMSCMKForConfidential wants confidential data under a key of one's own.
var KMSCMKForConfidential = add(Rule{
	ID:    "kms-cmk-for-confidential",
	Title: "What is tagged confidential or restricted is encrypted with a customer-managed key",
	Criteria: []Support{
		{"CC6.1", "who may use the key decides who may read the data, and every use is logged"},
		{"C1.1", "data that is marked as confidential is protected as such"},
	},
	Severity: Medium,
	Tier:     2,
	Why:      "Everybody whom the service lets in may use a key of AWS; one of your own can be denied, watched and revoked.",
	Fix:      "Give it the ARN of an aws_kms_key, or correct its tag DataClassification (or Classification).",
	Reads:    encryptingReads,
	Check: func(a *account.Account, r *Report) {
		secret := func(value string) bool { return slices.Contains(Confidential, strings.ToLower(value)) }
		for _, e := range a.Encrypting() {
			if marked := e.Tagged(ClassificationTags, secret); marked.Tri() != account.False {
				ok := marked.Not().OrElse(e.OwnKey)
				r.Require(e, ok, "%s holds confidential data and is not encrypted with a customer-managed key", e.Called())
			}
		}
	},
})

var encryptingReads = []account.Kind{
	account.Buckets.Kind, account.Volumes.Kind, account.Snapshots.Kind, account.EBSDefaults.Kind, account.DBInstances.Kind,
	account.DBClusters.Kind, account.DBSnapshots.Kind, account.DynamoTables.Kind, account.FileSystems.Kind, account.Warehouses.Kind,
	account.SearchDomains.Kind, account.CacheGroups.Kind, account.Queues.Kind, account.Keys.Kind, account.Aliases.Kind,
}

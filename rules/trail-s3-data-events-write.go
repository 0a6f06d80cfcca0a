package rules

import "github.com/soc2gate/soc2gate/account"

// TrailS3DataEventsWrite wants to know who wrote to which bucket.
var TrailS3DataEventsWrite = add(Rule{
	ID:    "trail-s3-data-events-write",
	Title: "A trail records every write to the objects of every bucket that does not hold its own logs",
	Criteria: []Support{
		{"CC7.2", "deletion and tampering of data can only be noticed where writes are recorded"},
		{"CC2.1", "the record tells who changed which object, which nothing else does"},
		{"PI1.2", "what came in, and by whom, can be compared with what should have"},
	},
	Severity: High,
	Tier:     1,
	Why:      "Management events tell nothing of objects: without data events nobody can say who changed or deleted data.",
	Fix:      "Give a trail an event_selector of AWS::S3::Object with write events, for \"arn:aws:s3\" or for the bucket's ARN and a slash.",
	Reads:    []account.Kind{account.Buckets.Kind, account.Trails.Kind},
	Check: func(a *account.Account, r *Report) {
		for b := range a.Buckets.All() {
			if logs := a.HoldsTrails(b); logs.Tri() != account.True {
				r.Require(b, a.ObjectsRecorded(b, account.Writing).Or(logs), "no trail records the writes to the objects of %s", b.Called())
			}
		}
	},
})

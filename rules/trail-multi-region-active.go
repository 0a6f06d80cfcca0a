package rules

import "github.com/soc2gate/soc2gate/account"

// TrailMultiRegionActive looks for one trail that covers the whole account.
var TrailMultiRegionActive = add(Rule{
	ID:    "trail-multi-region-active",
	Title: "At least one trail records every region and is logging",
	Criteria: []Support{
		{"CC7.2", "API activity can only be watched for anomalies where it is recorded"},
		{"CC2.1", "the trail is the source of information that other controls rely on"},
		{"PI1.3", "a record of every call shows what processing did"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "Activity in a region that nobody watches leaves no trace.",
	Fix:      "Keep one aws_cloudtrail with is_multi_region_trail = true and enable_logging = true.",
	Reads:    []account.Kind{account.Trails.Kind},
	Check: func(a *account.Account, r *Report) {
		covered := a.Trails.Exists((*account.Trail).CoversAccount)
		r.Require(a, covered, "no trail records every region")
	},
})

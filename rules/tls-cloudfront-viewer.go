package rules

import "github.com/soc2gate/soc2gate/account"

// TLSCloudFrontViewer wants HTTPS between viewers and CloudFront, for every
// path.
var TLSCloudFrontViewer = add(Rule{
	ID:    "tls-cloudfront-viewer",
	Title: "Every behaviour of a CloudFront distribution serves viewers over HTTPS only",
	Criteria: []Support{
		{"CC6.7", "what travels between viewers and the edge is encrypted"},
	},
	Severity: High,
	Tier:     2,
	Why:      "One behaviour that allows HTTP serves its paths in clear, cookies included, whatever the others do.",
	Fix:      "Set viewer_protocol_policy = \"redirect-to-https\" in the default and in every ordered cache behaviour.",
	Reads:    []account.Kind{account.Distributions.Kind},
	Check: func(a *account.Account, r *Report) {
		for d := range a.Distributions.All() {
			r.Require(d, d.OnlyHTTPS(), "distribution %s serves some viewers over HTTP", d.Called()).
				Lower("the distribution is switched off", func() account.Bool { return d.Enabled.Is(false) })
		}
	},
})

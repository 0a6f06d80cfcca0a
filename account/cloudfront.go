package account

// Distributions are the CloudFront distributions.
var Distributions = kind("cloudfront.distributions", func(a *Account) *Set[*Distribution] { return &a.Distributions })

// Distribution is a CloudFront distribution.
type Distribution struct {
	Meta
	Enabled Value[bool] `aws:"Enabled"`
	// Viewer is the policy of the default behaviour: allow-all, https-only or
	// redirect-to-https.
	Viewer      Value[string]       `aws:"ViewerProtocolPolicy"`
	Behaviors   Set[*CacheBehavior] `aws:"CacheBehaviors"`
	MinVersion  Value[string]       `aws:"MinimumProtocolVersion"` // TLSv1 whatever it says, with the default certificate
	ByDefault   Value[bool]         `aws:"CloudFrontDefaultCertificate"`
	Certificate Link                `aws:"ACMCertificateArn"` // empty for the default certificate and one of IAM
}

// CacheBehavior is what a distribution does with requests for some paths.
type CacheBehavior struct {
	Path   Value[string] `aws:"PathPattern"`
	Viewer Value[string] `aws:"ViewerProtocolPolicy"`
}

// OnlyHTTPS tells whether viewers are served over HTTPS only, by the default
// behaviour and by every other.
func (d *Distribution) OnlyHTTPS() Bool {
	return d.Viewer.Test(httpsOnly).And(d.Behaviors.Every(func(b *CacheBehavior) Bool { return b.Viewer.Test(httpsOnly) }))
}

func httpsOnly(policy string) bool { return policy == "https-only" || policy == "redirect-to-https" }

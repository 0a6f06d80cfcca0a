package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_cloudfront_distribution": thing(account.Distributions, names{global: true}, func(d *account.Distribution, c *change) {
		c.boolean(&d.Enabled, "enabled")
		c.text(&d.Viewer, "default_cache_behavior.0.viewer_protocol_policy")
		blocks(c, &d.Behaviors, "ordered_cache_behavior", func(n node) []*account.CacheBehavior {
			return []*account.CacheBehavior{{
				Path:   c.textOf(n.at("path_pattern"), "ordered_cache_behavior.path_pattern"),
				Viewer: c.textOf(n.at("viewer_protocol_policy"), "ordered_cache_behavior.viewer_protocol_policy"),
			}}
		})
		const certificate = "viewer_certificate.0."
		c.text(&d.MinVersion, certificate+"minimum_protocol_version", "TLSv1")
		c.boolean(&d.ByDefault, certificate+"cloudfront_default_certificate", false)
		c.link(&d.Certificate, certificate+"acm_certificate_arn", account.Certificates.Kind, "")
	}),
	"aws_cloudfront_multitenant_distribution": unsettles(account.Distributions.Kind),
})

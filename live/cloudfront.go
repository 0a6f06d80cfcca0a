package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Distributions.Kind},
	where: global,
	calls: []any{cloudfront.ListDistributionsInput{}},
	read:  distributions,
})

// distributions reads them from their listing, which tells all that the model
// has.
func distributions(r *reader) {
	for d := range each(r, cloudfront.NewFromConfig(r.config()).ListDistributions, &cloudfront.ListDistributionsInput{}, r.distributionsOf) {
		distribution := account.Distributions.Add(r.to, account.Ident{ARN: text(d.out.ARN), ID: text(d.out.Id)}, d.origin)
		put(&distribution.Enabled, d.out.Enabled, d.told)
		var viewer types.ViewerProtocolPolicy
		if d.out.DefaultCacheBehavior != nil {
			viewer = d.out.DefaultCacheBehavior.ViewerProtocolPolicy
		}
		put(&distribution.Viewer, word(viewer), d.told)
		list(&distribution.Behaviors, d.behaviors(d.out.CacheBehaviors), d.given(whole(d.out.CacheBehaviors)))
		certificateOf(distribution, d.out.ViewerCertificate, d.told)
	}
}

// distributionsOf are the distributions of a page. It has no items if there are
// none, and says how many it has (AWS API reference, 2026-11).
func (r *reader) distributionsOf(o *cloudfront.ListDistributionsOutput) []types.DistributionSummary {
	page := o.DistributionList
	if page == nil || page.Quantity == nil || int(*page.Quantity) != len(page.Items) {
		r.miss(account.Gap{Region: r.region, Call: operationOf(cloudfront.ListDistributionsInput{}).String(), Cause: account.Failed})
	}
	if page == nil {
		return nil
	}
	return page.Items
}

// whole tells whether the behaviours are as many as the answer says.
func whole(b *types.CacheBehaviors) bool {
	return b != nil && b.Quantity != nil && int(*b.Quantity) == len(b.Items)
}

func (by told) behaviors(b *types.CacheBehaviors) []*account.CacheBehavior {
	if b == nil {
		return nil
	}
	all := make([]*account.CacheBehavior, len(b.Items))
	for i, one := range b.Items {
		all[i] = &account.CacheBehavior{}
		put(&all[i].Path, one.PathPattern, by)
		put(&all[i].Viewer, word(one.ViewerProtocolPolicy), by)
	}
	return all
}

// certificateOf puts what viewers are shown: a certificate of ACM, one of IAM or
// CloudFront's own.
func certificateOf(to *account.Distribution, c *types.ViewerCertificate, by told) {
	by = by.given(c != nil)
	if c == nil {
		c = &types.ViewerCertificate{}
	}
	byDefault := c.CloudFrontDefaultCertificate
	if text(c.ACMCertificateArn) != "" || text(c.IAMCertificateId) != "" {
		byDefault = or(byDefault, false)
	}
	put(&to.MinVersion, word(c.MinimumProtocolVersion), by)
	put(&to.ByDefault, byDefault, by)
	link(&to.Certificate, c.ACMCertificateArn, by.given(byDefault != nil && (aws.ToBool(byDefault) || text(c.ACMCertificateArn) != "" || text(c.IAMCertificateId) != "")))
}

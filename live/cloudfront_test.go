package live

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const distributionsCall = "cloudfront:ListDistributions"

// page is a page of distributions as CloudFront gives it.
func page(quantity int, items, more string) string {
	return fmt.Sprintf(`<DistributionList xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Marker></Marker>%s<MaxItems>100</MaxItems><Quantity>%d</Quantity>%s</DistributionList>`, more, quantity, items)
}

func oneDistribution(members string) string {
	return `<DistributionSummary><Id>EDFDVBD632BHDS5</Id><ARN>arn:aws:cloudfront::123456789012:distribution/EDFDVBD632BHDS5</ARN><Enabled>true</Enabled>` + members + `</DistributionSummary>`
}

const (
	behaviors = `<DefaultCacheBehavior><ViewerProtocolPolicy>redirect-to-https</ViewerProtocolPolicy></DefaultCacheBehavior>
		<CacheBehaviors><Quantity>1</Quantity><Items><CacheBehavior><PathPattern>/api/*</PathPattern><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy></CacheBehavior></Items></CacheBehaviors>`
	ofACM = `<ViewerCertificate><CloudFrontDefaultCertificate>false</CloudFrontDefaultCertificate><ACMCertificateArn>` + certificateARN + `</ACMCertificateArn>
		<SSLSupportMethod>sni-only</SSLSupportMethod><MinimumProtocolVersion>TLSv1.2_2021</MinimumProtocolVersion></ViewerCertificate>`
)

var _ = sample(fake{distributionsCall: answers(page(1, `<Items>`+oneDistribution(behaviors+ofACM)+`</Items>`, ""))})

func TestDistributions(t *testing.T) {
	rec, _ := recorded(t, fake{distributionsCall: answers(page(0, "", `<NextMarker>2</NextMarker>`), page(1, `<Items>`+oneDistribution(behaviors+ofACM)+`</Items>`, ""))}, account.Distributions.Kind)
	wantRecorded(t, rec, account.Distributions.Kind, listed(t, distributionsCall, `[{
		"Arn": "arn:aws:cloudfront::123456789012:distribution/EDFDVBD632BHDS5", "Id": "EDFDVBD632BHDS5", "Enabled": true, "ViewerProtocolPolicy": "redirect-to-https",
		"CacheBehaviors": [{"PathPattern": "/api/*", "ViewerProtocolPolicy": "allow-all"}],
		"MinimumProtocolVersion": "TLSv1.2_2021", "CloudFrontDefaultCertificate": false, "ACMCertificateArn": "`+certificateARN+`"
	}]`))
}

func TestDistributionThatIsToldInPart(t *testing.T) {
	const unknown = `{"unknown": "error", "call": "` + distributionsCall + `"}`
	for name, c := range map[string]struct {
		members, attribute, want string
	}{
		"no default":            {``, "ViewerProtocolPolicy", unknown},
		"no behaviours told":    {``, "CacheBehaviors", unknown},
		"no behaviours":         {`<CacheBehaviors><Quantity>0</Quantity></CacheBehaviors>`, "CacheBehaviors", `[]`},
		"one behaviour missing": {`<CacheBehaviors><Quantity>1</Quantity></CacheBehaviors>`, "CacheBehaviors", unknown},
		"no certificate told":   {``, "ACMCertificateArn", unknown},
		"no version told":       {``, "MinimumProtocolVersion", unknown},
		"an empty certificate":  {`<ViewerCertificate/>`, "ACMCertificateArn", unknown},
		"CloudFront's own":      {`<ViewerCertificate><CloudFrontDefaultCertificate>true</CloudFrontDefaultCertificate><MinimumProtocolVersion>TLSv1</MinimumProtocolVersion></ViewerCertificate>`, "ACMCertificateArn", `null`},
		"one of IAM":            {`<ViewerCertificate><IAMCertificateId>ASCA</IAMCertificateId></ViewerCertificate>`, "CloudFrontDefaultCertificate", `false`},
		"no ARN of one of IAM":  {`<ViewerCertificate><IAMCertificateId>ASCA</IAMCertificateId></ViewerCertificate>`, "ACMCertificateArn", `null`},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{distributionsCall: answers(page(1, `<Items>`+oneDistribution(c.members)+`</Items>`, ""))}, account.Distributions.Kind)
			if got := attributeOf(t, rec, account.Distributions.Kind, 0, c.attribute); got != normal(t, c.want) {
				t.Errorf("%s is %s and not %s", c.attribute, got, c.want)
			}
		})
	}
}

func TestListOfDistributionsThatFails(t *testing.T) {
	denied := refuses(distributionsCall, http.StatusForbidden, "AccessDenied", "no")
	for name, c := range map[string]struct {
		bodies []any
		want   account.Cause
	}{
		"refused":         {answers(denied), account.Denied},
		"empty body":      {answers(""), account.Failed},
		"fewer than told": {answers(page(1, "", "")), account.Failed},
		"second page":     {answers(page(1, `<Items>`+oneDistribution(behaviors+ofACM)+`</Items>`, `<NextMarker>2</NextMarker>`), denied), account.Denied},
		"none":            {answers(page(0, "", "")), ""},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{distributionsCall: c.bodies}, account.Distributions.Kind)
			want := ""
			if c.want != "" {
				want = normal(t, "["+gap(distributionsCall, c.want)+"]")
			}
			if got := gapsOf(t, rec, account.Distributions.Kind); got != want {
				t.Errorf("gaps %s and not %s", got, want)
			}
		})
	}
}

package live

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/acm"
	"github.com/aws/aws-sdk-go-v2/service/acm/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Certificates.Kind},
	calls: []any{acm.ListCertificatesInput{}, acm.DescribeCertificateInput{}},
	read:  certificates,
})

// certificates reads them all; without being told to, ACM lists only those of
// some algorithms and origins (AWS API reference, 2026-11).
func certificates(r *reader) {
	client := acm.NewFromConfig(r.config())
	in := &acm.ListCertificatesInput{
		CertificateKeyPairOrigins: types.CertificateKeyPairOrigin("").Values(),
		Includes:                  &types.Filters{KeyTypes: types.KeyAlgorithm("").Values()},
	}
	for k := range found(r, client.ListCertificates, in, func(o *acm.ListCertificatesOutput) []types.CertificateSummary { return o.CertificateSummaryList }) {
		arn := text(k.out.CertificateArn)
		certificate := account.Certificates.Add(r.to, account.Ident{ARN: arn, Region: r.region}, k.origin)
		put(&certificate.Domain, k.out.DomainName, k.told)
		put(&certificate.Type, word(k.out.Type), k.told)
		put(&certificate.Status, word(k.out.Status), k.told)
		put(&certificate.NotAfter, endOf(k.out), k.told)
		put(&certificate.Renewal, word(k.out.RenewalEligibility), k.told)
		put(&certificate.KeySpec, word(types.KeyAlgorithm(strings.ReplaceAll(string(k.out.KeyAlgorithm), "-", "_"))), k.told) // some answers have RSA-2048
		if r.wants(arn) {
			r.also(func() { usersOf(r, client, arn, certificate) })
		}
	}
}

// endOf is when a certificate ends. One that was not issued has no end (AWS API
// reference, 2026-11).
func endOf(k *types.CertificateSummary) *string {
	switch k.Status { //nolint:exhaustive // all others had an end once
	case types.CertificateStatusPendingValidation, types.CertificateStatusValidationTimedOut, types.CertificateStatusFailed:
		return or(moment(k.NotAfter), "")
	}
	return moment(k.NotAfter)
}

// usersOf reads what uses a certificate, which the listing does not tell.
func usersOf(r *reader, client *acm.Client, arn string, to *account.Certificate) {
	detail := ask(r, client.DescribeCertificate, &acm.DescribeCertificateInput{CertificateArn: &arn})
	var users []string
	if detail.out.Certificate != nil {
		users = detail.out.Certificate.InUseBy
	}
	listOf(&to.InUseBy, users, detail.told, func(arn string) []*account.UsedBy {
		var one account.UsedBy
		fixed(&one.Resource, arn, detail.told)
		return []*account.UsedBy{&one}
	})
}

package live

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	certificatesCall, certificateCall = "acm:ListCertificates", "acm:DescribeCertificate"
	certificateARN                    = "arn:aws:acm:us-east-1:123456789012:certificate/1"

	issuedSummary = `{"CertificateArn": "` + certificateARN + `", "DomainName": "www.example.com", "HasAdditionalSubjectAlternativeNames": false, "Status": "ISSUED", "Type": "AMAZON_ISSUED",
		"KeyAlgorithm": "RSA_2048", "InUse": true, "RenewalEligibility": "ELIGIBLE", "NotBefore": 1.7641E9, "NotAfter": 1.8E9, "CreatedAt": 1.764E9, "IssuedAt": 1.7641E9}`
)

func oneCertificate() fake {
	return fake{
		certificatesCall: answers(`{"CertificateSummaryList": [` + issuedSummary + `]}`),
		certificateCall:  answers(`{"Certificate": {"CertificateArn": "` + certificateARN + `", "DomainName": "www.example.com", "InUseBy": ["` + webARN + `"]}}`),
	}
}

var _ = sample(oneCertificate())

func TestCertificates(t *testing.T) {
	rec, _ := recorded(t, oneCertificate(), account.Certificates.Kind)
	wantRecorded(t, rec, account.Certificates.Kind, `{
		"calls": {
			"existence": "`+certificatesCall+`", "DomainName": "`+certificatesCall+`", "Type": "`+certificatesCall+`", "Status": "`+certificatesCall+`", "NotAfter": "`+certificatesCall+`",
			"RenewalEligibility": "`+certificatesCall+`", "KeyAlgorithm": "`+certificatesCall+`", "InUseBy": "`+certificateCall+`"
		},
		"items": [{"Arn": "`+certificateARN+`", "Region": "us-east-1", "DomainName": "www.example.com", "Type": "AMAZON_ISSUED", "Status": "ISSUED", "NotAfter": "2027-01-15T08:00:00Z",
			"RenewalEligibility": "ELIGIBLE", "KeyAlgorithm": "RSA_2048", "InUseBy": [{"Arn": "`+webARN+`"}]}]
	}`)
}

func TestCertificateThatIsToldInPart(t *testing.T) {
	const unknown = `{"unknown": "error", "call": "` + certificatesCall + `"}`
	of := func(members string) fake {
		return unlike(oneCertificate(), fake{certificatesCall: answers(`{"CertificateSummaryList": [{"CertificateArn": "` + certificateARN + `"` + members + `}]}`)})
	}
	for name, c := range map[string]struct {
		fake      fake
		attribute string
		want      string
	}{
		"without all":     {of(``), "NotAfter", unknown},
		"issued":          {of(`, "Status": "ISSUED"`), "NotAfter", unknown},
		"pending":         {of(`, "Status": "PENDING_VALIDATION"`), "NotAfter", `null`},
		"renewal":         {of(`, "Status": "ISSUED"`), "RenewalEligibility", unknown},
		"hyphen":          {of(`, "KeyAlgorithm": "RSA-2048"`), "KeyAlgorithm", `"RSA_2048"`},
		"elliptic":        {of(`, "KeyAlgorithm": "EC_prime256v1"`), "KeyAlgorithm", `"EC_prime256v1"`},
		"unused":          {unlike(oneCertificate(), fake{certificateCall: answers(`{"Certificate": {"InUseBy": []}}`)}), "InUseBy", `[]`},
		"use not told":    {unlike(oneCertificate(), fake{certificateCall: answers(`{"Certificate": {}}`)}), "InUseBy", `{"unknown": "error", "call": "` + certificateCall + `"}`},
		"empty answer":    {unlike(oneCertificate(), fake{certificateCall: answers(`{}`)}), "InUseBy", `{"unknown": "error", "call": "` + certificateCall + `"}`},
		"use is refused":  {oneCertificate().refusing(certificateCall), "InUseBy", `{"unknown": "denied", "call": "` + certificateCall + `"}`},
		"the rest is not": {oneCertificate().refusing(certificateCall), "Status", `"ISSUED"`},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, c.fake, account.Certificates.Kind)
			if got := attributeOf(t, rec, account.Certificates.Kind, 0, c.attribute); got != normal(t, c.want) {
				t.Errorf("%s is %s and not %s", c.attribute, got, c.want)
			}
		})
	}
}

// TestHowCertificatesAreAsked wants those of every algorithm and origin.
func TestHowCertificatesAreAsked(t *testing.T) {
	var sent string
	f := fake{certificatesCall: answers(func(r *http.Request) refusal {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		sent = string(body)
		return refusal{status: http.StatusOK, body: `{"CertificateSummaryList": [` + issuedSummary + `]}`}
	})}
	_, sender := recordedSome(t, f, nil, nil, account.Certificates.Kind)
	for _, word := range []string{"RSA_1024", "RSA_4096", "EC_secp384r1", "ACME", "AWS_MANAGED", "CUSTOMER_PROVIDED"} {
		if !strings.Contains(sent, `"`+word+`"`) {
			t.Errorf("%s is not asked for: %s", word, sent)
		}
	}
	if got := sender.operations(); !slices.Equal(got, []string{certificatesCall + " 1"}) {
		t.Errorf("nobody wants the certificate, and asked was %q", got)
	}
}

func TestListOfCertificatesThatFails(t *testing.T) {
	denied := refuses(certificatesCall, http.StatusBadRequest, "AccessDeniedException", "no")
	for name, c := range map[string]struct {
		bodies []any
		want   string
	}{
		"refused":          {answers(denied), gap(certificatesCall, account.Denied)},
		"without the list": {answers(`{}`), gap(certificatesCall, account.Failed)},
		"second page":      {answers(`{"CertificateSummaryList": [`+issuedSummary+`], "NextToken": "2"}`, denied), gap(certificatesCall, account.Denied)},
		"empty page first": {answers(`{"CertificateSummaryList": [], "NextToken": "2"}`, `{"CertificateSummaryList": [`+issuedSummary+`]}`), ""},
		"none":             {answers(`{"CertificateSummaryList": []}`), ""},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, unlike(oneCertificate(), fake{certificatesCall: c.bodies}), account.Certificates.Kind)
			want := ""
			if c.want != "" {
				want = normal(t, "["+c.want+"]")
			}
			if got := gapsOf(t, rec, account.Certificates.Kind); got != want {
				t.Errorf("gaps %s and not %s", got, want)
			}
		})
	}
}

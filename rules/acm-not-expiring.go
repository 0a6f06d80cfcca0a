package rules

import "github.com/soc2gate/soc2gate/account"

// ACMNotExpiring wants certificates that outlast the next month.
var ACMNotExpiring = add(Rule{
	ID:    "acm-not-expiring",
	Title: "Every certificate is issued and valid for more than 30 days, or not in use yet",
	Criteria: []Support{
		{"CC6.7", "TLS protects what is transmitted only with a certificate that clients accept"},
		{"A1.2", "a certificate that ends takes every service behind it down"},
	},
	Severity: High,
	Tier:     1,
	Why:      "Clients refuse a certificate that has ended, and people learn to click the warning away.",
	Fix:      "Validate it by DNS so that ACM renews it, and wait for aws_acm_certificate_validation; import a new one in time.",
	Reads:    []account.Kind{account.Certificates.Kind, account.Listeners.Kind, account.Distributions.Kind},
	Check: func(a *account.Account, r *Report) {
		for c := range a.Certificates.All() {
			r.Require(c, a.InService(c), "certificate %s is not issued, or ends within 30 days", c.Called()).
				Lower("nothing uses it", func() account.Bool { return a.CertificateUsed(c).Not() })
		}
		for l := range a.Listeners.All() {
			if _, found := a.Certificates.Linked(l.Certificate); !found && l.Certificate.Absent().Tri() != account.True {
				r.Require(l, a.Certificates.At(l.Certificate, a.InService), "listener %s uses a certificate that ends soon or is not issued", l.Called())
			}
		}
	},
})

package account

import "time"

// Certificates are the certificates of AWS Certificate Manager.
var Certificates = kind("acm.certificates", func(a *Account) *Set[*Certificate] { return &a.Certificates })

// Certificate is a certificate of AWS Certificate Manager.
type Certificate struct {
	Meta
	Domain   Value[string] `aws:"DomainName"`
	Type     Value[string] `aws:"Type"` // AMAZON_ISSUED, IMPORTED or PRIVATE
	Status   Value[string] `aws:"Status"`
	NotAfter Value[string] `aws:"NotAfter"`           // RFC 3339, empty before it is issued
	Renewal  Value[string] `aws:"RenewalEligibility"` // ELIGIBLE once it is used, unless it was imported
	KeySpec  Value[string] `aws:"KeyAlgorithm"`       // RSA_2048, EC_prime256v1 ...
	InUseBy  Set[*UsedBy]  `aws:"InUseBy"`
}

// UsedBy is a resource that uses something, as AWS lists it.
type UsedBy struct {
	Resource Value[string] `aws:"Arn"`
}

// Lasts tells whether the certificate is valid for that long after the account
// was read. One that ACM issues anew lasts for months (AWS documentation,
// 2026-11: 198 days).
func (a *Account) Lasts(c *Certificate, d time.Duration) Bool {
	if c.NotAfter.Left() {
		return c.Fresh().And(c.Type.Is("IMPORTED").Not()).Or(Bool{Unknown, &c.NotAfter})
	}
	text, known := c.NotAfter.Get()
	end, err := time.Parse(time.RFC3339, text)
	if !known || err != nil || a.Recorded.IsZero() {
		f := c.NotAfter.Fact()
		if known {
			f.Cause, f.Value = NotCollected, ""
		}
		return Unsure(f)
	}
	return Known(end.Sub(a.Recorded) > d, c.NotAfter.Fact())
}

// CertificateUsed tells whether anything uses the certificate: what AWS lists,
// and the listeners and distributions that name it, those included that the
// change makes.
func (a *Account) CertificateUsed(c *Certificate) Bool {
	listed := c.InUseBy.Exists(func(*UsedBy) Bool { return Known(true) })
	byListener := a.Listeners.existsNaming(a.namings.of("certificates of listeners"), c, certificatesOf, func(l *Listener) Bool {
		return l.Certificate.To(c).Or(l.Certificates.Exists(func(one *ListenerCertificate) Bool { return one.Certificate.To(c) }))
	})
	return listed.Or(byListener).Or(a.Distributions.Exists(func(d *Distribution) Bool { return d.Certificate.To(c) }))
}

func certificatesOf(l *Listener, do func(*Link)) {
	do(&l.Certificate)
	linksOf(&l.Certificates, func(one *ListenerCertificate) *Link { return &one.Certificate }, do)
}

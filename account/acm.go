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
	if c.Fresh().Tri() == True {
		return a.usedAnew(c)
	}
	listed := c.InUseBy.Exists(func(*UsedBy) Bool { return Known(true) })
	byListener := a.Listeners.existsNaming(a.namings.of("certificates of listeners"), c, certificatesOf, func(l *Listener) Bool {
		return l.Certificate.To(c).Or(l.Certificates.Exists(func(one *ListenerCertificate) Bool { return one.Certificate.To(c) }))
	})
	return listed.Or(byListener).Or(a.Distributions.Exists(func(d *Distribution) Bool { return d.Certificate.To(c) }))
}

// usedAnew is CertificateUsed for a certificate that the change makes. Nothing
// that the change has no hand in can use it.
func (a *Account) usedAnew(c *Certificate) Bool {
	used := c.Fresh().Not()
	for l := range a.Listeners.All() {
		if l.Touched() {
			used = used.Or(l.Certificate.To(c)).Or(l.Certificates.Exists(func(one *ListenerCertificate) Bool { return one.Certificate.To(c) }))
		}
	}
	for d := range a.Distributions.All() {
		if d.Touched() {
			used = used.Or(d.Certificate.To(c))
		}
	}
	return used.Or(a.Listeners.mayLack(c.Region)).Or(a.Distributions.mayLack(""))
}

func certificatesOf(l *Listener, do func(*Link)) {
	do(&l.Certificate)
	linksOf(&l.Certificates, func(one *ListenerCertificate) *Link { return &one.Certificate }, do)
}

// Expiring is how long before its end a certificate in use has to be renewed:
// ACM begins 45 to 60 days before (AWS documentation, 2026-11).
const Expiring = 30 * 24 * time.Hour

// InService tells whether the certificate is issued and does not end soon. One
// that waits to be validated is in order while nothing uses it.
func (a *Account) InService(c *Certificate) Bool {
	issued := c.Status.Is("ISSUED").AndThen(func() Bool { return a.Lasts(c, Expiring) })
	return issued.OrElse(func() Bool {
		return c.Status.Is("PENDING_VALIDATION").AndThen(func() Bool { return a.CertificateUsed(c).Not() })
	})
}

package plan

import (
	"crypto/x509"
	"encoding/pem"
	"time"

	"github.com/soc2gate/soc2gate/account"
)

var _ = understand(map[string]adapter{
	"aws_acm_certificate":            thing(account.Certificates, names{}, certificate),
	"aws_acm_certificate_validation": oneOf("certificate_arn", account.Certificates, validation),
})

// validation lets apply wait until a certificate is issued. Deleting it does
// nothing.
func validation(k *account.Certificate, c *change) {
	pending := k.Status.Is("PENDING_VALIDATION")
	if c.side != planned || pending.Tri() != account.True {
		return
	}
	k.Status = c.fixed("ISSUED")
	if c.rare.maybe != "" {
		k.Status = account.Missing[string](c.openness(), c.origin, c.rare.maybe)
	}
}

func certificate(k *account.Certificate, c *change) {
	c.text(&k.Domain, "domain_name")
	c.text(&k.Type, "type")
	c.text(&k.Status, "status")
	c.text(&k.NotAfter, "not_after")
	c.text(&k.Renewal, "renewal_eligibility")
	c.text(&k.KeySpec, "key_algorithm")
	if c.side == planned && c.sets("certificate_body") && !c.kept("certificate_body") {
		k.NotAfter = c.endOf("certificate_body")
	}
	if c.creates() {
		c.newCertificate(k)
	}
}

// newCertificate fills what becomes of a certificate that is imported, or asked
// of a private authority or of Amazon (AWS documentation, 2026-11).
func (c *change) newCertificate(k *account.Certificate) {
	k.InUseBy = account.ListOf[*account.UsedBy]()
	switch {
	case c.sets("certificate_body"):
		k.Type, k.Status, k.Renewal = c.fixed("IMPORTED"), c.fixed("ISSUED"), c.fixed("INELIGIBLE")
	case c.sets("certificate_authority_arn"):
		k.Type, k.Status = c.fixed("PRIVATE"), c.fixed("ISSUED")
	default:
		k.Type, k.Status = c.fixed("AMAZON_ISSUED"), c.fixed("PENDING_VALIDATION")
		c.text(&k.KeySpec, "key_algorithm", "RSA_2048")
	}
}

// sets tells whether the author gives the attribute a value.
func (c *change) sets(attr string) bool {
	n := c.values().at(attr)
	return n.value != nil || n.unknown() && c.written(attr)
}

// endOf reads from a certificate when it ends.
func (c *change) endOf(attr string) account.Value[string] {
	n := c.values().at(attr)
	text, known := n.text()
	if !known {
		return account.Missing[string](account.AfterApply, c.origin, attr)
	}
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return account.Missing[string](account.Unreadable, c.origin, attr)
	}
	read, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return account.Missing[string](account.Unreadable, c.origin, attr)
	}
	return shown(n, read.NotAfter.UTC().Format(time.RFC3339), c.origin, attr)
}

package plan

import "github.com/soc2gate/soc2gate/account"

var (
	_ = understand(map[string]adapter{
		"aws_guardduty_detector": thing(account.Detectors, names{}, func(d *account.Detector, c *change) {
			c.either(&d.Status, "enable", "ENABLED", "DISABLED")
			c.datasources(d)
		}),
		"aws_guardduty_detector_feature": oneOf("detector_id", account.Detectors, func(d *account.Detector, c *change) {
			if c.side != deleted { // Terraform then leaves the feature as it is
				feature(d, c)
			}
		}),
		"aws_guardduty_invite_accepter": part("detector_id", account.Detectors, func(d *account.Detector, c *change) {
			c.text(&d.Administrator, "master_account_id")
		}),
	})
	_ = understand(all(unsettles(account.Detectors.Kind), "aws_guardduty_organization_admin_account"))
)

// either reads a truth that AWS writes as one of two words. If nobody says
// anything it is the first.
func (c *change) either(to *account.Value[string], attr, yes, no string) {
	set(c, to, attr, func(n node) (string, bool) {
		if truth, ok := n.truth(); !ok || !truth {
			return no, ok
		}
		return yes, true
	}, []string{yes})
}

var feature = member(
	func(d *account.Detector) *account.Set[*account.DetectorFeature] { return &d.Features },
	func(c *change) []*account.DetectorFeature {
		v := c.values()
		return []*account.DetectorFeature{{Name: c.textOf(v.at("name"), "name"), Status: c.textOf(v.at("status"), "status")}}
	},
	func(f *account.DetectorFeature) string {
		name, known := f.Name.Get()
		return keyOr(name, known, f.Name.Fact())
	})

// sources are the features that a detector may spell out itself.
var sources = map[string]string{
	"S3_DATA_EVENTS":         "datasources.0.s3_logs.0.enable",
	"EKS_AUDIT_LOGS":         "datasources.0.kubernetes.0.audit_logs.0.enable",
	"EBS_MALWARE_PROTECTION": "datasources.0.malware_protection.0.scan_ec2_instance_with_findings.0.ebs_volumes.0.enable",
}

// datasources reads what the detector says of its features. Of those that it
// does not name it is not known whether they are on.
func (c *change) datasources(d *account.Detector) {
	if !d.Features.Set() {
		d.Features = account.PartOf[*account.DetectorFeature](account.Gap{Call: c.Address, Cause: account.NotCollected})
	}
	for _, name := range sortedKeys(sources) {
		attr := sources[name]
		if n := c.values().at(attr); n.unknown() || n.value == nil || c.kept(attr) {
			continue
		}
		f := &account.DetectorFeature{Name: c.fixed(name)}
		c.either(&f.Status, attr, "ENABLED", "DISABLED")
		d.Features = d.Features.Without(func(have *account.DetectorFeature) bool {
			is := have.Name.Is(name)
			return is.Tri() == account.True
		}).With(f)
	}
}

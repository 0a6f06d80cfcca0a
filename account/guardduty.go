package account

// Detectors are the GuardDuty detectors, at most one in a region.
var Detectors = kind("guardduty.detectors", func(a *Account) *Set[*Detector] { return &a.Detectors })

// Detector is what GuardDuty is in one region.
type Detector struct {
	Meta
	Status        Value[string]         `aws:"Status"` // ENABLED or DISABLED
	Features      Set[*DetectorFeature] `aws:"Features"`
	Administrator Value[string]         `aws:"AdministratorAccountId"` // empty if the account answers to none
	Relationship  Value[string]         `aws:"RelationshipStatus"`     // with the administrator: Enabled, Removed ...
}

// DetectorFeature is a protection plan of a detector.
type DetectorFeature struct {
	Name   Value[string] `aws:"Name"`
	Status Value[string] `aws:"Status"`
}

// DetectorRegions lists the regions that have a detector, or had until the
// change.
func (a *Account) DetectorRegions() []string { return sortedOnce(regionsOf(&a.Detectors)) }

// Detects tells whether GuardDuty watches the region.
func (a *Account) Detects(region string) Bool {
	return a.asked(region, a.Detectors.Exists(func(d *Detector) Bool {
		return d.within(region).And(d.Status.Is("ENABLED"))
	}))
}

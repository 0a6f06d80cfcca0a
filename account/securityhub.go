package account

import "strings"

// The kinds of Security Hub CSPM.
var (
	Hubs      = kind("securityhub.hubs", func(a *Account) *Set[*Hub] { return &a.Hubs })
	Standards = kind("securityhub.standards", func(a *Account) *Set[*Standard] { return &a.Standards })
)

// Hub is what Security Hub CSPM is in one region.
type Hub struct {
	Meta
	AutoEnable    Value[bool]   `aws:"AutoEnableControls"`     // new controls of the standards are switched on
	Administrator Value[string] `aws:"AdministratorAccountId"` // empty if the account answers to none
	Relationship  Value[string] `aws:"MemberStatus"`           // with the administrator: Enabled, Removed ...
}

// Standard is a standard that a hub checks the account by.
type Standard struct {
	Meta
	Standard Value[string] `aws:"StandardsArn"`
	Status   Value[string] `aws:"StandardsStatus"` // READY, INCOMPLETE, PENDING, DELETING or FAILED
}

// The names of families of standards, as they stand in the ARNs of all their
// versions (AWS documentation, 2026-11).
const (
	FSBP = "/aws-foundational-security-best-practices/"
	CIS  = "/cis-aws-foundations-benchmark/"
)

// Checks tells whether the standard is one of the family, of any version.
func (s *Standard) Checks(family string) Bool {
	return s.Standard.Test(func(arn string) bool { return strings.Contains(arn, family) })
}

// HubRegions lists the regions in which Security Hub CSPM is on, or was until
// the change.
func (a *Account) HubRegions() []string {
	return sortedOnce(regionsOf(&a.Hubs), regionsOf(&a.Standards))
}

// CheckedBy tells whether a hub in the region checks the account by a standard
// of the family. All of its controls must be on, and a recorder of AWS Config
// must run, without which there is nothing to check. A standard that is new
// counts if AWS Config records all that it is to check, without which it stays
// incomplete (AWS documentation, 2026-11).
func (a *Account) CheckedBy(family, region string) Bool {
	return a.asked(region, a.Standards.Exists(func(s *Standard) Bool {
		here := s.within(region).And(s.Checks(family))
		if here.Tri() == False {
			return here
		}
		begins := Known(s.Status.Left()).And(s.Fresh())
		ready := s.ready().AndThen(func() Bool { return a.recorderRuns(region) })
		return here.And(ready.Or(begins.And(a.ConfigRecords(region))))
	}))
}

// ready tells whether all controls of the standard are on. Of one that is about
// to be switched on it is not known yet.
func (s *Standard) ready() Bool {
	if begins := s.Status.Is("PENDING"); begins.Tri() == True {
		return begins.unsettled()
	}
	return s.Status.Is("READY")
}

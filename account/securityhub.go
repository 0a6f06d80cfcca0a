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

// CheckedBy tells whether a hub in the region checks the account by a standard
// of the family. All of its controls must be on: a standard that is new counts
// if AWS Config records what it is to check, without which it stays incomplete
// (AWS documentation, 2026-11).
func (a *Account) CheckedBy(family, region string) Bool {
	return a.asked(region, a.Standards.Exists(func(s *Standard) Bool {
		here := s.within(region).And(s.Checks(family))
		if here.Tri() == False {
			return here
		}
		begins := Known(s.Status.Left()).And(s.Fresh())
		return here.And(s.Status.Is("READY").Or(begins.And(a.ConfigRecords(region))))
	}))
}

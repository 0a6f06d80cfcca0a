package account

import "strings"

// The kinds of Audit Manager. AWS takes no new customers since 2026-04-30 (AWS
// documentation, 2026-11).
var (
	AuditStatuses = kind("auditmanager.status", func(a *Account) *Set[*AuditStatus] { return &a.AuditStatuses })
	Assessments   = kind("auditmanager.assessments", func(a *Account) *Set[*Assessment] { return &a.Assessments })
	Frameworks    = kind("auditmanager.frameworks", func(a *Account) *Set[*Framework] { return &a.Frameworks })
)

// AuditStatus tells whether the account has signed up in a region.
type AuditStatus struct {
	Meta
	Status Value[string] `aws:"Status"` // ACTIVE, INACTIVE or PENDING_ACTIVATION
}

// Assessment collects evidence after a framework.
type Assessment struct {
	Meta
	Status    Value[string] `aws:"Status"` // ACTIVE or INACTIVE
	Framework Link          `aws:"FrameworkId"`
}

// Framework is a set of controls that an assessment is made after.
type Framework struct {
	Meta
	Title      Value[string] `aws:"FrameworkName"`
	Compliance Value[string] `aws:"ComplianceType"` // "SOC 2", say; empty if nobody said
}

// AuditsBy tells whether an active assessment collects evidence after a
// framework whose title or compliance type has the name, spelt with or without
// a space.
func (a *Account) AuditsBy(name string) Bool {
	return a.Assessments.Exists(func(s *Assessment) Bool {
		return s.Status.Is("ACTIVE").AndThen(func() Bool {
			return a.Frameworks.At(s.Framework, func(f *Framework) Bool {
				has := func(text string) bool { return strings.Contains(squeeze(text), squeeze(name)) }
				return f.Compliance.Test(has).Or(f.Title.Test(has))
			})
		})
	})
}

func squeeze(text string) string { return strings.ToLower(strings.ReplaceAll(text, " ", "")) }

// AuditManagerUsed tells whether the account has signed up to Audit Manager in
// any region.
func (a *Account) AuditManagerUsed() Bool {
	return a.AuditStatuses.Exists(func(s *AuditStatus) Bool { return s.Status.Is("ACTIVE") })
}

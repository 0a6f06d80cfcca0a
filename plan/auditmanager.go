package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_auditmanager_account_registration": setting(account.AuditStatuses, false, registration),
	"aws_auditmanager_framework": thing(account.Frameworks, names{}, func(f *account.Framework, c *change) {
		c.text(&f.Title, "name")
		c.text(&f.Compliance, "compliance_type")
	}),
	"aws_auditmanager_assessment": thing(account.Assessments, names{}, func(a *account.Assessment, c *change) {
		c.link(&a.Framework, "framework_id", account.Frameworks.Kind)
		switch {
		case c.creates():
			a.Status = c.fixed("ACTIVE")
		case c.side == stated:
			c.text(&a.Status, "status")
		}
	}),
})

// registration fills whether the account has signed up. What comes of an
// attempt to do so is not known: AWS takes no new customers since 2026-04-30
// (AWS documentation, 2026-11).
func registration(s *account.AuditStatus, c *change) {
	switch active := s.Status.Is("ACTIVE"); {
	case c.side == deleted:
		if leaves, _ := c.before.at("deregister_on_destroy").truth(); leaves {
			s.Status = account.Observed("INACTIVE", c.origin, "")
		}
	case c.side == stated:
		c.text(&s.Status, "status")
	case c.creates() && active.Tri() != account.True:
		s.Status = account.Missing[string](account.AfterApply, c.origin, "status")
	}
}

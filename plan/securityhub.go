package plan

import (
	"regexp"
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = understand(map[string]adapter{
		"aws_securityhub_account": thing(account.Hubs, names{}, func(h *account.Hub, c *change) {
			c.boolean(&h.AutoEnable, "auto_enable_controls", true)
		}),
		"aws_securityhub_standards_subscription": thing(account.Standards, names{aliases: []string{"standards_arn"}}, standard),
		"aws_securityhub_configuration_policy": {part: func(b *account.Builder, c *change) {
			if c.action != create { // one that is new is associated with nothing
				centralPolicy(b, c, "configuration_policy")
			}
		}},
		"aws_securityhub_configuration_policy_association": {part: func(b *account.Builder, c *change) {
			if !c.elsewhere(b) {
				centralPolicy(b, c, "policy_id")
			}
		}},
	})
	_ = understand(map[string]adapter{"aws_securityhub_account": {drop: dropStandards, part: defaultStandards}})
	_ = understand(all(unsettles(account.Hubs.Kind), "aws_securityhub_organization_admin_account"))
	_ = understand(all(unsettles(account.Standards.Kind), "aws_securityhub_organization_admin_account"))
)

func standard(s *account.Standard, c *change) {
	c.text(&s.Standard, "standards_arn")
	if c.creates() {
		s.Status = account.Missing[string](account.LeftToAWS, c.origin, "")
	}
	if arn, known := s.Standard.Get(); known && s.Region == "" {
		s.Region = string(arnPart([]byte(arn), 3))
	}
}

// dropStandards takes away what a hub checks when the hub goes (AWS
// documentation, 2026-11).
func dropStandards(b *account.Builder, c *change) {
	if !goes(c.action) {
		return
	}
	var here []account.Ident
	account.Standards.Each(b, func(s *account.Standard) {
		switch {
		case s.Region == c.region:
			here = append(here, account.Ident{ARN: s.ARN, ID: s.ID, Region: s.Region, Address: s.Address})
		case s.Region == "" || c.region == "":
			s.Status = account.Missing[string](account.NotFollowed, c.origin, "id")
			account.Touch(s)
		}
	})
	for _, id := range here {
		if gone, was := account.Standards.Drop(b, id); was {
			account.Touch(gone)
			account.Standards.Bury(b, gone)
		}
	}
}

// defaultStandards adds the standards that a new hub subscribes to by itself,
// unless it is told not to (AWS documentation, 2026-11).
func defaultStandards(b *account.Builder, c *change) {
	if !comes(c.action) || c.action == update {
		return
	}
	const attr = "enable_default_standards"
	var on account.Value[bool]
	c.boolean(&on, attr, true)
	switch wanted, known := on.Get(); {
	case !known || wanted && c.region == "":
		b.Miss(account.Standards.Kind, account.Gap{Call: c.Address, Via: attr, Cause: account.AfterApply})
	case wanted:
		for _, arn := range standardsOf(c.region) {
			id := account.Ident{Region: c.region, Address: c.Address, Aliases: []string{arn}}
			if account.Standards.Find(b, account.Ident{Region: c.region, Aliases: id.Aliases}) == nil {
				s := account.Standards.Add(b, id, c.origin)
				account.Create(s)
				s.Standard = account.Observed(arn, c.origin, attr)
				s.Status = account.Missing[string](account.LeftToAWS, c.origin, "")
			}
		}
	}
}

// standardsOf lists the standards that a new hub subscribes to by itself: AWS's
// own best practices and the first CIS benchmark (AWS documentation, 2026-11).
func standardsOf(region string) []string {
	partition := "aws"
	switch {
	case strings.HasPrefix(region, "us-gov-"):
		partition = "aws-us-gov"
	case strings.HasPrefix(region, "cn-"):
		partition = "aws-cn"
	}
	return []string{
		"arn:" + partition + ":securityhub:" + region + "::standards" + account.FSBP + "v/1.0.0",
		"arn:" + partition + ":securityhub:::ruleset" + account.CIS + "v/1.2.0",
	}
}

// centralPolicy leaves open which standards are on: a central policy that is
// changed may switch any of them on or off. That is said last, when all of
// them are there.
func centralPolicy(b *account.Builder, c *change, attr string) {
	if c.action == forget || c.action == read {
		return
	}
	gap := account.Gap{Call: c.Address, Via: attr, Cause: account.NotFollowed}
	b.Miss(account.Hubs.Kind, gap)
	b.Miss(account.Standards.Kind, gap)
	c.plan.doubts = append(c.plan.doubts, func() error {
		account.Standards.Each(b, func(s *account.Standard) {
			s.Status = account.Missing[string](account.NotFollowed, c.origin, attr)
			account.Touch(s)
		})
		return nil
	})
}

var twelveDigits = regexp.MustCompile(`^[0-9]{12}$`)

// elsewhere tells whether a policy is associated with another account, before
// and after the change.
func (c *change) elsewhere(b *account.Builder) bool {
	for _, doc := range []node{c.before, c.after} {
		target, known := doc.at("target_id").text()
		if doc.at("target_id").unknown() || known && (!twelveDigits.MatchString(target) || target == b.ID || b.ID == "") {
			return false
		}
	}
	return true
}

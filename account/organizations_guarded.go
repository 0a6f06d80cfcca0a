package account

import (
	"fmt"
	"slices"
	"strings"
)

// InOrganization tells whether the account is in an organization.
func (a *Account) InOrganization() Bool {
	return a.Organizations.Exists(func(o *Organization) Bool { return Known(true, o.Exists()) })
}

// ManagesOrganization tells whether the account is the management account of
// its organization.
func (a *Account) ManagesOrganization() Bool { return a.manages(a.ID) }

// Bound tells whether service control policies bind the account: it is not the
// management account, and not closed (AWS documentation, 2026-11).
func (a *Account) Bound(one *OrganizationAccount) Bool {
	open := one.Status.Test(func(s string) bool { return s != "SUSPENDED" && s != "CLOSED" })
	if one.Fresh().Tri() == True {
		return open // the management account was there first
	}
	return a.manages(one.ID).Not().And(open)
}

func (a *Account) manages(id string) Bool {
	return a.Organizations.Exists(func(o *Organization) Bool {
		if id == "" {
			return Unsure(Fact{Subject: a.Label(), Path: "Id", Cause: NotCollected})
		}
		return o.Management.Is(id)
	})
}

// Guarded tells whether a service control policy on the account's path denies
// anything.
func (a *Account) Guarded(one *OrganizationAccount) Bool {
	return a.limited(one, func(p *OrganizationPolicy) Bool {
		return p.Content.any(func(s *Statement) Bool { return s.Allow().Not() })
	})
}

// Forbids tells whether service control policies on the account's path deny
// each of the actions to all but principals that they name. One that denies
// under another condition may do so or not.
func (a *Account) Forbids(one *OrganizationAccount, actions ...string) Bool {
	all := Known(true)
	for _, action := range actions {
		r := operationOf(action).on("*")
		all = all.AndThen(func() Bool {
			return a.limited(one, func(p *OrganizationPolicy) Bool {
				return p.Content.any(func(s *Statement) Bool { return s.forbids(r) })
			})
		})
	}
	return all
}

// limited tells whether ok is true of a service control policy in force for the
// account.
func (a *Account) limited(one *OrganizationAccount, ok func(*OrganizationPolicy) Bool) Bool {
	enabled := a.Organizations.Exists(func(o *Organization) Bool {
		return o.PolicyTypes.Exists(func(t *EnabledPolicyType) Bool { return t.Type.Is(serviceControl) })
	})
	return enabled.AndThen(func() Bool {
		return a.onPath(one.link(), func(at *OrganizationAttachment) Bool {
			return a.OrganizationPolicies.At(at.Policy, func(p *OrganizationPolicy) Bool {
				return p.Limits().AndThen(func() Bool { return ok(p) })
			})
		})
	})
}

// forbids tells whether the statement denies the request to all but principals
// that it names.
func (s *Statement) forbids(r *request) Bool {
	denies := s.Allow().Not()
	if denies.Tri() == False {
		return denies
	}
	denies = denies.And(r.matches(s))
	if s.muddled {
		return denies.And(s.unclear())
	}
	return denies.And(s.allConditions(condition.sparesNamed))
}

// sparesNamed tells whether a condition leaves out no more than principals that
// it names one by one, in whatever account.
func (c condition) sparesNamed() Tri {
	if c.unknown || c.set != "" || c.key != "aws:principalarn" || !strings.Contains(c.operator, "Not") || holes(c.values) == Unknown {
		return Unknown
	}
	anybody := func(arn string) bool {
		_, name, found := strings.Cut(arn, "/")
		return !found || strings.Trim(name[strings.LastIndex(name, "/")+1:], "*?") == ""
	}
	return triOf(!slices.ContainsFunc(c.values, anybody))
}

// Below names the accounts that a policy on the target is in force for, as far
// as they are known.
func (a *Account) Below(target Link) string {
	var ids []string
	for one := range a.OrganizationAccounts.All() {
		if a.isBelow(one.link(), target) {
			ids = append(ids, one.Label())
		}
	}
	f := target.Fact()
	switch few := 5; {
	case len(ids) == 0:
		return f.Value
	case len(ids) > few:
		return fmt.Sprintf("%s, that is accounts %s and %d more", f.Value, strings.Join(ids[:few], ", "), len(ids)-few)
	case len(ids) == 1 && ids[0] == f.Value:
		return "account " + f.Value
	case len(ids) == 1:
		return f.Value + ", that is account " + ids[0]
	default:
		return fmt.Sprintf("%s, that is accounts %s", f.Value, strings.Join(ids, ", "))
	}
}

func (a *Account) isBelow(l, target Link) bool {
	for range farthest {
		if l.same(target).Tri() == True {
			return true
		}
		up, known := a.above(l)
		if !known {
			return false
		}
		l = up
	}
	return false
}

// InForceFor says what the policy is attached to, to go at the end of a message.
func (a *Account) InForceFor(p *OrganizationPolicy) string {
	var targets []string
	for at := range a.OrganizationAttachments.All() {
		if at.Policy.To(p).Tri() == True {
			targets = append(targets, a.Below(at.Target))
		}
	}
	if len(targets) == 0 {
		return ""
	}
	return ", for " + strings.Join(targets, "; ")
}

// Detached says which accounts lose which policy with an attachment. Of one
// that takes another's place, that is the other's.
func (a *Account) Detached(at *OrganizationAttachment) string {
	if old, was := Former(at); was && at.Fresh().Tri() == True {
		at = old
	}
	policy := at.Policy.Fact().Value
	if p, found := a.policyOnce(at); found {
		policy = p.Called()
	}
	return "service control policy " + policy + " is taken from " + a.Below(at.Target) + ", and no other denies as much there"
}

// RecordedByOrganization tells whether a trail records all accounts of the
// organization, in every region.
func (a *Account) RecordedByOrganization() Bool {
	return a.Trails.Exists(func(t *Trail) Bool { return t.Organization.Is(true).And(t.CoversAccount()) })
}

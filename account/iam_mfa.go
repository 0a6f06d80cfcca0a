package account

import "strings"

// SignsInWithMFA tells whether the user gets nowhere with a password alone: a
// device is enabled, or a policy denies nearly everything without MFA. A policy
// that does so for console sessions only, by Bool without IfExists, counts
// unless the user has an active access key as well.
func (a *Account) SignsInWithMFA(u *User) Bool {
	p := u.principal()
	return u.HasMFA().
		OrElse(func() Bool { return a.DeniedWithoutMFA(p) }).
		OrElse(func() Bool { return a.policyOf(p, Document.deniesSessions).And(u.HasActiveKey().Not()) })
}

// DeniedWithoutMFA tells whether a policy of the principal, be it its own, one
// attached to it, its boundary or one of its groups, denies nearly everything
// to whoever has not shown MFA, with a password or with a key.
func (a *Account) DeniedWithoutMFA(p Principal) Bool {
	return a.policyOf(p, Document.DeniesWithoutMFA)
}

// policyOf tells whether ok is true of a policy that the principal is under.
func (a *Account) policyOf(p Principal, ok func(Document) Bool) Bool {
	found := a.policyIn(p.Grants, ok)
	if p.Boundary != nil {
		found = found.OrElse(func() Bool {
			return p.Boundary.Absent().Not().And(a.managed(*p.Boundary, ok))
		})
	}
	if p.Groups == nil {
		return found
	}
	return found.OrElse(func() Bool {
		return p.Groups.Exists(func(m *Membership) Bool {
			return a.Groups.At(m.Group, func(g *Group) Bool { return a.policyIn(&g.Grants, ok) })
		})
	})
}

func (a *Account) policyIn(g *Grants, ok func(Document) Bool) Bool {
	inline := g.Inline.Exists(func(p *InlinePolicy) Bool { return ok(p.Document) })
	return inline.OrElse(func() Bool {
		return g.Attached.Exists(func(at *Attachment) Bool { return a.managed(at.Policy, ok) })
	})
}

// managed asks the managed policy that a link names. None of AWS's own speaks
// of MFA (all of them, 2026-11), so that they need not be read.
func (a *Account) managed(l Link, ok func(Document) Bool) Bool {
	if arn, known := l.Get(); known && strings.Contains(arn, awsPolicy) {
		return Known(false, l.Fact())
	}
	return a.Policies.At(l, func(p *Policy) Bool { return ok(p.Document) })
}

// DeniesWithoutMFA tells whether the document denies nearly everything to
// whoever has not shown MFA: a Deny on every resource that spares at most what
// is needed to set a device up, and that holds both where
// aws:MultiFactorAuthPresent is false and where it is absent, as it is for
// access keys (AWS documentation, 2026-11).
func (d Document) DeniesWithoutMFA() Bool {
	return d.any(func(s *Statement) Bool { return s.deniesWithout(absentMFA, falseMFA) })
}

// deniesSessions is DeniesWithoutMFA for console sessions, which always have
// the key.
func (d Document) deniesSessions() Bool {
	return d.any(func(s *Statement) Bool { return s.deniesWithout(falseMFA) })
}

func (s *Statement) deniesWithout(requests ...withoutMFA) Bool {
	if s.effect == True {
		return s.Allow().Not()
	}
	denies := s.Allow().Not().And(s.tri(s.spares())).And(s.everywhere())
	for _, r := range requests {
		denies = denies.And(s.allConditions(r.meets))
	}
	return denies
}

// selfService are the actions that somebody without MFA needs in order to set a
// device up, or that only read IAM. To deactivate a device is not among them:
// it would make a password enough.
var selfService = literals("iam:get*", "iam:list*", "iam:createvirtualmfadevice", "iam:deletevirtualmfadevice",
	"iam:enablemfadevice", "iam:resyncmfadevice", "iam:changepassword", "sts:getsessiontoken", "sts:getcalleridentity")

func literals(texts ...string) []pattern {
	all := make([]pattern, len(texts))
	for i, text := range texts {
		all[i] = pattern{text: text, tokens: literal(text)}
	}
	return all
}

// spares tells whether a Deny leaves out no more than self-service.
func (s *Statement) spares() Tri {
	if !s.actions.not {
		return anyCovers(s.actions.patterns, operationOf(everything).tokens).tri()
	}
	spared := yes
	for _, p := range s.actions.patterns {
		spared = min(spared, anyCovers(selfService, p.tokens))
	}
	return spared.tri()
}

// everywhere tells whether the statement of an identity policy speaks of every
// resource.
func (s *Statement) everywhere() Bool {
	switch {
	case s.principal.given || !s.resources.given:
		return s.doubt(Unreadable)
	case s.resources.not:
		return s.doubt(Conditional)
	}
	return s.tri(anyCovers(s.resources.patterns, anyText).tri())
}

// allConditions tells whether ok is true of every condition of the statement.
func (s *Statement) allConditions(ok func(condition) Tri) Bool {
	return s.anyCondition(func(c condition) Tri { return s.tri(ok(c)).Not().tri }).Not()
}

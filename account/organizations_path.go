package account

import "strings"

// serviceControl is the type of the policies that limit what accounts may do.
const serviceControl = "SERVICE_CONTROL_POLICY"

// farthest is how many steps there are from an account to the root at most, and
// some more (AWS documentation, 2026-11).
const farthest = 10

// Limits tells whether the policy is a service control policy.
func (p *OrganizationPolicy) Limits() Bool { return p.Type.Is(serviceControl) }

// PolicyInForce tells whether the policy is attached anywhere.
func (a *Account) PolicyInForce(p *OrganizationPolicy) Bool {
	return a.OrganizationAttachments.Exists(func(at *OrganizationAttachment) Bool { return at.Policy.To(p) })
}

// Weakened tells whether the change lets the policy deny less than before.
func (p *OrganizationPolicy) Weakened() Bool {
	old, was := Former(p)
	if !was {
		return Known(false, p.Exists())
	}
	return p.Content.AllowsMore(&old.Content)
}

// LiftsDeny tells whether something that the attachment's policy denies is no
// longer denied where it was attached, once the attachment is gone: no other
// policy there, or above, says as much.
func (a *Account) LiftsDeny(gone *OrganizationAttachment) Bool {
	p, found := a.policyOnce(gone)
	if !found {
		return a.OrganizationPolicies.At(gone.Policy, func(*OrganizationPolicy) Bool { return Known(true) })
	}
	none := NoDocument(p.from, "")
	denies := p.Limits().And(none.DeniesLess(&p.Content))
	return denies.AndThen(func() Bool { return a.carried(gone, p).Not() })
}

// policyOnce finds the policy of an attachment, be it one that the change
// deletes.
func (a *Account) policyOnce(at *OrganizationAttachment) (*OrganizationPolicy, bool) {
	if p, found := a.OrganizationPolicies.Linked(at.Policy); found {
		return p, true
	}
	id, known := at.Policy.Get()
	gone := a.OrganizationPolicies.calledOnce(name{text: id})
	if !known || len(gone) != 1 {
		return nil, false
	}
	return gone[0], true
}

// carried tells whether other attachments keep up all that the policy denies,
// in all the time. One that is new may come later.
func (a *Account) carried(gone *OrganizationAttachment, p *OrganizationPolicy) Bool {
	return a.onPath(gone.Target, func(at *OrganizationAttachment) Bool {
		if at.Serial() == gone.Serial() {
			return Known(false)
		}
		stays := at.Fresh().Not().And(at.Interrupted().Not())
		return stays.AndThen(func() Bool {
			return a.OrganizationPolicies.At(at.Policy, func(o *OrganizationPolicy) Bool {
				return o.Limits().And(o.Content.DeniesLess(&p.Content).Not())
			})
		})
	})
}

// onPath tells whether ok is true of an attachment to the target or to anything
// above it.
func (a *Account) onPath(target Link, ok func(*OrganizationAttachment) Bool) Bool {
	found := Known(false)
	for range farthest {
		found = found.OrElse(func() Bool {
			return a.OrganizationAttachments.Exists(func(at *OrganizationAttachment) Bool {
				return at.Target.same(target).AndThen(func() Bool { return ok(at) })
			})
		})
		if id, known := target.Get(); known && strings.HasPrefix(id, "r-") {
			return found
		}
		above, known := a.above(target)
		if !known {
			return found.OrElse(func() Bool { return Unsure(Fact{Subject: target.Fact().Value, Path: "ParentId", Cause: NotCollected}) })
		}
		target = above
	}
	return found.orUnsettled()
}

// above is the root or unit that a unit or an account is right below.
func (a *Account) above(target Link) (Link, bool) {
	if u, found := a.OrganizationalUnits.Linked(target); found {
		return u.Parent, true
	}
	if one, found := a.OrganizationAccounts.Linked(target); found {
		return one.Parent, true
	}
	return Link{}, false
}

// KeepsDeny tells whether the attachment leaves denied what the one denied
// whose place it takes, if it takes any.
func (a *Account) KeepsDeny(at *OrganizationAttachment) Bool {
	old, was := Former(at)
	if !was || at.Fresh().Tri() != True {
		return Known(true, at.Exists())
	}
	return a.LiftsDeny(old).Not()
}

package account

import "slices"

// S3RefusesInsecure tells whether a resource control policy of the organization
// denies every request to S3 without TLS in this account. Such policies do not
// bind the organization's management account (AWS documentation, 2026-11).
func (a *Account) S3RefusesInsecure() Bool {
	member := a.Organizations.Exists(func(o *Organization) Bool {
		return o.Management.Test(func(id string) bool { return id != a.ID && a.ID != "" }).And(o.Features.Is("CONSOLIDATED_BILLING").Not())
	})
	return member.AndThen(func() Bool { return a.OrganizationPolicies.Exists(a.bars) })
}

// bars tells whether the policy is such a one, and in force for the account.
func (a *Account) bars(p *OrganizationPolicy) Bool {
	denies := p.Type.Is("RESOURCE_CONTROL_POLICY").AndThen(func() Bool {
		return p.Content.any(func(s *Statement) Bool {
			return s.barsInsecure("s3:*").And(s.tri(s.resources.swallows(anyText)))
		})
	})
	return denies.AndThen(func() Bool {
		path, whole := a.orgPath()
		return a.OrganizationAttachments.Exists(func(at *OrganizationAttachment) Bool {
			on := at.Target.Test(func(id string) bool { return slices.Contains(path, id) })
			if whole.Tri() != True {
				on = on.Or(whole)
			}
			return at.Policy.To(p).And(on)
		})
	})
}

// orgPath lists the account and what it is in, up to the root. Whole is not
// known where the way up is not.
func (a *Account) orgPath() (path []string, whole Bool) {
	path = []string{a.ID}
	one, found := a.OrganizationAccounts.Linked(LinkTo(Observed(a.ID, nil, "")))
	if !found {
		return path, Unsure(Fact{Subject: a.Label(), Path: "ParentId", Cause: NotCollected})
	}
	for parent := one.Parent; ; {
		id, known := parent.Get()
		if !known || slices.Contains(path, id) {
			return path, Unsure(parent.Fact())
		}
		path = append(path, id)
		unit, found := a.OrganizationalUnits.Linked(parent)
		if !found { // a root, or a unit that nobody has seen
			if len(id) > 2 && id[:2] == "r-" {
				return path, Known(true)
			}
			return path, Unsure(parent.Fact())
		}
		parent = unit.Parent
	}
}

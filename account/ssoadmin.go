package account

import "strings"

// The kinds of IAM Identity Center, in its home region.
var (
	SSOInstances       = kind("sso.instances", func(a *Account) *Set[*SSOInstance] { return &a.SSOInstances })
	PermissionSets     = kind("sso.permission_sets", func(a *Account) *Set[*PermissionSet] { return &a.PermissionSets })
	AccountAssignments = kind("sso.assignments", func(a *Account) *Set[*AccountAssignment] { return &a.AccountAssignments })
)

// SSOInstance is an instance of IAM Identity Center. No API tells whether it
// asks for MFA (AWS documentation, 2026-11).
type SSOInstance struct {
	Meta
	Status Value[string] `aws:"Status"`
	Owner  Value[string] `aws:"OwnerAccountId"`
}

// PermissionSet is what an assignment grants. IAM Identity Center makes a role
// of it in every account that it is assigned to.
type PermissionSet struct {
	Meta
	Instance        Link                  `aws:"InstanceArn"`
	SessionDuration Value[string]         `aws:"SessionDuration"` // ISO 8601: PT1H
	Inline          Document              `aws:"InlinePolicy"`
	Attached        Set[*Attachment]      `aws:"AttachedManagedPolicies"`
	Customer        Set[*PolicyReference] `aws:"CustomerManagedPolicyReferences"`
	// Boundary is a managed policy, mostly of AWS's; BoundaryReference the name of
	// a customer managed one. A set has at most one of the two.
	Boundary          Link `aws:"PermissionsBoundary"`
	BoundaryReference Link `aws:"PermissionsBoundaryReference"`
}

// PolicyReference names a customer managed policy that every account of the
// assignments has to have.
type PolicyReference struct {
	Policy Link `aws:"Name"`
}

// AccountAssignment lets a user or group of IAM Identity Center use a permission
// set in one account.
type AccountAssignment struct {
	Meta
	Set           Link          `aws:"PermissionSetArn"`
	PrincipalType Value[string] `aws:"PrincipalType"` // USER or GROUP
	PrincipalID   Value[string] `aws:"PrincipalId"`
	Target        Value[string] `aws:"AccountId"` // the account that it is for
}

// AssignmentID is the id of an assignment, for which AWS has none: the parts
// that tell it from others, joined as Terraform does (provider 5.100.0).
func AssignmentID(principalID, principalType, account, permissionSet, instance string) string {
	return strings.Join([]string{principalID, principalType, account, "AWS_ACCOUNT", permissionSet, instance}, ",")
}

// SetGrants collects every policy of a permission set. A customer managed one is
// that of this account; other accounts may have another by its name.
func (a *Account) SetGrants(s *PermissionSet) Documents {
	docs := Documents{s.Inline}
	for at := range s.Attached.All() {
		docs = append(docs, a.attached(&s.Meta, at.Policy))
	}
	for ref := range s.Customer.All() {
		docs = append(docs, a.referenced(&s.Meta, ref.Policy))
	}
	docs = appendGap(docs, &s.Meta, "AttachedManagedPolicies", s.Attached.Complete())
	return appendGap(docs, &s.Meta, "CustomerManagedPolicyReferences", s.Customer.Complete())
}

// referenced returns the policy of this account that a permission set names.
func (a *Account) referenced(of *Meta, l Link) Document {
	if p, found := a.Policies.Linked(l); found && !p.ManagedByAWS() {
		return p.Document
	}
	return unseen(of, "CustomerManagedPolicyReferences")
}

// SetAttachesAdmin tells whether a managed policy of a permission set makes an
// administrator.
func (a *Account) SetAttachesAdmin(s *PermissionSet) Bool {
	managed := s.Attached.Exists(func(at *Attachment) Bool { return a.AdminPolicy(at.Policy) })
	return managed.OrElse(func() Bool {
		return s.Customer.Exists(func(ref *PolicyReference) Bool {
			return a.referenced(&s.Meta, ref.Policy).GrantsAdmin().Because(ref.Policy.Fact())
		})
	})
}

// SetCapped tells whether a permissions boundary that is not itself an
// administrator's keeps a permission set in bounds.
func (a *Account) SetCapped(s *PermissionSet) Bool {
	managed := s.Boundary.Absent().Not().And(a.AdminPolicy(s.Boundary).Not())
	customer := a.referenced(&s.Meta, s.BoundaryReference).GrantsAdmin().Not()
	return managed.Or(s.BoundaryReference.Absent().Not().And(customer))
}

// Assigned tells whether anybody may use the permission set in any account.
func (a *Account) Assigned(s *PermissionSet) Bool {
	links := func(x *AccountAssignment, do func(*Link)) { do(&x.Set) }
	return a.AccountAssignments.existsNaming(a.namings.of("assignments"), s, links, func(x *AccountAssignment) Bool {
		return x.Set.To(s)
	})
}

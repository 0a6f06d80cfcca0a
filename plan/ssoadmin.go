package plan

import "github.com/soc2gate/soc2gate/account"

const customerPolicy = "customer_managed_policy_reference.0.name"

var _ = understand(map[string]adapter{
	"aws_ssoadmin_permission_set": thing(account.PermissionSets, names{name: "name", global: true}, permissionSet),
	"aws_ssoadmin_permission_set_inline_policy": ofSet(func(s *account.PermissionSet, c *change) {
		c.document(&s.Inline, "inline_policy")
	}),
	"aws_ssoadmin_permissions_boundary_attachment": ofSet(func(s *account.PermissionSet, c *change) {
		c.link(&s.Boundary, "permissions_boundary.0.managed_policy_arn", account.Policies.Kind, "")
		c.link(&s.BoundaryReference, "permissions_boundary.0."+customerPolicy, account.Policies.Kind, "")
	}),
	"aws_ssoadmin_managed_policy_attachment": oneOf("permission_set_arn", account.PermissionSets, member(
		func(s *account.PermissionSet) *account.Set[*account.Attachment] { return &s.Attached },
		func(c *change) []*account.Attachment {
			return []*account.Attachment{{Policy: c.linkAt(c.values().at("managed_policy_arn"), "managed_policy_arn", account.Policies.Kind)}}
		}, attachmentKey)),
	"aws_ssoadmin_customer_managed_policy_attachment": oneOf("permission_set_arn", account.PermissionSets, member(
		func(s *account.PermissionSet) *account.Set[*account.PolicyReference] { return &s.Customer },
		func(c *change) []*account.PolicyReference {
			return []*account.PolicyReference{{Policy: c.linkAt(c.values().at(customerPolicy), customerPolicy, account.Policies.Kind)}}
		},
		func(r *account.PolicyReference) string {
			name, known := r.Policy.Get()
			return keyOr(name, known, r.Policy.Fact())
		})),
	"aws_ssoadmin_account_assignment": thing(account.AccountAssignments, names{global: true}, func(x *account.AccountAssignment, c *change) {
		c.link(&x.Set, "permission_set_arn", account.PermissionSets.Kind)
		c.text(&x.PrincipalType, "principal_type")
		c.text(&x.PrincipalID, "principal_id")
		c.text(&x.Target, "target_id")
	}),
})

// ofSet is the part of which a permission set has one.
func ofSet(fill func(*account.PermissionSet, *change)) adapter {
	return part("permission_set_arn", account.PermissionSets, fill)
}

// permissionSet fills what the set itself says. One that is created grants
// nothing; its sessions last an hour unless it says so (AWS documentation,
// 2026-11).
func permissionSet(s *account.PermissionSet, c *change) {
	c.link(&s.Instance, "instance_arn", account.SSOInstances.Kind)
	c.text(&s.SessionDuration, "session_duration", "PT1H")
	if c.creates() {
		s.Inline = account.NoDocument(c.origin, "")
		s.Attached, s.Customer = account.ListOf[*account.Attachment](), account.ListOf[*account.PolicyReference]()
		s.Boundary, s.BoundaryReference = account.LinkTo(c.fixed("")), account.LinkTo(c.fixed(""))
	}
}

package live

import (
	"cmp"
	"iter"

	"github.com/aws/aws-sdk-go-v2/service/ssoadmin"
	"github.com/aws/aws-sdk-go-v2/service/ssoadmin/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.SSOInstances.Kind},
	where: management,
	calls: []any{ssoadmin.ListInstancesInput{}},
	read: func(r *reader) {
		for one := range identityCenters(r) {
			instance := account.SSOInstances.Add(r.to, account.Ident{ARN: text(one.out.InstanceArn)}, one.origin)
			put(&instance.Status, word(one.out.Status), one.told)
			put(&instance.Owner, one.out.OwnerAccountId, one.told)
		}
	},
})

var _ = collect(collector{
	kinds: []account.Kind{account.PermissionSets.Kind},
	where: management,
	calls: []any{
		ssoadmin.ListInstancesInput{}, ssoadmin.ListPermissionSetsInput{}, ssoadmin.DescribePermissionSetInput{},
		ssoadmin.GetInlinePolicyForPermissionSetInput{}, ssoadmin.ListManagedPoliciesInPermissionSetInput{},
		ssoadmin.ListCustomerManagedPolicyReferencesInPermissionSetInput{}, ssoadmin.GetPermissionsBoundaryForPermissionSetInput{},
	},
	read: func(r *reader) {
		for one := range permissionSets(r) {
			set := account.PermissionSets.Add(r.to, account.Ident{ARN: one.arn}, one.origin)
			link(&set.Instance, &one.instance, one.told)
			if r.wants(one.arn) {
				r.also(func() { one.describe(r, set) })
				r.also(func() { one.grants(r, set) })
				r.also(func() { one.boundary(r, set) })
			}
		}
	},
})

// identityCenters lists the instances that the account owns or sees, which are
// its organization's as well, wherever they are at home (AWS API reference,
// 2026-11).
func identityCenters(r *reader) iter.Seq[answer[types.InstanceMetadata]] {
	in := &ssoadmin.ListInstancesInput{RegionScope: types.RegionScopeAllRegions}
	return found(r, ssoadmin.NewFromConfig(r.config()).ListInstances, in, func(o *ssoadmin.ListInstancesOutput) []types.InstanceMetadata { return o.Instances })
}

// grantedSet is a permission set as its instance lists it.
type grantedSet struct {
	told
	at            *ssoadmin.Client // in the region of the instance
	instance, arn string
}

// permissionSets lists the sets of all instances. A member account is refused.
func permissionSets(r *reader) iter.Seq[grantedSet] {
	return func(yield func(grantedSet) bool) {
		for one := range identityCenters(r) {
			home := cmp.Or(text(one.out.PrimaryRegion), r.region)
			at := ssoadmin.NewFromConfig(r.configIn(home))
			in := &ssoadmin.ListPermissionSetsInput{InstanceArn: one.out.InstanceArn}
			for set := range found(r, at.ListPermissionSets, in, func(o *ssoadmin.ListPermissionSetsOutput) []string { return o.PermissionSets }) {
				if !yield(grantedSet{set.told, at, text(one.out.InstanceArn), *set.out}) {
					return
				}
			}
		}
	}
}

// describe reads what a set says of itself.
func (s grantedSet) describe(r *reader, to *account.PermissionSet) {
	told := ask(r, s.at.DescribePermissionSet, &ssoadmin.DescribePermissionSetInput{InstanceArn: &s.instance, PermissionSetArn: &s.arn})
	set := or(told.out.PermissionSet, types.PermissionSet{})
	to.Name = text(set.Name)
	put(&to.SessionDuration, set.SessionDuration, told.told)
}

// grants reads the policies of a set. The inline policy is empty if there is
// none (AWS API reference, 2026-11).
func (s grantedSet) grants(r *reader, to *account.PermissionSet) {
	inline := ask(r, s.at.GetInlinePolicyForPermissionSet, &ssoadmin.GetInlinePolicyForPermissionSetInput{InstanceArn: &s.instance, PermissionSetArn: &s.arn})
	document(&to.Inline, inline.out.InlinePolicy, inline.told)
	attached, gaps := allGiven(r, s.at.ListManagedPoliciesInPermissionSet,
		&ssoadmin.ListManagedPoliciesInPermissionSetInput{InstanceArn: &s.instance, PermissionSetArn: &s.arn},
		func(o *ssoadmin.ListManagedPoliciesInPermissionSetOutput) []types.AttachedManagedPolicy {
			return o.AttachedManagedPolicies
		})
	managed := make([]*account.Attachment, len(attached))
	for i, policy := range attached {
		managed[i] = &account.Attachment{}
		link(&managed[i].Policy, policy.out.Arn, policy.given(policy.out.Arn != nil))
	}
	pages(&to.Attached, managed, gaps)
	named, gaps := allGiven(r, s.at.ListCustomerManagedPolicyReferencesInPermissionSet,
		&ssoadmin.ListCustomerManagedPolicyReferencesInPermissionSetInput{InstanceArn: &s.instance, PermissionSetArn: &s.arn},
		func(o *ssoadmin.ListCustomerManagedPolicyReferencesInPermissionSetOutput) []types.CustomerManagedPolicyReference {
			return o.CustomerManagedPolicyReferences
		})
	customer := make([]*account.PolicyReference, len(named))
	for i, policy := range named {
		customer[i] = &account.PolicyReference{}
		link(&customer[i].Policy, policy.out.Name, policy.given(policy.out.Name != nil))
	}
	pages(&to.Customer, customer, gaps)
}

// boundary reads the permissions boundary of a set, which is a managed policy or
// the name of a customer's.
func (s grantedSet) boundary(r *reader, to *account.PermissionSet) {
	told := ask(r, s.at.GetPermissionsBoundaryForPermissionSet, &ssoadmin.GetPermissionsBoundaryForPermissionSetInput{InstanceArn: &s.instance, PermissionSetArn: &s.arn})
	b := or(told.out.PermissionsBoundary, types.PermissionsBoundary{})
	name := or(b.CustomerManagedPolicyReference, types.CustomerManagedPolicyReference{}).Name
	by := told.given(b.ManagedPolicyArn != nil || name != nil)
	link(&to.Boundary, b.ManagedPolicyArn, by)
	link(&to.BoundaryReference, name, by)
}

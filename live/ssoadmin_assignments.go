package live

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/ssoadmin"
	"github.com/aws/aws-sdk-go-v2/service/ssoadmin/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.AccountAssignments.Kind},
	where: management,
	calls: []any{
		ssoadmin.ListInstancesInput{}, ssoadmin.ListPermissionSetsInput{},
		ssoadmin.ListAccountsForProvisionedPermissionSetInput{}, ssoadmin.ListAccountAssignmentsInput{},
	},
	read: assignments,
})

// assignments reads who may use the wanted permission sets, in all accounts.
func assignments(r *reader) {
	var sets []grantedSet
	for set := range permissionSets(r) {
		if r.wants(set.arn) {
			sets = append(sets, set)
		} else {
			r.miss(account.Gap{Call: "sso:ListAccountAssignments", Cause: account.NotCollected})
		}
	}
	assigned := make([][]answer[types.AccountAssignment], len(sets))
	for i, set := range sets {
		r.also(func() { assigned[i] = set.assignments(r) })
	}
	r.wait.Wait()
	for i, set := range sets {
		for _, a := range assigned[i] {
			set.assigned(r, a)
		}
	}
}

// assignments lists those of a set. An assignment provisions its set in the
// account that it is for (AWS API reference, 2026-11).
func (s grantedSet) assignments(r *reader) (all []answer[types.AccountAssignment]) {
	where := &ssoadmin.ListAccountsForProvisionedPermissionSetInput{InstanceArn: &s.instance, PermissionSetArn: &s.arn}
	ids := func(o *ssoadmin.ListAccountsForProvisionedPermissionSetOutput) []string { return o.AccountIds }
	for id := range found(r, s.at.ListAccountsForProvisionedPermissionSet, where, ids) {
		in := &ssoadmin.ListAccountAssignmentsInput{InstanceArn: &s.instance, PermissionSetArn: &s.arn, AccountId: id.out}
		all = slices.AppendSeq(all, found(r, s.at.ListAccountAssignments, in, func(o *ssoadmin.ListAccountAssignmentsOutput) []types.AccountAssignment {
			return o.AccountAssignments
		}))
	}
	return all
}

// assigned adds an assignment of the set.
func (s grantedSet) assigned(r *reader, a answer[types.AccountAssignment]) {
	id := account.AssignmentID(text(a.out.PrincipalId), string(a.out.PrincipalType), text(a.out.AccountId), s.arn, s.instance)
	to := account.AccountAssignments.Add(r.to, account.Ident{ID: id}, a.origin)
	link(&to.Set, &s.arn, a.told)
	put(&to.PrincipalType, word(a.out.PrincipalType), a.told)
	put(&to.PrincipalID, a.out.PrincipalId, a.told)
	put(&to.Target, a.out.AccountId, a.told)
}

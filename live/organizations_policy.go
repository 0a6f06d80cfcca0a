package live

import (
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/organizations/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{
		kinds: []account.Kind{account.OrganizationPolicies.Kind, account.OrganizationAttachments.Kind},
		where: management,
		calls: []any{organizations.ListPoliciesInput{}, organizations.DescribePolicyInput{}, organizations.ListTargetsForPolicyInput{}},
		read:  organizationPolicies,
	})
	_ = collect(collector{
		kinds: []account.Kind{account.OrganizationEffective.Kind},
		where: global,
		calls: []any{organizations.DescribeEffectivePolicyInput{}},
		read:  effectivePolicies,
	})
)

// organizationPolicies reads the policies of all types, also of those that are
// not enabled in the organization.
func organizationPolicies(r *reader) {
	client := organizations.NewFromConfig(r.config())
	for _, t := range types.PolicyType("").Values() {
		for p := range each(r, client.ListPolicies, &organizations.ListPoliciesInput{Filter: t}, func(o *organizations.ListPoliciesOutput) []types.PolicySummary { return o.Policies }) {
			organizationPolicy(r, client, p)
			attachments(r, client, p.out.Id)
		}
	}
}

// organizationPolicy reads a policy, and the text of one that limits what
// accounts may do: each of those has a say.
func organizationPolicy(r *reader, client *organizations.Client, p answer[types.PolicySummary]) {
	id := account.Ident{ARN: text(p.out.Arn), ID: text(p.out.Id)}
	policy := account.OrganizationPolicies.Add(r.to, id, p.origin)
	put(&policy.Type, word(p.out.Type), p.told)
	policy.Former = account.NoDocument(p.origin, "") // no change is under way
	limits := p.out.Type == types.PolicyTypeServiceControlPolicy || p.out.Type == types.PolicyTypeResourceControlPolicy
	if !limits && !r.wants(id.ARN, id.ID) {
		return
	}
	r.also(func() {
		whole := ask(r, client.DescribePolicy, &organizations.DescribePolicyInput{PolicyId: p.out.Id})
		content := or(whole.out.Policy, types.Policy{}).Content
		document(&policy.Content, content, whole.given(content != nil))
	})
}

// attachments reads what a policy is attached to. What is missing of that is
// missing of no policy.
func attachments(r *reader, client *organizations.Client, policy *string) {
	in := &organizations.ListTargetsForPolicyInput{PolicyId: policy}
	list, gaps := all(r, client.ListTargetsForPolicy, in, func(o *organizations.ListTargetsForPolicyOutput) []types.PolicyTargetSummary { return o.Targets })
	for _, gap := range gaps {
		r.to.Miss(account.OrganizationAttachments.Kind, gap)
	}
	for _, t := range list {
		one := account.OrganizationAttachments.Add(r.to, account.Ident{ID: text(t.out.TargetId) + ":" + text(policy)}, t.origin)
		linkGiven(&one.Policy, policy, t.told)
		linkGiven(&one.Target, t.out.TargetId, t.told)
	}
}

// effectivePolicies asks what the policies come to for the account itself, which
// it may do anywhere in an organization. Only of two types anything is used.
func effectivePolicies(r *reader) {
	client := organizations.NewFromConfig(r.config())
	for _, t := range []types.EffectivePolicyType{types.EffectivePolicyTypeS3Policy, types.EffectivePolicyTypeBackupPolicy} {
		answer := ask(r, client.DescribeEffectivePolicy, &organizations.DescribeEffectivePolicyInput{PolicyType: t})
		policy := account.OrganizationEffective.Add(r.to, account.Ident{ID: string(t)}, answer.origin)
		content := or(answer.out.EffectivePolicy, types.EffectivePolicy{}).PolicyContent
		effective(policy, content, answer.given(content != nil))
	}
}

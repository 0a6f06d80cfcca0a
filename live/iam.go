package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Users.Kind, account.Roles.Kind, account.Groups.Kind, account.Policies.Kind},
	where: global,
	calls: []any{
		iam.GetAccountAuthorizationDetailsInput{}, iam.GenerateCredentialReportInput{}, iam.GetCredentialReportInput{},
		iam.GetLoginProfileInput{}, iam.ListMFADevicesInput{}, iam.ListAccessKeysInput{}, iam.GetAccessKeyLastUsedInput{},
	},
	read: authorizations,
})

// most is the largest page of IAM's listings (AWS API reference, 2026-11).
const most = 1000

// authorizations reads who may do what, which IAM tells in one listing.
func authorizations(r *reader) {
	client := iam.NewFromConfig(r.config())
	all := &iam.GetAccountAuthorizationDetailsInput{MaxItems: aws.Int32(most)}
	whole := func(o *iam.GetAccountAuthorizationDetailsOutput) []*iam.GetAccountAuthorizationDetailsOutput {
		if o.UserDetailList == nil && o.RoleDetailList == nil && o.GroupDetailList == nil && o.Policies == nil {
			return nil
		}
		return []*iam.GetAccountAuthorizationDetailsOutput{o}
	}
	report := credentialReport(r, client)
	for one := range found(r, client.GetAccountAuthorizationDetails, all, whole) {
		page := *one.out
		for _, u := range page.UserDetailList {
			user(r, client, u, report, one.told)
		}
		for _, role := range page.RoleDetailList {
			addRole(r, role, one.told)
		}
		for _, g := range page.GroupDetailList {
			group := account.Groups.Add(r.to, account.Ident{ARN: text(g.Arn), ID: text(g.GroupId), Name: text(g.GroupName)}, one.origin)
			grants(&group.Grants, g.Path, g.AttachedManagedPolicies, g.GroupPolicyList, one.told)
		}
		for _, p := range page.Policies {
			policy(r, p, one.told)
		}
	}
}

// user reads a user. What one signs in with that is wanted, or that is not in
// the report, is asked for: the report may be hours old.
func user(r *reader, client *iam.Client, u types.UserDetail, report report, by told) {
	id := account.Ident{ARN: text(u.Arn), ID: text(u.UserId), Name: text(u.UserName)}
	user := account.Users.Add(r.to, id, by.origin)
	grants(&user.Grants, u.Path, u.AttachedManagedPolicies, u.UserPolicyList, by)
	boundary(&user.Boundary, u.PermissionsBoundary, by)
	groups := make([]*account.Membership, len(u.GroupList))
	for i, name := range u.GroupList {
		groups[i] = &account.Membership{}
		link(&groups[i].Group, &name, by)
	}
	list(&user.Groups, groups, by.given(u.GroupList != nil))
	reported := report.tells(user, u.CreateDate)
	if (r.need.Wants != nil || !reported) && r.wants(id.ARN, id.ID, id.Name) {
		r.also(func() { askCredentials(r, client, user) })
	}
}

func addRole(r *reader, d types.RoleDetail, by told) {
	role := account.Roles.Add(r.to, account.Ident{ARN: text(d.Arn), ID: text(d.RoleId), Name: text(d.RoleName)}, by.origin)
	grants(&role.Grants, d.Path, d.AttachedManagedPolicies, d.RolePolicyList, by)
	boundary(&role.Boundary, d.PermissionsBoundary, by)
	document(&role.Trust, d.AssumeRolePolicyDocument, by.given(text(d.AssumeRolePolicyDocument) != ""))
}

// boundary reads a permissions boundary. IAM leaves it out where there is none
// (AWS API reference, 2026-11).
func boundary(to *account.Link, b *types.AttachedPermissionsBoundary, by told) {
	if b == nil {
		link(to, nil, by)
		return
	}
	link(to, b.PermissionsBoundaryArn, by.given(b.PermissionsBoundaryArn != nil))
}

// grants reads what a principal holds by itself. IAM leaves out the inline
// policies of a user without any (AWS API reference, 2026-11).
func grants(to *account.Grants, path *string, attached []types.AttachedPolicy, inline []types.PolicyDetail, by told) {
	put(&to.Path, path, by)
	managed := make([]*account.Attachment, len(attached))
	for i, p := range attached {
		managed[i] = &account.Attachment{}
		link(&managed[i].Policy, p.PolicyArn, by.given(p.PolicyArn != nil))
	}
	list(&to.Attached, managed, by.given(attached != nil))
	own := make([]*account.InlinePolicy, len(inline))
	for i, p := range inline {
		own[i] = &account.InlinePolicy{}
		put(&own[i].Name, p.PolicyName, by)
		document(&own[i].Document, p.PolicyDocument, by.given(text(p.PolicyDocument) != ""))
	}
	list(&to.Inline, own, by)
}

// policy reads a managed policy. Of AWS's own, of which there are more than a
// thousand, those count that somebody has or is about to get.
func policy(r *reader, d types.ManagedPolicyDetail, by told) {
	id := account.Ident{ARN: text(d.Arn), ID: text(d.PolicyId), Name: text(d.PolicyName)}
	wanted := r.need.Wants != nil && r.wants(id.ARN)
	if (&account.Policy{Meta: account.Meta{ARN: id.ARN}}).ManagedByAWS() && unused(d) && !wanted {
		return
	}
	policy := account.Policies.Add(r.to, id, by.origin)
	var inForce *string
	for _, v := range d.PolicyVersionList {
		if v.IsDefaultVersion {
			inForce = v.Document
		}
	}
	put(&policy.BoundaryUsage, number(d.PermissionsBoundaryUsageCount), by)
	document(&policy.Document, inForce, by.given(text(inForce) != ""))
}

// unused tells whether IAM says that nobody has the policy, and does not say
// that it is anybody's permissions boundary.
func unused(d types.ManagedPolicyDetail) bool {
	return d.AttachmentCount != nil && *d.AttachmentCount == 0 && *or(d.PermissionsBoundaryUsageCount, 0) == 0
}

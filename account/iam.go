package account

// The kinds of identity and access management.
var (
	Users     = kind("iam.users", func(a *Account) *Set[*User] { return &a.Users })
	Roles     = kind("iam.roles", func(a *Account) *Set[*Role] { return &a.Roles })
	Groups    = kind("iam.groups", func(a *Account) *Set[*Group] { return &a.Groups })
	Policies  = kind("iam.policies", func(a *Account) *Set[*Policy] { return &a.Policies })
	Summaries = kind("iam.summary", func(a *Account) *Set[*Summary] { return &a.Summary })
	Features  = kind("iam.organizations_features", func(a *Account) *Set[*OrganizationsFeatures] { return &a.Features })
)

// Grants are the permissions that a user, role or group holds by itself.
type Grants struct {
	Path     Value[string]      `aws:"Path"`
	Attached Set[*Attachment]   `aws:"AttachedManagedPolicies"`
	Inline   Set[*InlinePolicy] `aws:"InlinePolicies"`
}

// Attachment is a managed policy that a principal has.
type Attachment struct {
	Policy Link `aws:"PolicyArn"`
}

// InlinePolicy is a policy that is a part of one principal.
type InlinePolicy struct {
	Name     Value[string] `aws:"PolicyName"`
	Document Document      `aws:"PolicyDocument"`
}

// User is an IAM user.
type User struct {
	Meta
	Grants      `aws:"-"`
	Boundary    Link             `aws:"PermissionsBoundary"`
	Groups      Set[*Membership] `aws:"Groups"`
	Credentials `aws:"-"`
}

// Membership is a group that a user is in.
type Membership struct {
	Group Link `aws:"GroupName"`
}

// Role is an IAM role.
type Role struct {
	Meta
	Grants   `aws:"-"`
	Boundary Link     `aws:"PermissionsBoundary"`
	Trust    Document `aws:"AssumeRolePolicyDocument"`
}

// Group is an IAM group.
type Group struct {
	Meta
	Grants `aws:"-"`
}

// Policy is a managed policy, in its default version.
type Policy struct {
	Meta
	Document Document `aws:"PolicyDocument"`
	// BoundaryUsage is how many users and roles have the policy as their
	// permissions boundary.
	BoundaryUsage Value[int] `aws:"PermissionsBoundaryUsageCount"`
}

// Summary holds the account-wide facts of iam:GetAccountSummary. What it says
// of the root user is 0 or 1.
type Summary struct {
	Meta
	RootMFA          Value[int] `aws:"AccountMFAEnabled"`
	RootAccessKeys   Value[int] `aws:"AccountAccessKeysPresent"`
	RootPassword     Value[int] `aws:"AccountPasswordPresent"`
	RootCertificates Value[int] `aws:"AccountSigningCertificatesPresent"`
	Users            Value[int] `aws:"Users"`
}

// OrganizationsFeatures are the features of central root access that the
// organization has switched on, as iam:ListOrganizationsFeatures tells its
// management account and the delegated administrator of IAM.
type OrganizationsFeatures struct {
	Meta
	RootCredentials Value[bool] `aws:"RootCredentialsManagement"` // root credentials of members can be taken away
	RootSessions    Value[bool] `aws:"RootSessions"`              // short root sessions in members replace them
}

// RootRemoved tells whether central management has taken the root user's
// password, keys and certificates away. The password is then not to be
// recovered, so that there is nothing for MFA to protect (AWS documentation,
// 2026-11). It never is so in the management account, where the feature does
// not reach: a rule has to ask for a member account as well.
func (a *Account) RootRemoved(s *Summary) Bool {
	central := a.Features.Exists(func(f *OrganizationsFeatures) Bool { return f.RootCredentials.Is(true) })
	return s.RootPassword.Is(0).And(s.RootAccessKeys.Is(0)).And(s.RootCertificates.Is(0)).And(central)
}

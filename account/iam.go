package account

// The kinds of identity and access management.
var (
	Users     = kind("iam.users", func(a *Account) *Set[*User] { return &a.Users })
	Roles     = kind("iam.roles", func(a *Account) *Set[*Role] { return &a.Roles })
	Groups    = kind("iam.groups", func(a *Account) *Set[*Group] { return &a.Groups })
	Policies  = kind("iam.policies", func(a *Account) *Set[*Policy] { return &a.Policies })
	Summaries = kind("iam.summary", func(a *Account) *Set[*Summary] { return &a.Summary })
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
	Grants       `aws:"-"`
	Boundary     Link             `aws:"PermissionsBoundary"`
	Groups       Set[*Membership] `aws:"Groups"`
	LoginProfile Value[bool]      `aws:"LoginProfile"`
	MFADevices   Value[int]       `aws:"MFADevices"`
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
}

// Summary holds the account-wide facts of iam:GetAccountSummary.
type Summary struct {
	Meta
	RootMFA        Value[int] `aws:"AccountMFAEnabled"`
	RootAccessKeys Value[int] `aws:"AccountAccessKeysPresent"`
	Users          Value[int] `aws:"Users"`
}

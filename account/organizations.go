package account

// The kinds of AWS Organizations.
var (
	Organizations               = kind("organizations.organizations", func(a *Account) *Set[*Organization] { return &a.Organizations })
	OrganizationAccounts        = kind("organizations.accounts", func(a *Account) *Set[*OrganizationAccount] { return &a.OrganizationAccounts })
	OrganizationalUnits         = kind("organizations.organizational_units", func(a *Account) *Set[*OrganizationalUnit] { return &a.OrganizationalUnits })
	OrganizationPolicies        = kind("organizations.policies", func(a *Account) *Set[*OrganizationPolicy] { return &a.OrganizationPolicies })
	OrganizationAttachments     = kind("organizations.policy_attachments", func(a *Account) *Set[*OrganizationAttachment] { return &a.OrganizationAttachments })
	OrganizationEffective       = kind("organizations.effective_policies", func(a *Account) *Set[*EffectivePolicy] { return &a.OrganizationEffective })
	DelegatedAdministrators     = kind("organizations.delegated_administrators", func(a *Account) *Set[*DelegatedAdministrator] { return &a.DelegatedAdministrators })
	OrganizationServiceAccesses = kind("organizations.service_access", func(a *Account) *Set[*ServiceAccess] { return &a.OrganizationServiceAccesses })
)

// Organization is the organization that the account is in. There is at most
// one.
type Organization struct {
	Meta
	Features    Value[string]           `aws:"FeatureSet"` // ALL or CONSOLIDATED_BILLING
	Management  Value[string]           `aws:"MasterAccountId"`
	PolicyTypes Set[*EnabledPolicyType] `aws:"PolicyTypes"` // those that are enabled in its root
}

// EnabledPolicyType is a type of policies that has an effect.
type EnabledPolicyType struct {
	Type Value[string] `aws:"Type"`
}

// ServiceAccess says that a service may work in all accounts of the
// organization: trusted access. Its id is the service principal.
type ServiceAccess struct {
	Meta
	// Enabled is true of what is listed. It is not known where the plan leaves open
	// whether the service stays.
	Enabled Value[bool] `aws:"Enabled"`
}

// DelegatedAdministrator is an account that looks after a service for the
// whole organization.
type DelegatedAdministrator struct {
	Meta
	Account Value[string] `aws:"AccountId"`
	Service Value[string] `aws:"ServicePrincipal"`
}

// OrganizationAccount is an account of the organization.
type OrganizationAccount struct {
	Meta
	Parent Link          `aws:"ParentId"` // a root or an organizational unit
	Status Value[string] `aws:"Status"`
	// CloseOnDeletion says that Terraform closes the account when its resource
	// is deleted, in place of taking it out of the organization.
	CloseOnDeletion Value[bool] `aws:"CloseOnDeletion"`
}

// OrganizationalUnit holds accounts and other units.
type OrganizationalUnit struct {
	Meta
	Parent Link `aws:"ParentId"` // a root or an organizational unit
}

// OrganizationPolicy is a policy of an organization, of whatever type.
type OrganizationPolicy struct {
	Meta
	Type    Value[string] `aws:"Type"` // SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY and so on
	Content Document      `aws:"Content"`
	// Former is the content that the change replaces, if it replaces any.
	Former Document `aws:"FormerContent"`
}

// OrganizationAttachment puts a policy in force for a root, an organizational
// unit or an account, and for all below it.
type OrganizationAttachment struct {
	Meta
	Policy Link `aws:"PolicyId"`
	Target Link `aws:"TargetId"`
}

// EffectivePolicy is what all management policies of one type come to for the
// account. Its id is the type. Those of service and resource control policies
// AWS does not tell (AWS documentation, 2026-11).
type EffectivePolicy struct {
	Meta
	// PublicAccessBlock is, of an S3_POLICY, what it says of all four settings:
	// all, none, or empty if it is silent.
	PublicAccessBlock Value[string] `aws:"public_access_block_configuration"`
	// Backups are, of a BACKUP_POLICY, what its plans choose by tags.
	Backups Set[*EffectiveBackup] `aws:"selections"`
}

// EffectiveBackup is one tag by which an effective backup policy chooses
// resources in one region.
type EffectiveBackup struct {
	Region Value[string] `aws:"region"`
	Key    Value[string] `aws:"tag_key"`
	Value  Value[string] `aws:"tag_value"`
}

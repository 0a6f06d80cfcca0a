package account

// The kinds of AWS Backup that say what is backed up, where to and for how long.
var (
	BackupPlans              = kind("backup.plans", func(a *Account) *Set[*BackupPlan] { return &a.BackupPlans })
	BackupSelections         = kind("backup.selections", func(a *Account) *Set[*BackupSelection] { return &a.BackupSelections })
	BackupVaults             = kind("backup.vaults", func(a *Account) *Set[*BackupVault] { return &a.BackupVaults })
	BackupRegionSettings     = kind("backup.region_settings", func(a *Account) *Set[*BackupRegionSetting] { return &a.BackupRegionSettings })
	BackupProtectedResources = kind("backup.protected_resources", func(a *Account) *Set[*BackupProtectedResource] { return &a.BackupProtectedResources })
)

// BackupPlan is a plan of AWS Backup: when backups are made and how long they
// are kept.
type BackupPlan struct {
	Meta
	Rules Set[*BackupRule] `aws:"Rules"`
}

// BackupRule is one schedule of a backup plan.
type BackupRule struct {
	Name       Value[string] `aws:"RuleName"`
	Vault      Link          `aws:"TargetBackupVaultName"`
	Schedule   Value[string] `aws:"ScheduleExpression"`
	Continuous Value[bool]   `aws:"EnableContinuousBackup"`
	// DeleteAfter is in days; 0 keeps backups for ever.
	DeleteAfter Value[int] `aws:"DeleteAfterDays"`
}

// BackupSelection says which resources of its region a backup plan covers: see
// Account.CoveredByBackup.
type BackupSelection struct {
	Meta
	Plan       Link                  `aws:"BackupPlanId"`
	Resources  Set[*ResourceRef]     `aws:"Resources"`    // any of them, wildcards allowed
	Excluded   Set[*ResourceRef]     `aws:"NotResources"` // none of them, wildcards allowed
	AnyTag     Set[*BackupCondition] `aws:"ListOfTags"`   // any of them
	Conditions Set[*BackupCondition] `aws:"Conditions"`   // all of them
}

// ResourceRef names a resource by its ARN, or several by one with wildcards.
type ResourceRef struct {
	Resource Link `aws:"ResourceArn"`
}

// BackupCondition is a condition on the tags of a resource.
type BackupCondition struct {
	// Operator is StringEquals, StringLike, StringNotEquals or StringNotLike.
	Operator Value[string] `aws:"ConditionType"`
	Key      Value[string] `aws:"ConditionKey"` // of the tag; with aws:ResourceTag/ before it in Conditions
	Value    Value[string] `aws:"ConditionValue"`
}

// BackupVault is where AWS Backup keeps recovery points.
type BackupVault struct {
	Meta
	Type           Value[string] `aws:"VaultType"`
	Locked         Value[bool]   `aws:"Locked"`
	MinRetention   Value[int]    `aws:"MinRetentionDays"` // days; 0 if the lock sets none
	MaxRetention   Value[int]    `aws:"MaxRetentionDays"` // days; 0 if the lock sets none
	LockDate       Value[string] `aws:"LockDate"`         // RFC 3339, after which nobody can take the lock away; empty if there is no such day
	Key            Link          `aws:"EncryptionKeyArn"`
	RecoveryPoints Value[int]    `aws:"NumberOfRecoveryPoints"`
	ForceDestroy   Value[bool]   `aws:"ForceDestroy"` // Terraform deletes the recovery points before the vault
	Policy         Document      `aws:"Policy"`
}

// BackupRegionSetting says which services AWS Backup may back up in a region
// where only tags choose the resources.
type BackupRegionSetting struct {
	Meta
	OptIns Set[*BackupOptIn] `aws:"ResourceTypeOptInPreference"`
}

// BackupOptIn is the choice for one type of resources.
type BackupOptIn struct {
	Type Value[string] `aws:"ResourceType"`
	On   Value[bool]   `aws:"OptedIn"`
}

// BackupProtectedResource is a resource of which AWS Backup has a backup.
type BackupProtectedResource struct {
	Meta
	Resource   Link          `aws:"ResourceArn"`
	Type       Value[string] `aws:"ResourceType"`
	LastBackup Value[string] `aws:"LastBackupTime"` // RFC 3339
}

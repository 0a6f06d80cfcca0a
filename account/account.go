package account

import (
	"slices"
	"time"
)

// Account is an AWS account at one moment. It is not changed once built.
type Account struct {
	ID           string    // the account's number, empty if not known
	Organization string    // the id of its organization, empty if not known
	Recorded     time.Time // when the account was read, zero if it was not

	Users    Set[*User]
	Roles    Set[*Role]
	Groups   Set[*Group]
	Policies Set[*Policy]
	Summary  Set[*Summary]
	Features Set[*OrganizationsFeatures]

	SSOInstances       Set[*SSOInstance]
	PermissionSets     Set[*PermissionSet]
	AccountAssignments Set[*AccountAssignment]

	Analyzers Set[*Analyzer]

	Buckets            Set[*Bucket]
	PublicAccessBlocks Set[*PublicAccessBlock]
	Trails             Set[*Trail]
	Keys               Set[*Key]
	Aliases            Set[*Alias]
	Volumes            Set[*Volume]
	Snapshots          Set[*Snapshot]
	Instances          Set[*Instance]
	EBSDefaults        Set[*EBSDefault]
	SecurityGroups     Set[*SecurityGroup]
	NetworkInterfaces  Set[*NetworkInterface]
	PrefixLists        Set[*PrefixList]
	VPCs               Set[*VPC]
	Subnets            Set[*Subnet]
	RouteTables        Set[*RouteTable]
	FlowLogs           Set[*FlowLog]
	DBInstances        Set[*DBInstance]
	DBClusters         Set[*DBCluster]
	DBSnapshots        Set[*DBSnapshot]
	DBSubnetGroups     Set[*DBSubnetGroup]
	DataStores         Set[*DataStore]
	RecoveryPoints     Set[*RecoveryPoint]
	PlainTexts         Set[*PlainText]

	LogGroups     Set[*LogGroup]
	MetricFilters Set[*MetricFilter]
	Alarms        Set[*Alarm]
	EventRules    Set[*EventRule]
	Topics        Set[*Topic]
	Subscriptions Set[*Subscription]

	BackupPlans              Set[*BackupPlan]
	BackupSelections         Set[*BackupSelection]
	BackupVaults             Set[*BackupVault]
	BackupRegionSettings     Set[*BackupRegionSetting]
	BackupProtectedResources Set[*BackupProtectedResource]
	RestoreJobs              Set[*RestoreJob]
	RestoreTestingPlans      Set[*RestoreTestingPlan]

	PatchBaselines           Set[*PatchBaseline]
	PatchGroups              Set[*PatchGroup]
	PatchStates              Set[*PatchState]
	SSMAssociations          Set[*SSMAssociation]
	MaintenanceWindows       Set[*MaintenanceWindow]
	MaintenanceWindowTargets Set[*MaintenanceWindowTarget]
	MaintenanceWindowTasks   Set[*MaintenanceWindowTask]

	Organizations               Set[*Organization]
	OrganizationAccounts        Set[*OrganizationAccount]
	OrganizationalUnits         Set[*OrganizationalUnit]
	OrganizationPolicies        Set[*OrganizationPolicy]
	OrganizationAttachments     Set[*OrganizationAttachment]
	OrganizationEffective       Set[*EffectivePolicy]
	DelegatedAdministrators     Set[*DelegatedAdministrator]
	OrganizationServiceAccesses Set[*ServiceAccess]

	ArtifactReports Set[*ArtifactReport]

	LoadBalancers     Set[*LoadBalancer]
	Listeners         Set[*Listener]
	SSLPolicies       Set[*SSLPolicy]
	Certificates      Set[*Certificate]
	Distributions     Set[*Distribution]
	NetworkACLs       Set[*NetworkACL]
	VPCBlocks         Set[*VPCBlock]
	VPCExclusions     Set[*VPCExclusion]
	ParameterGroups   Set[*ParameterGroup]
	ClusterParameters Set[*ClusterParameterGroup]

	FileSystems   Set[*FileSystem]
	Queues        Set[*Queue]
	DynamoTables  Set[*DynamoTable]
	Warehouses    Set[*Warehouse]
	SearchDomains Set[*SearchDomain]
	CacheGroups   Set[*CacheGroup]

	Events           Set[*Event]
	Regions          Set[*Region]
	Recorders        Set[*Recorder]
	DeliveryChannels Set[*DeliveryChannel]
	Detectors        Set[*Detector]
	Hubs             Set[*Hub]
	Standards        Set[*Standard]
	AuditStatuses    Set[*AuditStatus]
	Assessments      Set[*Assessment]
	Frameworks       Set[*Framework]

	VendorReviews    Set[*VendorReview]
	SubserviceTables Set[*SubserviceTable]
	AccessReviews    Set[*AccessReview]
	Applies          Set[*Apply]
	Windows          Set[*Window]
	OutOfBandTickets Set[*OutOfBandTicket]
	DailyVerdicts    Set[*VerdictsOfDay]

	regions []string // those that were read, nil if the account was not
	inUse   []string // regions
	opened  []string // regions in which nothing was before the change
	reads   reads
	namings *namings
	lacking Lacking
}

// Label names the account as the subject of a finding.
func (a *Account) Label() string {
	if a.ID == "" {
		return "account"
	}
	return "account/" + a.ID
}

// Reads returns the kinds that were looked at since the account was built.
func (a *Account) Reads() []Kind {
	var seen []Kind
	for _, k := range Kinds() {
		if read := a.reads[k]; read != nil && read.Load() {
			seen = append(seen, k)
		}
	}
	return slices.Clip(seen)
}

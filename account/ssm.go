package account

// The kinds of Systems Manager that keep hosts patched.
var (
	PatchBaselines           = kind("ssm.patch_baselines", func(a *Account) *Set[*PatchBaseline] { return &a.PatchBaselines })
	PatchGroups              = kind("ssm.patch_groups", func(a *Account) *Set[*PatchGroup] { return &a.PatchGroups })
	PatchStates              = kind("ssm.patch_states", func(a *Account) *Set[*PatchState] { return &a.PatchStates })
	SSMAssociations          = kind("ssm.associations", func(a *Account) *Set[*SSMAssociation] { return &a.SSMAssociations })
	MaintenanceWindows       = kind("ssm.maintenance_windows", func(a *Account) *Set[*MaintenanceWindow] { return &a.MaintenanceWindows })
	MaintenanceWindowTargets = kind("ssm.maintenance_window_targets", func(a *Account) *Set[*MaintenanceWindowTarget] { return &a.MaintenanceWindowTargets })
	MaintenanceWindowTasks   = kind("ssm.maintenance_window_tasks", func(a *Account) *Set[*MaintenanceWindowTask] { return &a.MaintenanceWindowTasks })
)

// PatchBaseline says which patches are approved for the hosts of an operating
// system, after how many days.
type PatchBaseline struct {
	Meta
	System  Value[string]      `aws:"OperatingSystem"`
	Default Value[bool]        `aws:"DefaultBaseline"` // for hosts of the system that are in no patch group
	Rules   Set[*PatchingRule] `aws:"ApprovalRules"`
}

// PatchingRule approves patches by itself.
type PatchingRule struct {
	ApproveAfter Value[int] `aws:"ApproveAfterDays"` // days after their release; unknown if it names a date instead
}

// PatchGroup gives a baseline to the hosts with one value of the tag PatchGroup
// or "Patch Group".
type PatchGroup struct {
	Meta
	Group    Value[string] `aws:"PatchGroup"`
	Baseline Link          `aws:"BaselineId"`
}

// PatchState is what the last patching of a host found.
type PatchState struct {
	Meta
	Instance  Link          `aws:"InstanceId"`
	Group     Value[string] `aws:"PatchGroup"`
	Operation Value[string] `aws:"Operation"`        // Scan or Install
	Ended     Value[string] `aws:"OperationEndTime"` // RFC 3339
	Missing   Value[int]    `aws:"MissingCount"`
	Failed    Value[int]    `aws:"FailedCount"`
}

// SSMAssociation runs a document on hosts, once or on a schedule.
type SSMAssociation struct {
	Meta
	Document  Value[string]   `aws:"DocumentName"`
	Operation Value[string]   `aws:"Operation"` // the parameter of that name: Scan or Install where the document patches
	Schedule  Value[string]   `aws:"ScheduleExpression"`
	Targets   Set[*SSMTarget] `aws:"Targets"`
}

// SSMTarget is one value of a target. Those with the same key are alternatives;
// of different keys one of each must match (AWS documentation, 2026-11).
type SSMTarget struct {
	// Key is InstanceIds, tag:KEY, tag-key, resource-groups:NAME or, for a task,
	// WindowTargetIds.
	Key   Value[string] `aws:"Key"`
	Value Link          `aws:"Value"` // InstanceIds "*" are all managed hosts
}

// MaintenanceWindow is a schedule on which tasks run.
type MaintenanceWindow struct {
	Meta
	Enabled  Value[bool]   `aws:"Enabled"`
	Schedule Value[string] `aws:"Schedule"`
	End      Value[string] `aws:"EndDate"` // after which it does not run; empty for never
}

// MaintenanceWindowTarget is a set of hosts that is registered with a window.
type MaintenanceWindowTarget struct {
	Meta
	Window  Link            `aws:"WindowId"`
	Targets Set[*SSMTarget] `aws:"Targets"`
}

// MaintenanceWindowTask is what a window does to its targets.
type MaintenanceWindowTask struct {
	Meta
	Window    Link            `aws:"WindowId"`
	Type      Value[string]   `aws:"TaskType"`
	Task      Value[string]   `aws:"TaskArn"`   // of a Run Command task, the name of its document
	Operation Value[string]   `aws:"Operation"` // the parameter of that name: Scan or Install where the document patches
	Targets   Set[*SSMTarget] `aws:"Targets"`
}

package account

// The kinds of AWS Config.
var (
	Recorders        = kind("config.recorders", func(a *Account) *Set[*Recorder] { return &a.Recorders })
	DeliveryChannels = kind("config.delivery_channels", func(a *Account) *Set[*DeliveryChannel] { return &a.DeliveryChannels })
)

// Recorder is a configuration recorder. A region has one of its own and may
// have more that services of AWS run.
type Recorder struct {
	Meta
	Recording    Value[bool]        `aws:"Recording"`
	LastStatus   Value[string]      `aws:"LastStatus"` // PENDING, SUCCESS or FAILURE
	AllSupported Value[bool]        `aws:"AllSupported"`
	GlobalTypes  Value[bool]        `aws:"IncludeGlobalResourceTypes"`
	Types        Set[*RecordedType] `aws:"ResourceTypes"`
	Excluded     Set[*RecordedType] `aws:"ExclusionByResourceTypes"`
	Strategy     Value[string]      `aws:"RecordingStrategy"`
	Frequency    Value[string]      `aws:"RecordingFrequency"` // CONTINUOUS or DAILY
	Service      Value[string]      `aws:"ServicePrincipal"`   // the service that runs it, empty if the account does
	Scope        Value[string]      `aws:"RecordingScope"`     // INTERNAL records for that service alone
}

// RecordedType is a type of things that a recorder names.
type RecordedType struct {
	Type Value[string] `aws:"ResourceType"`
}

// DeliveryChannel is where AWS Config sends what it records. A region has at
// most one.
type DeliveryChannel struct {
	Meta
	Bucket  Link          `aws:"S3BucketName"`
	Prefix  Value[string] `aws:"S3KeyPrefix"` // what the names of its files begin with, before /AWSLogs
	Key     Link          `aws:"S3KmsKeyArn"`
	Topic   Link          `aws:"SnsTopicARN"`
	History Value[string] `aws:"ConfigHistoryDeliveryStatus"` // SUCCESS, FAILURE or NOT_APPLICABLE; empty while nothing was delivered
	Stream  Value[string] `aws:"ConfigStreamDeliveryStatus"`  // likewise, of the notifications to the topic
}

// Broad tells whether the recorder looks at more than a list of types: at all
// of them, or at all but some.
func (r *Recorder) Broad() Bool {
	return r.AllSupported.Is(true).Or(r.Strategy.Is("EXCLUSION_BY_RESOURCE_TYPES"))
}

// Open tells whether the account can see what the recorder records: one with
// the scope INTERNAL records for the service that runs it (AWS documentation,
// 2026-11).
func (r *Recorder) Open() Bool { return r.Scope.Is("INTERNAL").Not() }

// ConfigRegions lists the regions in which AWS Config is set up, or was until
// the change.
func (a *Account) ConfigRegions() []string {
	return sortedOnce(regionsOf(&a.Recorders), regionsOf(&a.DeliveryChannels))
}

// ConfigRegionsWanted lists the regions in which AWS Config has something to
// record, or in which nobody can say whether it does.
func (a *Account) ConfigRegionsWanted() []string {
	return sortedOnce(a.inUse, a.Recorders.unlisted())
}

// ConfigRecords tells whether AWS Config records what becomes of the things in
// the region: a recorder that runs and a channel that takes what it records.
// The recorders that services run need no channel of the account's.
func (a *Account) ConfigRecords(region string) Bool {
	channel := func() Bool {
		return a.DeliveryChannels.Exists(func(c *DeliveryChannel) Bool {
			return c.within(region).And(c.Bucket.Absent().Not())
		})
	}
	return a.asked(region, a.Recorders.Exists(func(r *Recorder) Bool {
		runs := r.within(region).And(r.Recording.Is(true)).And(r.Open()).And(r.Broad())
		if runs.Tri() == False {
			return runs
		}
		return runs.And(r.Service.Is("").Not().OrElse(channel))
	}))
}

// recorderRuns tells whether a recorder that the account can see runs in the
// region, whatever it records.
func (a *Account) recorderRuns(region string) Bool {
	return a.asked(region, a.Recorders.Exists(func(r *Recorder) Bool {
		return r.within(region).And(r.Recording.Is(true)).And(r.Open())
	}))
}

package account

// Trails are the CloudTrail trails of the account, those of its organization
// included.
var Trails = kind("cloudtrail.trails", func(a *Account) *Set[*Trail] { return &a.Trails })

// Trail is a CloudTrail trail. Its region is its home region.
type Trail struct {
	Meta
	Logging        Value[bool] `aws:"IsLogging"`
	MultiRegion    Value[bool] `aws:"IsMultiRegionTrail"`
	Organization   Value[bool] `aws:"IsOrganizationTrail"`
	GlobalEvents   Value[bool] `aws:"IncludeGlobalServiceEvents"`
	FileValidation Value[bool] `aws:"LogFileValidationEnabled"`
	Bucket         Link        `aws:"S3BucketName"`
	// Prefix is what the names of its files begin with, before /AWSLogs.
	Prefix Value[string] `aws:"S3KeyPrefix"`
	Key    Link          `aws:"KmsKeyId"`
	// LogGroup is the CloudWatch Logs group that events go to, by its ARN with
	// :* at the end. It is empty if there is none.
	LogGroup Link `aws:"CloudWatchLogsLogGroupArn"`

	Selectors Set[*EventSelector]    `aws:"EventSelectors"`         // in the classic spelling
	Advanced  Set[*AdvancedSelector] `aws:"AdvancedEventSelectors"` // in the other spelling; a trail has one of the two

	Delivered   Value[string] `aws:"LatestDeliveryTime"`        // RFC 3339, empty if never
	FileError   Value[string] `aws:"LatestDeliveryError"`       // of the log files, empty if the last delivery worked
	DigestError Value[string] `aws:"LatestDigestDeliveryError"` // likewise, of the digests
	NotifyError Value[string] `aws:"LatestNotificationError"`   // likewise, of the notifications to the topic
}

// Records tells whether the trail is logging and stays so during the apply.
func (t *Trail) Records() Bool { return t.Logging.Is(true).And(t.Interrupted().Not()) }

// CoversAccount tells whether the trail by itself records what happens in
// every region.
func (t *Trail) CoversAccount() Bool {
	return t.MultiRegion.Is(true).And(t.GlobalEvents.Is(true)).And(t.Logging.Is(true))
}

// CoveredWithout tells whether another trail covers the account all the time,
// so that the one may stop. One that the change only now creates, starts or
// widens does not: nobody knows which comes first.
func (a *Account) CoveredWithout(one *Trail) Bool {
	return standsIn(&a.Trails, one, (*Trail).CoversAccount)
}

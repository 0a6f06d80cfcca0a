package live

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Trails.Kind},
	calls: []any{cloudtrail.DescribeTrailsInput{}, cloudtrail.GetTrailStatusInput{}, cloudtrail.GetEventSelectorsInput{}},
	leads: true,
	read:  trails,
})

// trails reads the trails that a region knows. One of another region, which
// records this one as well, is asked about where it is at home, and left to that
// region if it is read.
func trails(r *reader) {
	here := cloudtrail.NewFromConfig(r.config())
	for t := range found(r, here.DescribeTrails, &cloudtrail.DescribeTrailsInput{}, func(o *cloudtrail.DescribeTrailsOutput) []types.Trail { return o.TrailList }) {
		home := text(t.out.HomeRegion)
		if home != r.region && slices.Contains(r.need.Regions, home) {
			continue
		}
		trail := account.Trails.Add(r.to, account.Ident{ARN: text(t.out.TrailARN), Name: text(t.out.Name), Region: home}, t.origin)
		put(&trail.MultiRegion, t.out.IsMultiRegionTrail, t.told)
		put(&trail.Organization, t.out.IsOrganizationTrail, t.told)
		put(&trail.GlobalEvents, t.out.IncludeGlobalServiceEvents, t.told)
		put(&trail.FileValidation, t.out.LogFileValidationEnabled, t.told)
		link(&trail.Bucket, t.out.S3BucketName, t.told)
		put(&trail.Prefix, or(t.out.S3KeyPrefix, ""), t.told)
		link(&trail.Key, t.out.KmsKeyId, t.told)
		link(&trail.LogGroup, t.out.CloudWatchLogsLogGroupArn, t.told)
		at := cloudtrail.NewFromConfig(r.configIn(home))
		r.also(func() {
			trailStatus(trail, ask(r, at.GetTrailStatus, &cloudtrail.GetTrailStatusInput{Name: t.out.TrailARN}))
		})
		r.also(func() {
			trailSelectors(trail, ask(r, at.GetEventSelectors, &cloudtrail.GetEventSelectorsInput{TrailName: t.out.TrailARN}))
		})
	}
}

// trailStatus reads whether the trail logs and how its last deliveries went. AWS
// leaves out the errors of deliveries that worked, and the time of one that
// never was (AWS API reference, 2026-11); whether the trail logs it always says.
func trailStatus(trail *account.Trail, told answer[cloudtrail.GetTrailStatusOutput]) {
	by := told.given(told.out.IsLogging != nil)
	put(&trail.Logging, told.out.IsLogging, by)
	put(&trail.Delivered, or(moment(told.out.LatestDeliveryTime), ""), by)
	put(&trail.FileError, or(told.out.LatestDeliveryError, ""), by)
	put(&trail.DigestError, or(told.out.LatestDigestDeliveryError, ""), by)
	put(&trail.NotifyError, or(told.out.LatestNotificationError, ""), by)
}

package live

import (
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Trails.Kind},
	calls: []any{cloudtrail.DescribeTrailsInput{}, cloudtrail.GetTrailStatusInput{}},
	leads: true,
	read:  trails,
})

// trails reads the trails that a region knows. One of another region, which
// records this one as well, is asked about where it is at home.
func trails(r *reader) {
	here := cloudtrail.NewFromConfig(r.config())
	for t := range each(r, here.DescribeTrails, &cloudtrail.DescribeTrailsInput{}, func(o *cloudtrail.DescribeTrailsOutput) []types.Trail { return o.TrailList }) {
		home := text(t.out.HomeRegion)
		trail := account.Trails.Add(r.to, account.Ident{ARN: text(t.out.TrailARN), Name: text(t.out.Name), Region: home}, t.origin)
		put(&trail.MultiRegion, t.out.IsMultiRegionTrail, t.told)
		put(&trail.Organization, t.out.IsOrganizationTrail, t.told)
		put(&trail.GlobalEvents, t.out.IncludeGlobalServiceEvents, t.told)
		put(&trail.FileValidation, t.out.LogFileValidationEnabled, t.told)
		link(&trail.Bucket, t.out.S3BucketName, t.told)
		link(&trail.Key, t.out.KmsKeyId, t.told)
		link(&trail.LogGroup, t.out.CloudWatchLogsLogGroupArn, t.told)
		at := cloudtrail.NewFromConfig(r.configIn(home))
		r.also(func() {
			status := ask(r, at.GetTrailStatus, &cloudtrail.GetTrailStatusInput{Name: t.out.TrailARN})
			put(&trail.Logging, status.out.IsLogging, status.told)
		})
	}
}

package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const auditTrail = `{
	"trailList": [{
		"Name": "audit", "S3BucketName": "logs", "IncludeGlobalServiceEvents": true, "IsMultiRegionTrail": true, "HomeRegion": "us-east-1",
		"TrailARN": "arn:aws:cloudtrail:us-east-1:123456789012:trail/audit", "LogFileValidationEnabled": true,
		"CloudWatchLogsLogGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:trail:*", "HasCustomEventSelectors": false, "IsOrganizationTrail": false
	}]
}`

var _ = sample(fake{
	"cloudtrail:DescribeTrails": answers(auditTrail),
	"cloudtrail:GetTrailStatus": answers(`{"IsLogging": true}`),
})

func TestTrails(t *testing.T) {
	rec, _ := recorded(t, fake{
		"cloudtrail:DescribeTrails": answers(auditTrail),
		"cloudtrail:GetTrailStatus": answers(`{"IsLogging": true}`),
	}, account.Trails.Kind)
	wantRecorded(t, rec, account.Trails.Kind, `{
		"calls": {
			"existence": "cloudtrail:DescribeTrails", "IsLogging": "cloudtrail:GetTrailStatus", "IsMultiRegionTrail": "cloudtrail:DescribeTrails",
			"IsOrganizationTrail": "cloudtrail:DescribeTrails", "IncludeGlobalServiceEvents": "cloudtrail:DescribeTrails",
			"LogFileValidationEnabled": "cloudtrail:DescribeTrails", "S3BucketName": "cloudtrail:DescribeTrails", "KmsKeyId": "cloudtrail:DescribeTrails",
			"CloudWatchLogsLogGroupArn": "cloudtrail:DescribeTrails"
		},
		"items": [{
			"Arn": "arn:aws:cloudtrail:us-east-1:123456789012:trail/audit", "Name": "audit", "Region": "us-east-1",
			"IsLogging": true, "IsMultiRegionTrail": true, "IsOrganizationTrail": false, "IncludeGlobalServiceEvents": true,
			"LogFileValidationEnabled": true, "S3BucketName": "logs", "KmsKeyId": null,
			"CloudWatchLogsLogGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:trail:*"
		}]
	}`)
}

func TestTrailWhoseStatusIsRefused(t *testing.T) {
	rec, _ := recorded(t, fake{
		"cloudtrail:DescribeTrails": answers(`{"trailList": [{"Name": "a", "HomeRegion": "us-east-1", "TrailARN": "arn:aws:cloudtrail:us-east-1:123456789012:trail/a"}]}`),
		"cloudtrail:GetTrailStatus": answers(refuses("cloudtrail:GetTrailStatus", http.StatusBadRequest, "AccessDeniedException", "no")),
	}, account.Trails.Kind)
	wantRecorded(t, rec, account.Trails.Kind, `{
		"calls": {"existence": "cloudtrail:DescribeTrails", "KmsKeyId": "cloudtrail:DescribeTrails", "S3BucketName": "cloudtrail:DescribeTrails", "CloudWatchLogsLogGroupArn": "cloudtrail:DescribeTrails"},
		"items": [{
			"Arn": "arn:aws:cloudtrail:us-east-1:123456789012:trail/a", "Name": "a", "Region": "us-east-1",
			"IsLogging": {"unknown": "denied", "call": "cloudtrail:GetTrailStatus"},
			"IsMultiRegionTrail": {"unknown": "error", "call": "cloudtrail:DescribeTrails"},
			"IsOrganizationTrail": {"unknown": "error", "call": "cloudtrail:DescribeTrails"},
			"IncludeGlobalServiceEvents": {"unknown": "error", "call": "cloudtrail:DescribeTrails"},
			"LogFileValidationEnabled": {"unknown": "error", "call": "cloudtrail:DescribeTrails"},
			"S3BucketName": null, "KmsKeyId": null, "CloudWatchLogsLogGroupArn": null
		}]
	}`)
}

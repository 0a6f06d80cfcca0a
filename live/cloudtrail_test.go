package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofTrails, ofTrailStatus, ofSelectors = "cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors"

	trailARN   = "arn:aws:cloudtrail:us-east-1:123456789012:trail/audit"
	auditTrail = `{
		"trailList": [{
			"Name": "audit", "S3BucketName": "logs", "S3KeyPrefix": "trails", "IncludeGlobalServiceEvents": true, "IsMultiRegionTrail": true, "HomeRegion": "us-east-1",
			"CloudWatchLogsLogGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:trail:*",
			"TrailARN": "` + trailARN + `", "LogFileValidationEnabled": true, "HasCustomEventSelectors": false, "IsOrganizationTrail": false
		}]
	}`
	trailIsLogging = `{
		"IsLogging": true, "LatestDeliveryTime": 1795000000.5, "LatestDigestDeliveryTime": 1795000000.5, "LatestDigestDeliveryError": "AccessDenied",
		"LatestDeliveryAttemptTime": "2026-11-18T11:06:40Z", "LatestNotificationAttemptTime": "", "StartLoggingTime": 1790000000.5
	}`
	defaultSelectors = `{"TrailARN": "` + trailARN + `", "EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": [], "ExcludeManagementEventSources": []}]}`
	allManagement    = `[{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": [], "ExcludeManagementEventSources": []}]`
)

var _ = sample(fake{ofTrails: answers(auditTrail), ofTrailStatus: answers(trailIsLogging), ofSelectors: answers(defaultSelectors)})

// trailListing is the listing of one trail, with what its status and selectors
// were taken for.
func trailListing(t *testing.T, status, selectors string) string {
	t.Helper()
	items := `[{
		"Arn": "` + trailARN + `", "Name": "audit", "Region": "us-east-1",
		"IsMultiRegionTrail": true, "IsOrganizationTrail": false, "IncludeGlobalServiceEvents": true, "LogFileValidationEnabled": true,
		"S3BucketName": "logs", "S3KeyPrefix": "trails", "KmsKeyId": null, "CloudWatchLogsLogGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:trail:*", ` + status + `, ` + selectors + `
	}]`
	listing := statusBy(listed(t, ofTrails, items), ofTrailStatus, "IsLogging", "LatestDeliveryTime", "LatestDeliveryError", "LatestDigestDeliveryError", "LatestNotificationError")
	return statusBy(listing, ofSelectors, "EventSelectors", "AdvancedEventSelectors")
}

func TestTrails(t *testing.T) {
	const (
		well       = `"IsLogging": true, "LatestDeliveryTime": "2026-11-18T11:06:40Z", "LatestDeliveryError": null, "LatestDigestDeliveryError": "AccessDenied", "LatestNotificationError": null`
		management = `"EventSelectors": ` + allManagement + `, "AdvancedEventSelectors": []`
	)
	unsaid := func(cause account.Cause, call string) string {
		return `{"unknown": "` + string(cause) + `", "call": "` + call + `"}`
	}
	ill := func(cause account.Cause) string {
		one := unsaid(cause, ofTrailStatus)
		return `"IsLogging": ` + one + `, "LatestDeliveryTime": ` + one + `, "LatestDeliveryError": ` + one + `, "LatestDigestDeliveryError": ` + one + `, "LatestNotificationError": ` + one
	}
	neither := func(cause account.Cause) string {
		return `"EventSelectors": ` + unsaid(cause, ofSelectors) + `, "AdvancedEventSelectors": ` + unsaid(cause, ofSelectors)
	}
	no := func(call string) any { return refuses(call, http.StatusBadRequest, "AccessDeniedException", "no") }
	for name, c := range map[string]struct {
		trails, status, selectors any
		want                      string
	}{
		"one":               {auditTrail, trailIsLogging, defaultSelectors, trailListing(t, well, management)},
		"status refused":    {auditTrail, no(ofTrailStatus), defaultSelectors, trailListing(t, ill(account.Denied), management)},
		"empty status":      {auditTrail, ``, defaultSelectors, trailListing(t, ill(account.Failed), management)},
		"selectors refused": {auditTrail, trailIsLogging, no(ofSelectors), trailListing(t, well, neither(account.Denied))},
		"of another account": {
			auditTrail, trailIsLogging, refuses(ofSelectors, http.StatusBadRequest, "TrailNotFoundException", "Unknown trail"), trailListing(t, well, neither(account.Failed)),
		},
		"no selectors": {auditTrail, trailIsLogging, `{"EventSelectors": [], "AdvancedEventSelectors": []}`, trailListing(t, well, neither(account.Failed))},
		"none":         {`{"trailList": []}`, nil, nil, `{"items": []}`},
		"empty body":   {``, nil, nil, listed(t, ofTrails, `[]`, gap(ofTrails, account.Failed))},
		"refused":      {no(ofTrails), nil, nil, listed(t, ofTrails, `[]`, gap(ofTrails, account.Denied))},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofTrails: answers(c.trails), ofTrailStatus: answers(c.status), ofSelectors: answers(c.selectors)}, account.Trails.Kind)
			wantRecorded(t, rec, account.Trails.Kind, c.want)
		})
	}
}

// TestSelectors wants both spellings in the model's form.
func TestSelectors(t *testing.T) {
	for answer, want := range map[string]struct{ attribute, value string }{
		`{"EventSelectors": [{
			"ReadWriteType": "WriteOnly", "IncludeManagementEvents": true, "ExcludeManagementEventSources": ["kms.amazonaws.com"],
			"DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::b/", "arn:aws:s3:::a/"]}]
		}]}`: {"EventSelectors", `[{
			"ReadWriteType": "WriteOnly", "IncludeManagementEvents": true, "ExcludeManagementEventSources": [{"EventSource": "kms.amazonaws.com"}],
			"DataResources": [{"Type": "AWS::S3::Object", "Value": "arn:aws:s3:::a/"}, {"Type": "AWS::S3::Object", "Value": "arn:aws:s3:::b/"}]
		}]`},
		`{"AdvancedEventSelectors": [{"Name": "objects", "FieldSelectors": [
			{"Field": "eventCategory", "Equals": ["Data"]}, {"Field": "resources.ARN", "StartsWith": ["arn:aws:s3:::a/"], "NotEndsWith": [".tmp"]}
		]}]}`: {"AdvancedEventSelectors", `[{"FieldSelectors": [
			{"Field": "eventCategory", "Operator": "Equals", "Value": "Data"}, {"Field": "resources.ARN", "Operator": "NotEndsWith", "Value": ".tmp"},
			{"Field": "resources.ARN", "Operator": "StartsWith", "Value": "arn:aws:s3:::a/"}
		]}]`},
		`{"EventSelectors": [{}]}`: {"EventSelectors", `[{
			"ReadWriteType": {"unknown": "error", "call": "` + ofSelectors + `"}, "IncludeManagementEvents": {"unknown": "error", "call": "` + ofSelectors + `"},
			"DataResources": [], "ExcludeManagementEventSources": []
		}]`},
		`{"AdvancedEventSelectors": [{"Name": "nothing"}]}`: {"AdvancedEventSelectors", `[{"FieldSelectors": {"unknown": "error", "call": "` + ofSelectors + `"}}]`},
	} {
		rec, _ := recorded(t, fake{ofTrails: answers(auditTrail), ofTrailStatus: answers(trailIsLogging), ofSelectors: answers(answer)}, account.Trails.Kind)
		if got := member(t, rec, account.Trails.Kind, want.attribute); normal(t, got) != normal(t, want.value) {
			t.Errorf("%s are recorded as\n%s", want.attribute, normal(t, got))
		}
	}
}

// TestTrailOfAnotherRegionIsReadOnce leaves a trail to its home region, if that
// is read as well.
func TestTrailOfAnotherRegionIsReadOnce(t *testing.T) {
	for _, c := range []struct {
		regions []string
		asked   int
	}{{[]string{testRegion, "eu-west-1"}, 1}, {[]string{"eu-west-1"}, 1}} {
		s, sender := openFake(t, fake{ofTrails: answers(auditTrail), ofTrailStatus: answers(trailIsLogging), ofSelectors: answers(defaultSelectors)})
		rec, err := s.Record(Need{Kinds: []account.Kind{account.Trails.Kind}, Regions: c.regions})
		if err != nil {
			t.Fatal(err)
		}
		if got := member(t, rec, account.Trails.Kind, "Region"); got != `"us-east-1"` || sender.asked[ofTrailStatus] != c.asked {
			t.Errorf("%v: a trail of %s, its status asked for %d times", c.regions, got, sender.asked[ofTrailStatus])
		}
	}
}

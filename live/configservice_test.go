package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofRecorders, ofRecorderStatus, ofRecorderList = "config:DescribeConfigurationRecorders", "config:DescribeConfigurationRecorderStatus", "config:ListConfigurationRecorders"
	ofChannels, ofChannelStatus                   = "config:DescribeDeliveryChannels", "config:DescribeDeliveryChannelStatus"

	ownARN    = "arn:aws:config:us-east-1:123456789012:configuration-recorder/default/abc"
	linkedARN = "arn:aws:config:us-east-1:123456789012:configuration-recorder/AWSConfigurationRecorderForSecurityHubAssets/def"

	ownRecorder = `{"ConfigurationRecorders": [{
		"arn": "` + ownARN + `", "name": "default", "roleARN": "arn:aws:iam::123456789012:role/config",
		"recordingGroup": {
			"allSupported": false, "includeGlobalResourceTypes": false, "resourceTypes": [],
			"exclusionByResourceTypes": {"resourceTypes": ["AWS::EC2::Volume"]}, "recordingStrategy": {"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"}
		},
		"recordingMode": {"recordingFrequency": "CONTINUOUS", "recordingModeOverrides": []}, "recordingScope": "PAID"
	}]}`
	ownStatus = `{"ConfigurationRecordersStatus": [{
		"arn": "` + ownARN + `", "name": "default", "recording": true, "lastStatus": "SUCCESS", "lastStartTime": 1795000000.5, "lastStatusChangeTime": 1795000000.5
	}]}`
	linkedRecorder = `{"ConfigurationRecorders": [{
		"arn": "` + linkedARN + `", "name": "AWSConfigurationRecorderForSecurityHubAssets", "roleARN": "arn:aws:iam::123456789012:role/aws-service-role/x",
		"recordingGroup": {"allSupported": false, "includeGlobalResourceTypes": false, "resourceTypes": ["AWS::S3::Bucket"], "recordingStrategy": {"useOnly": "INCLUSION_BY_RESOURCE_TYPES"}},
		"recordingMode": {"recordingFrequency": "DAILY"}, "recordingScope": "INTERNAL", "servicePrincipal": "securityhub.amazonaws.com"
	}]}`
	linkedStatus = `{"ConfigurationRecordersStatus": [{"arn": "` + linkedARN + `", "name": "AWSConfigurationRecorderForSecurityHubAssets", "recording": true, "servicePrincipal": "securityhub.amazonaws.com"}]}`
	ownSummary   = `{"arn": "` + ownARN + `", "name": "default", "recordingScope": "PAID"}`
	azureSummary = `{"arn": "arn:3", "name": "azure", "recordingScope": "PAID", "servicePrincipal": "x.amazonaws.com", "provider": "AZURE"}`
	allRecorders = `{"ConfigurationRecorderSummaries": [` + ownSummary + `, ` + azureSummary + `,
		{"arn": "` + linkedARN + `", "name": "AWSConfigurationRecorderForSecurityHubAssets", "recordingScope": "INTERNAL", "servicePrincipal": "securityhub.amazonaws.com"}
	]}`
	oneChannel = `{"DeliveryChannels": [{
		"name": "default", "s3BucketName": "audit-logs", "s3KeyPrefix": "config", "snsTopicARN": "arn:aws:sns:us-east-1:123456789012:config",
		"configSnapshotDeliveryProperties": {"deliveryFrequency": "One_Hour"}
	}]}`
	channelStatus = `{"DeliveryChannelsStatus": [{
		"name": "default", "configHistoryDeliveryInfo": {"lastStatus": "FAILURE", "lastErrorCode": "AccessDenied"}, "configSnapshotDeliveryInfo": {"lastStatus": "SUCCESS"},
		"configStreamDeliveryInfo": {"lastStatus": "Not_Applicable", "lastStatusChangeTime": 1795000000.5}
	}]}`

	recorderItem = `{
		"Arn": "` + ownARN + `", "Name": "default", "Region": "us-east-1", "Recording": true, "LastStatus": "SUCCESS", "AllSupported": false, "IncludeGlobalResourceTypes": false,
		"ResourceTypes": [], "ExclusionByResourceTypes": [{"ResourceType": "AWS::EC2::Volume"}], "RecordingStrategy": "EXCLUSION_BY_RESOURCE_TYPES",
		"RecordingFrequency": "CONTINUOUS", "ServicePrincipal": null, "RecordingScope": "PAID"
	}`
	linkedItem = `{
		"Arn": "` + linkedARN + `", "Name": "AWSConfigurationRecorderForSecurityHubAssets", "Region": "us-east-1", "Recording": true,
		"LastStatus": {"unknown": "error", "call": "` + ofRecorderStatus + `"}, "AllSupported": false, "IncludeGlobalResourceTypes": false,
		"ResourceTypes": [{"ResourceType": "AWS::S3::Bucket"}], "ExclusionByResourceTypes": [], "RecordingStrategy": "INCLUSION_BY_RESOURCE_TYPES",
		"RecordingFrequency": "DAILY", "ServicePrincipal": "securityhub.amazonaws.com", "RecordingScope": "INTERNAL"
	}`
	channelItem = `{
		"Name": "default", "Region": "us-east-1", "S3BucketName": "audit-logs", "S3KeyPrefix": "config", "S3KmsKeyArn": null, "SnsTopicARN": "arn:aws:sns:us-east-1:123456789012:config",
		"ConfigHistoryDeliveryStatus": "FAILURE", "ConfigStreamDeliveryStatus": "NOT_APPLICABLE"
	}`
)

var _ = sample(fake{
	ofRecorders: answers(ownRecorder, linkedRecorder), ofRecorderStatus: answers(ownStatus, linkedStatus), ofRecorderList: answers(allRecorders),
	ofChannels: answers(oneChannel), ofChannelStatus: answers(channelStatus),
})

func TestRecorders(t *testing.T) {
	none, denied := `{"ConfigurationRecorders": []}`, refuses(ofRecorders, http.StatusBadRequest, "AccessDeniedException", "no")
	only := answers(`{"ConfigurationRecorderSummaries": [` + ownSummary + `]}`)
	unsaid := func(call string) string { return `{"unknown": "error", "call": "` + call + `"}` }
	for name, c := range map[string]struct {
		fake fake
		want string
	}{
		"two": {
			fake{ofRecorders: answers(ownRecorder, linkedRecorder), ofRecorderStatus: answers(ownStatus, linkedStatus), ofRecorderList: answers(allRecorders)},
			statusBy(listed(t, ofRecorders, `[`+linkedItem+`, `+recorderItem+`]`), ofRecorderStatus, "Recording", "LastStatus"),
		},
		"none":       {fake{ofRecorders: answers(none), ofRecorderList: answers(`{"ConfigurationRecorderSummaries": []}`)}, `{"items": []}`},
		"empty body": {fake{ofRecorders: answers(``), ofRecorderList: answers(``)}, listed(t, ofRecorders, `[]`, gap(ofRecorders, account.Failed), gap(ofRecorderList, account.Failed))},
		"page fails": {
			fake{ofRecorders: answers(none), ofRecorderList: answers(`{"ConfigurationRecorderSummaries": [], "NextToken": "2"}`, denied)},
			listed(t, ofRecorders, `[]`, gap(ofRecorderList, account.Denied)),
		},
		"those of services are refused": {
			fake{ofRecorders: answers(ownRecorder, denied), ofRecorderStatus: answers(ownStatus), ofRecorderList: answers(allRecorders)},
			statusBy(listed(t, ofRecorders, `[`+recorderItem+`]`, gap(ofRecorders, account.Denied)), ofRecorderStatus, "Recording", "LastStatus"),
		},
		"sparse, and the status of another": {
			fake{ofRecorders: answers(`{"ConfigurationRecorders": [{"name": "a"}]}`), ofRecorderStatus: answers(ownStatus), ofRecorderList: only},
			listed(t, ofRecorders, `[{
				"Name": "a", "Region": "us-east-1", "Recording": `+unsaid(ofRecorderStatus)+`, "LastStatus": `+unsaid(ofRecorderStatus)+`, "AllSupported": `+unsaid(ofRecorders)+`,
				"IncludeGlobalResourceTypes": `+unsaid(ofRecorders)+`, "ResourceTypes": `+unsaid(ofRecorders)+`,
				"ExclusionByResourceTypes": `+unsaid(ofRecorders)+`, "RecordingStrategy": `+unsaid(ofRecorders)+`,
				"RecordingFrequency": "CONTINUOUS", "ServicePrincipal": null, "RecordingScope": "PAID"
			}]`),
		},
		"nameless": {fake{ofRecorders: answers(`{"ConfigurationRecorders": [{}]}`), ofRecorderList: only}, listed(t, ofRecorders, `[]`, gap(ofRecorders, account.Failed))},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, c.fake, account.Recorders.Kind)
			wantRecorded(t, rec, account.Recorders.Kind, c.want)
		})
	}
}

func TestStrategyThatIsNotNamed(t *testing.T) {
	for group, want := range map[string]string{
		`{"allSupported": true}`: `"ALL_SUPPORTED_RESOURCE_TYPES"`, `{"resourceTypes": ["AWS::S3::Bucket"]}`: `"INCLUSION_BY_RESOURCE_TYPES"`, `{}`: "error",
	} {
		rec, _ := recorded(t, fake{
			ofRecorders: answers(`{"ConfigurationRecorders": [{"name": "a", "recordingGroup": ` + group + `}]}`), ofRecorderStatus: answers(ownStatus),
			ofRecorderList: answers(`{"ConfigurationRecorderSummaries": []}`),
		}, account.Recorders.Kind)
		if got := member(t, rec, account.Recorders.Kind, "RecordingStrategy"); got != want {
			t.Errorf("%s has the strategy %s", group, got)
		}
	}
}

func TestDeliveryChannels(t *testing.T) {
	never := `{
		"Name": "default", "Region": "us-east-1", "S3BucketName": "audit-logs", "S3KeyPrefix": "config", "S3KmsKeyArn": null, "SnsTopicARN": "arn:aws:sns:us-east-1:123456789012:config",
		"ConfigHistoryDeliveryStatus": null, "ConfigStreamDeliveryStatus": null
	}`
	for name, c := range map[string]struct {
		channels, status any
		want             string
	}{
		"one":             {oneChannel, channelStatus, statusBy(listed(t, ofChannels, `[`+channelItem+`]`), ofChannelStatus, "ConfigHistoryDeliveryStatus", "ConfigStreamDeliveryStatus")},
		"never delivered": {oneChannel, `{"DeliveryChannelsStatus": [{"name": "default"}]}`, statusBy(listed(t, ofChannels, `[`+never+`]`), ofChannelStatus, "ConfigHistoryDeliveryStatus", "ConfigStreamDeliveryStatus")},
		"none":            {`{"DeliveryChannels": []}`, ``, `{"items": []}`},
		"empty body":      {``, ``, listed(t, ofChannels, `[]`, gap(ofChannels, account.Failed))},
		"status of another": {
			`{"DeliveryChannels": [{"name": "a"}]}`, channelStatus,
			listed(t, ofChannels, `[{
				"Name": "a", "Region": "us-east-1", "S3BucketName": {"unknown": "error", "call": "`+ofChannels+`"}, "S3KeyPrefix": null, "S3KmsKeyArn": null, "SnsTopicARN": null,
				"ConfigHistoryDeliveryStatus": {"unknown": "error", "call": "`+ofChannelStatus+`"}, "ConfigStreamDeliveryStatus": {"unknown": "error", "call": "`+ofChannelStatus+`"}
			}]`),
		},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofChannels: answers(c.channels), ofChannelStatus: answers(c.status)}, account.DeliveryChannels.Kind)
			wantRecorded(t, rec, account.DeliveryChannels.Kind, c.want)
		})
	}
}

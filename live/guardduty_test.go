package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofDetectors, ofDetector, ofGuardAdmin = "guardduty:ListDetectors", "guardduty:GetDetector", "guardduty:GetAdministratorAccount"

	oneDetector = `{"detectorIds": ["12abc34d567e8fa901bc2d34e56789f0"]}`
	detectorOn  = `{
		"createdAt": "2026-03-01T10:00:00.000Z", "findingPublishingFrequency": "SIX_HOURS", "serviceRole": "arn:aws:iam::123456789012:role/aws-service-role/x", "status": "ENABLED",
		"dataSources": {"cloudTrail": {"status": "ENABLED"}}, "features": [
			{"name": "CLOUD_TRAIL", "status": "ENABLED"}, {"name": "S3_DATA_EVENTS", "status": "DISABLED"},
			{"name": "RUNTIME_MONITORING", "status": "ENABLED", "additionalConfiguration": [{"name": "EKS_ADDON_MANAGEMENT", "status": "DISABLED"}]}
		]
	}`
	guardAdmin   = `{"administrator": {"accountId": "210987654321", "invitationId": "1", "invitedAt": "2026-03-01T10:00:00.000Z", "relationshipStatus": "Enabled"}}`
	featureItems = `[{"Name": "CLOUD_TRAIL", "Status": "ENABLED"}, {"Name": "RUNTIME_MONITORING", "Status": "ENABLED"}, {"Name": "S3_DATA_EVENTS", "Status": "DISABLED"}]`
)

var _ = sample(fake{ofDetectors: answers(oneDetector), ofDetector: answers(detectorOn), ofGuardAdmin: answers(guardAdmin)})

func TestDetectors(t *testing.T) {
	item := func(status, features, administrator, relationship string) string {
		return `[{"Id": "12abc34d567e8fa901bc2d34e56789f0", "Region": "us-east-1", "Status": ` + status + `, "Features": ` + features + `,
			"AdministratorAccountId": ` + administrator + `, "RelationshipStatus": ` + relationship + `}]`
	}
	detectors := func(items string, gaps ...string) string {
		return statusBy(statusBy(listed(t, ofDetectors, items, gaps...), ofDetector, "Status", "Features"), ofGuardAdmin, "AdministratorAccountId", "RelationshipStatus")
	}
	unsaid := func(cause account.Cause, call string) string {
		return `{"unknown": "` + string(cause) + `", "call": "` + call + `"}`
	}
	bad := refuses(ofGuardAdmin, http.StatusBadRequest, "BadRequestException", "The request is rejected because the input detectorId is not owned by the current account.")
	for name, c := range map[string]struct {
		list, detector, admin []any
		want                  string
	}{
		"a member":      {answers(oneDetector), answers(detectorOn), answers(guardAdmin), detectors(item(`"ENABLED"`, featureItems, `"210987654321"`, `"Enabled"`))},
		"of no other":   {answers(oneDetector), answers(detectorOn), answers(`{}`), detectors(item(`"ENABLED"`, featureItems, `null`, `null`))},
		"no content":    {answers(oneDetector), answers(detectorOn), answers(``), detectors(item(`"ENABLED"`, featureItems, `null`, `null`))},
		"a bad request": {answers(oneDetector), answers(detectorOn), answers(bad), detectors(item(`"ENABLED"`, featureItems, unsaid(account.Failed, ofGuardAdmin), unsaid(account.Failed, ofGuardAdmin)))},
		"empty body": {
			answers(oneDetector), answers(``), answers(guardAdmin),
			detectors(item(unsaid(account.Failed, ofDetector), unsaid(account.Failed, ofDetector), `"210987654321"`, `"Enabled"`)),
		},
		"none":       {answers(`{"detectorIds": []}`), nil, nil, `{"items": []}`},
		"no list":    {answers(``), nil, nil, detectors(`[]`, gap(ofDetectors, account.Failed))},
		"empty page": {answers(`{"detectorIds": [], "nextToken": "2"}`, oneDetector), answers(detectorOn), answers(`{}`), detectors(item(`"ENABLED"`, featureItems, `null`, `null`))},
		"page fails": {answers(`{"detectorIds": [], "nextToken": "2"}`, refusal{status: http.StatusNotFound, body: "<html>"}), nil, nil, detectors(`[]`, gap(ofDetectors, account.Partial))},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofDetectors: c.list, ofDetector: c.detector, ofGuardAdmin: c.admin}, account.Detectors.Kind)
			wantRecorded(t, rec, account.Detectors.Kind, c.want)
		})
	}
}

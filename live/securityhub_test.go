package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofHub, ofStandards, ofHubAdmin = "securityhub:DescribeHub", "securityhub:GetEnabledStandards", "securityhub:GetAdministratorAccount"

	hubARN, fsbpARN = "arn:aws:securityhub:us-east-1:123456789012:hub/default", "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"
	subscribedARN   = "arn:aws:securityhub:us-east-1:123456789012:subscription/aws-foundational-security-best-practices/v/1.0.0"

	hubOn       = `{"HubArn": "` + hubARN + `", "SubscribedAt": "2026-03-01T10:00:00.000Z", "AutoEnableControls": true, "ControlFindingGenerator": "SECURITY_CONTROL"}`
	hubAdmin    = `{"Administrator": {"AccountId": "210987654321", "InvitationId": "1", "InvitedAt": "2026-03-01T10:00:00.000Z", "MemberStatus": "Enabled"}}`
	fsbp        = `{"StandardsSubscriptionArn": "` + subscribedARN + `", "StandardsArn": "` + fsbpARN + `", "StandardsInput": {}, "StandardsStatus": "READY", "StandardsControlsUpdatable": "READY_FOR_UPDATES"}`
	standardsOn = `{"StandardsSubscriptions": [` + fsbp + `]}`
	fsbpItem    = `{"Arn": "` + subscribedARN + `", "Region": "us-east-1", "Aliases": ["` + fsbpARN + `"], "StandardsArn": "` + fsbpARN + `", "StandardsStatus": "READY"}`
)

var (
	_      = sample(fake{ofHub: answers(hubOn), ofStandards: answers(standardsOn), ofHubAdmin: answers(hubAdmin)})
	hubOff = refuses(ofHub, http.StatusUnauthorized, "InvalidAccessException", "Account 123456789012 is not subscribed to AWS Security Hub")
)

func TestHubs(t *testing.T) {
	hub := func(enable, administrator, status string) string {
		items := `[{"Arn": "` + hubARN + `", "Region": "us-east-1", "AutoEnableControls": ` + enable + `, "AdministratorAccountId": ` + administrator + `, "MemberStatus": ` + status + `}]`
		return statusBy(listed(t, ofHub, items), ofHubAdmin, "AdministratorAccountId", "MemberStatus")
	}
	for name, c := range map[string]struct {
		hub, admin any
		want       string
	}{
		"a member":    {hubOn, hubAdmin, hub(`true`, `"210987654321"`, `"Enabled"`)},
		"of no other": {hubOn, `{}`, hub(`true`, `null`, `null`)},
		"off":         {hubOff, nil, `{"items": []}`},
		"sparse":      {`{"HubArn": "` + hubARN + `"}`, hubAdmin, hub(`{"unknown": "error", "call": "`+ofHub+`"}`, `"210987654321"`, `"Enabled"`)},
		"empty body":  {``, nil, listed(t, ofHub, `[]`, gap(ofHub, account.Failed))},
		"refused":     {refuses(ofHub, http.StatusForbidden, "AccessDeniedException", "no"), nil, listed(t, ofHub, `[]`, gap(ofHub, account.Denied))},
		"administrator refused": {
			hubOn, refuses(ofHubAdmin, http.StatusUnauthorized, "InvalidAccessException", "no"),
			hub(`true`, `{"unknown": "error", "call": "`+ofHubAdmin+`"}`, `{"unknown": "error", "call": "`+ofHubAdmin+`"}`),
		},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofHub: answers(c.hub), ofHubAdmin: answers(c.admin)}, account.Hubs.Kind)
			wantRecorded(t, rec, account.Hubs.Kind, c.want)
		})
	}
}

func TestStandards(t *testing.T) {
	for name, c := range map[string]struct {
		answers []any
		want    string
	}{
		"one":        {answers(standardsOn), listed(t, ofStandards, `[`+fsbpItem+`]`)},
		"off":        {answers(hubOff), `{"items": []}`},
		"none":       {answers(`{"StandardsSubscriptions": []}`), `{"items": []}`},
		"empty body": {answers(``), listed(t, ofStandards, `[]`, gap(ofStandards, account.Failed))},
		"empty page": {answers(`{"StandardsSubscriptions": [], "NextToken": "2"}`, standardsOn), listed(t, ofStandards, `[`+fsbpItem+`]`)},
		"page fails": {
			answers(`{"StandardsSubscriptions": [`+fsbp+`], "NextToken": "2"}`, refuses(ofStandards, http.StatusForbidden, "AccessDeniedException", "no")),
			listed(t, ofStandards, `[`+fsbpItem+`]`, gap(ofStandards, account.Denied)),
		},
		"nameless": {answers(`{"StandardsSubscriptions": [{"StandardsArn": "` + fsbpARN + `"}]}`), listed(t, ofStandards, `[]`, gap(ofStandards, account.Failed))},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofStandards: c.answers}, account.Standards.Kind)
			wantRecorded(t, rec, account.Standards.Kind, c.want)
		})
	}
}

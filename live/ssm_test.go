package live

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofBaselines, ofBaseline = "ssm:DescribePatchBaselines", "ssm:GetPatchBaseline"
	ofHosts, ofStates       = "ssm:DescribeInstanceInformation", "ssm:DescribeInstancePatchStates"

	linuxOfAWS    = "arn:aws:ssm:us-east-1:075727635805:patchbaseline/pb-0aws"
	someBaselines = `{"BaselineIdentities": [
		{"BaselineId": "pb-0own", "BaselineName": "own", "OperatingSystem": "AMAZON_LINUX_2", "DefaultBaseline": true},
		{"BaselineId": "` + linuxOfAWS + `", "BaselineName": "AWS-UbuntuDefaultPatchBaseline", "OperatingSystem": "UBUNTU", "DefaultBaseline": false}]}`
	ownBaseline = `{"BaselineId": "pb-0own", "OperatingSystem": "AMAZON_LINUX_2", "ApprovalRules": {"PatchRules": [
		{"ApproveAfterDays": 7, "ComplianceLevel": "CRITICAL", "PatchFilterGroup": {"PatchFilters": []}}, {"ApproveUntilDate": "2026-01-01"}]}}`
	someState = `{"InstancePatchStates": [{"InstanceId": "i-1", "PatchGroup": "web", "BaselineId": "pb-0own", "Operation": "Install", "OperationStartTime": 1794999000, "OperationEndTime": 1795000000.5,
		"InstalledCount": 80, "MissingCount": 2, "FailedCount": 1}]}`
	someHosts = `{"InstanceInformationList": [{"InstanceId": "i-1", "PingStatus": "Online", "PlatformType": "Linux"}]}`
)

var _ = sample(fake{
	ofBaselines: answers(someBaselines), ofBaseline: answers(ownBaseline),
	"ssm:DescribePatchGroups": answers(`{"Mappings": [{"PatchGroup": "web", "BaselineIdentity": {"BaselineId": "pb-0own", "OperatingSystem": "AMAZON_LINUX_2"}}]}`),
	ofHosts:                   answers(someHosts), ofStates: answers(someState),
})

func TestPatchBaselines(t *testing.T) {
	const unread = `{"unknown": "error", "call": "` + ofBaseline + `"}`
	own := func(rules string) string {
		return `{"Arn": "arn:aws:ssm:us-east-1:123456789012:patchbaseline/pb-0own", "Id": "pb-0own", "Region": "us-east-1", "OperatingSystem": "AMAZON_LINUX_2", "DefaultBaseline": true, "ApprovalRules": ` + rules + `}`
	}
	const ofAWS = `{"Arn": "` + linuxOfAWS + `", "Id": "` + linuxOfAWS + `", "Region": "us-east-1", "OperatingSystem": "UBUNTU", "DefaultBaseline": false}`
	for answer, rules := range map[string]string{
		ownBaseline:                               `[{"ApproveAfterDays": 7}, {"ApproveAfterDays": {"unknown": "not-applicable", "call": "` + ofBaseline + `"}}]`,
		`{"ApprovalRules": {"PatchRules": []}}`:   `[]`,
		`{"ApprovalRules": {"PatchRules": [{}]}}`: `[{"ApproveAfterDays": ` + unread + `}]`,
		`{}`: unread,
	} {
		rec, sender := recordedFor(t, fake{ofBaselines: answers(someBaselines), ofBaseline: answers(answer)}, func(string) bool { return false }, account.PatchBaselines.Kind)
		wantItems(t, rec, account.PatchBaselines.Kind, `[`+ofAWS+`, `+own(rules)+`]`)
		if n := sender.asked[ofBaseline]; n != 1 {
			t.Errorf("%d baselines were asked about", n)
		}
	}
}

func TestABaselineThatAGroupNames(t *testing.T) {
	groups := `{"Mappings": [{"PatchGroup": "web", "BaselineIdentity": {"BaselineId": "` + linuxOfAWS + `"}}, {"PatchGroup": "odd"}]}`
	rec, sender := recordedFor(t, fake{ofBaselines: answers(someBaselines), ofBaseline: answers(ownBaseline), "ssm:DescribePatchGroups": answers(groups)},
		func(string) bool { return false }, account.PatchBaselines.Kind, account.PatchGroups.Kind)
	wantItems(t, rec, account.PatchGroups.Kind, `[{"Id": "odd,", "Region": "us-east-1", "PatchGroup": "odd", "BaselineId": {"unknown": "error", "call": "ssm:DescribePatchGroups"}},
		{"Id": "web,`+linuxOfAWS+`", "Region": "us-east-1", "PatchGroup": "web", "BaselineId": "`+linuxOfAWS+`"}]`)
	if n := sender.asked[ofBaseline]; n != 2 {
		t.Errorf("%d baselines were asked about", n)
	}
}

func TestPatchStates(t *testing.T) {
	const item = `{"Id": "i-1", "Region": "us-east-1", "InstanceId": "i-1", "PatchGroup": "web", "Operation": "Install", "OperationEndTime": "2026-11-18T11:06:40Z", "MissingCount": 2, "FailedCount": 1}`
	no := refuses(ofStates, http.StatusBadRequest, "AccessDeniedException", "no")
	unread := `{"unknown": "error", "call": "` + ofStates + `"}`
	for name, c := range map[string]struct {
		hosts, states []any
		items         string
		gaps          []string
	}{
		"all":           {answers(someHosts), answers(`{"InstancePatchStates": [], "NextToken": "2"}`, someState), `[` + item + `]`, nil},
		"nothing":       {answers(someHosts), answers(`{"InstancePatchStates": []}`), `[]`, nil},
		"no hosts":      {answers(`{"InstanceInformationList": []}`), nil, `[]`, nil},
		"refused":       {answers(someHosts), answers(no), `[]`, []string{gap(ofStates, account.Denied)}},
		"hosts refused": {answers(refuses(ofHosts, http.StatusBadRequest, "AccessDeniedException", "no")), nil, `[]`, []string{gap(ofHosts, account.Denied)}},
		"nobody's":      {answers(`{"InstanceInformationList": [{"InstanceId": "i-2"}]}`), nil, `[]`, []string{`{"region": "us-east-1", "call": "` + ofStates + `", "cause": "not-collected", "of": "arn:aws:ec2:us-east-1:123456789012:instance/i-2"}`}},
		"sparse": {answers(someHosts), answers(`{"InstancePatchStates": [{"InstanceId": "i-1"}]}`), `[{"Id": "i-1", "Region": "us-east-1", "InstanceId": "i-1",
			"PatchGroup": ` + unread + `, "Operation": ` + unread + `, "OperationEndTime": ` + unread + `, "MissingCount": ` + unread + `, "FailedCount": ` + unread + `}]`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recordedFor(t, fake{ofHosts: c.hosts, ofStates: c.states}, func(name string) bool { return name == "i-1" }, account.PatchStates.Kind)
			wantItems(t, rec, account.PatchStates.Kind, c.items, c.gaps...)
		})
	}
}

func TestPatchStatesOfManyHosts(t *testing.T) {
	var hosts []string
	for i := range 120 {
		hosts = append(hosts, fmt.Sprintf(`{"InstanceId": "i-%d"}`, i))
	}
	var sizes []int
	one := func(r *http.Request) refusal {
		var in struct { //nolint:revive // the name in the request
			InstanceIds []string //nolint:revive // as above
		}
		if err := json.UnmarshalRead(r.Body, &in); err != nil {
			t.Error(err)
		}
		sizes = append(sizes, len(in.InstanceIds))
		return refusal{status: http.StatusOK, body: `{"InstancePatchStates": []}`}
	}
	recorded(t, fake{ofHosts: answers(`{"InstanceInformationList": [` + strings.Join(hosts, ",") + `]}`), ofStates: answers(one)}, account.PatchStates.Kind)
	if got := fmt.Sprint(sizes); got != "[50 50 20]" {
		t.Errorf("hosts at once: %s", got)
	}
}

package live

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/account"
)

const ofEvents = "cloudtrail:LookupEvents"

// anEvent is an event as CloudTrail answers. The record in it is JSON in a
// string.
func anEvent(t *testing.T, id, readOnly, record string) string {
	t.Helper()
	text, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	return `{
		"EventId": "` + id + `", "EventName": "PutBucketPolicy", "ReadOnly": "` + readOnly + `", "AccessKeyId": "ASIAEXAMPLE", "EventTime": 1795000000.5,
		"EventSource": "s3.amazonaws.com", "Username": "alice", "Resources": [{"ResourceType": "AWS::S3::Bucket", "ResourceName": "logs"}], "CloudTrailEvent": ` + string(text) + `
	}`
}

const (
	byASession = `{
		"eventVersion": "1.08", "userIdentity": {
			"type": "AssumedRole", "principalId": "AROAEXAMPLE:alice", "arn": "arn:aws:sts::123456789012:assumed-role/admin/alice", "accountId": "123456789012",
			"sessionContext": {"sessionIssuer": {"type": "Role", "arn": "arn:aws:iam::123456789012:role/admin", "userName": "admin"}, "attributes": {"mfaAuthenticated": "false"}}
		},
		"eventTime": "2026-11-18T11:06:40Z", "errorCode": "AccessDenied", "requestParameters": {"bucketName": "logs", "secret": "hunter2"}
	}`
	byARoot = `{"userIdentity": {"type": "Root", "arn": "arn:aws:iam::123456789012:root"}, "requestParameters": null}`
)

func eventItem(id, identity, issuer, code string) string {
	return `{
		"Id": "` + id + `", "Region": "us-east-1", "EventName": "PutBucketPolicy", "EventTime": "2026-11-18T11:06:40Z", "EventSource": "s3.amazonaws.com", "ReadOnly": false,
		"Username": "alice", "UserIdentityArn": ` + identity + `, "SessionIssuerArn": ` + issuer + `, "ErrorCode": ` + code + `,
		"Resources": [{"ResourceName": "logs", "ResourceType": "AWS::S3::Bucket"}]
	}`
}

var _ = sample(fake{ofEvents: answers(`{"Events": [{
	"EventId": "1", "EventName": "PutBucketPolicy", "ReadOnly": "false", "EventTime": 1795000000.5, "EventSource": "s3.amazonaws.com", "Username": "root",
	"Resources": [], "CloudTrailEvent": "{\"userIdentity\": {\"type\": \"Root\", \"arn\": \"arn:aws:iam::123456789012:root\"}}"
}]}`)})

func TestHistoryOfEvents(t *testing.T) {
	session := eventItem("1", `"arn:aws:sts::123456789012:assumed-role/admin/alice"`, `"arn:aws:iam::123456789012:role/admin"`, `"AccessDenied"`)
	root := eventItem("2", `"arn:aws:iam::123456789012:root"`, `null`, `null`)
	unsaid := `{"unknown": "error", "call": "` + ofEvents + `"}`
	bare := strings.Replace(eventItem("3", unsaid, unsaid, unsaid), `"alice"`, unsaid, 1)
	page := func(more string, events ...string) string {
		return `{"Events": [` + strings.Join(events, ",") + `]` + more + `}`
	}
	first, second := anEvent(t, "1", "false", byASession), anEvent(t, "2", "false", byARoot)
	for name, c := range map[string]struct {
		answers []any
		want    string
	}{
		"two pages":         {answers(page(`, "NextToken": "2"`, first), page(``, second)), listed(t, ofEvents, `[`+session+`, `+root+`]`)},
		"the same twice":    {answers(page(``, first, first)), listed(t, ofEvents, `[`+session+`]`)},
		"one that read":     {answers(page(``, anEvent(t, "4", "true", byARoot))), `{"items": []}`},
		"none":              {answers(page(``)), `{"items": []}`},
		"empty body":        {answers(``), listed(t, ofEvents, `[]`, gap(ofEvents, account.Failed))},
		"nameless":          {answers(page(``, `{}`)), listed(t, ofEvents, `[]`, gap(ofEvents, account.Failed))},
		"unreadable record": {answers(page(``, anEvent(t, "3", "false", `{`))), listed(t, ofEvents, `[`+bare+`]`)},
		"no identity":       {answers(page(``, anEvent(t, "3", "false", `{}`))), listed(t, ofEvents, `[`+bare+`]`)},
		"page too late":     {answers(page(`, "NextToken": "2"`, first), wait{}), listed(t, ofEvents, `[`+session+`]`, gap(ofEvents, account.TimedOut))},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofEvents: c.answers}, account.Events.Kind)
			wantRecorded(t, rec, account.Events.Kind, c.want)
		})
	}
}

// TestEventsOfAPlan looks up what the plan changes, and says that this is not
// all. What the callers sent is not kept.
func TestEventsOfAPlan(t *testing.T) {
	var looked []string
	look := func(r *http.Request) refusal {
		var in struct {
			LookupAttributes []struct{ AttributeKey, AttributeValue string }
			NextToken        string
		}
		if body, err := io.ReadAll(r.Body); err != nil || json.Unmarshal(body, &in) != nil {
			t.Error("the request cannot be read", err)
		}
		for _, by := range in.LookupAttributes {
			looked = append(looked, by.AttributeKey+"="+by.AttributeValue+in.NextToken)
		}
		return refusal{status: http.StatusOK, body: fmt.Sprintf(`{"Events": [%s], "NextToken": "%s+"}`, anEvent(t, "1", "false", byASession), in.NextToken)}
	}
	changed := []account.Ident{{ARN: "arn:1", ID: "one", Name: "one", Region: testRegion}, {ID: "elsewhere", Region: "eu-west-1"}, {Name: "role"}}
	s, _ := openFake(t, fake{ofEvents: answers(look)})
	rec, err := s.Record(Need{Kinds: []account.Kind{account.Events.Kind}, Regions: []string{testRegion}, Wants: func(...string) bool { return true }, Changed: changed})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"ResourceName=one", "ResourceName=one+", "ResourceName=arn:1", "ResourceName=arn:1+", "ResourceName=role", "ResourceName=role+"}; !slices.Equal(looked, want) {
		t.Errorf("%q were looked up", looked)
	}
	item := eventItem("1", `"arn:aws:sts::123456789012:assumed-role/admin/alice"`, `"arn:aws:iam::123456789012:role/admin"`, `"AccessDenied"`)
	wantRecorded(t, rec, account.Events.Kind, listed(t, ofEvents, `[`+item+`]`, gap(ofEvents, account.NotCollected)))
	var text strings.Builder
	if err := rec.Write(&text); err != nil || strings.Contains(text.String(), "hunter2") {
		t.Errorf("%v, %s", err, text.String())
	}
}

func TestFewNamesAreLookedUp(t *testing.T) {
	changed := make([]account.Ident, 0, 2*eventNames)
	for i := range 2 * eventNames {
		changed = append(changed, account.Ident{ID: fmt.Sprint(i)})
	}
	if got := eventNamesIn(changed, testRegion); len(got) != eventNames {
		t.Errorf("%q", got)
	}
}

// TestEventsAreReadOnRequest keeps the history out of a reading of everything,
// and knows that the calls to services without regions are elsewhere.
func TestEventsAreReadOnRequest(t *testing.T) {
	s, sender := openFake(t, sampled)
	rec, err := s.Record(Need{Regions: []string{testRegion}})
	if _, ok := rec.Kinds[account.Events.Kind]; err != nil || ok || sender.asked[ofEvents] > 0 {
		t.Errorf("%v, the history was read", err)
	}
	s, _ = openFake(t, sampled)
	rec, err = s.Record(Need{Kinds: []account.Kind{account.Events.Kind}, Regions: []string{"eu-west-1"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := unknown(t, rec, account.Events.Kind); !slices.Equal(got, []string{"gap not-collected " + ofEvents}) {
		t.Errorf("%q", got)
	}
}

// TestLookupsGoTheirOwnWay keeps what takes long from the time of the trails.
func TestLookupsGoTheirOwnWay(t *testing.T) {
	if way := operationOf(cloudtrail.LookupEventsInput{}).way(); way != "cloudtrail.LookupEvents" {
		t.Errorf("they go by %s", way)
	}
	if way := operationOf(cloudtrail.DescribeTrailsInput{}).way(); way != "cloudtrail" {
		t.Errorf("others go by %s", way)
	}
}

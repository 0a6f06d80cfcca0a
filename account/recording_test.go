package account_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const recordingHead = `"schema":"soc2gate.account/v1","account":"123456789012","recorded_at":"2026-11-23T06:00:00Z","regions":["us-east-1"]`

func recorded(kinds string) string { return `{` + recordingHead + `,"kinds":{` + kinds + `}}` }

func trails(items string) string { return recorded(`"cloudtrail.trails":{"items":[` + items + `]}`) }

// filled lays a recording over a builder.
func filled(t *testing.T, b *account.Builder, text string) *account.Account {
	t.Helper()
	if err := fill(b, text); err != nil {
		t.Fatal(err)
	}
	return b.Build()
}

func fill(b *account.Builder, text string) error {
	rec, err := account.ReadRecording(strings.NewReader(text))
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	return rec.Fill(b)
}

func TestRecordingRefusesWhatItDoesNotKnow(t *testing.T) {
	for name, c := range map[string]struct{ in, says string }{
		"empty":                  {``, "not a recorded account"},
		"not JSON":               {`trails`, "not a recorded account"},
		"a plan":                 {`{"format_version":"1.2"}`, "format_version"},
		"another schema":         {strings.Replace(recorded(``), "v1", "v2", 1), "v2"},
		"no schema":              {`{"account":"1","recorded_at":"2026-11-23T06:00:00Z","regions":[],"kinds":{}}`, "schema"},
		"no account":             {strings.Replace(recorded(``), "123456789012", "", 1), "account"},
		"no time":                {`{"schema":"soc2gate.account/v1","account":"1","regions":[],"kinds":{}}`, "recorded_at"},
		"time that is none":      {strings.Replace(recorded(``), "2026-11-23T06", "yesterday", 1), "not a recorded account"},
		"unknown member":         {`{` + recordingHead + `,"kind":{}}`, "kind"},
		"wrong-case member":      {`{` + recordingHead + `,"Kinds":{}}`, "Kinds"},
		"duplicate member":       {`{` + recordingHead + `,"kinds":{},"kinds":{}}`, "duplicate"},
		"duplicate kind":         {recorded(`"ec2.vpcs":{"items":[]},"ec2.vpcs":{"items":[]}`), "duplicate"},
		"duplicate attribute":    {trails(`{"Name":"a","IsLogging":true,"IsLogging":false}`), "duplicate"},
		"trailing data":          {recorded(``) + `{}`, "not a recorded account"},
		"unknown kind":           {recorded(`"cloudtrail.trials":{"items":[]}`), "cloudtrail.trials"},
		"unknown kind member":    {recorded(`"ec2.vpcs":{"items":[],"complete":true}`), "complete"},
		"unknown attribute":      {trails(`{"Name":"a","Logging":true}`), "Logging"},
		"wrong-case attribute":   {trails(`{"Name":"a","isLogging":true}`), "isLogging"},
		"wrong-case name":        {trails(`{"name":"a"}`), "has none"},
		"attribute of type text": {trails(`{"Name":"a","IsLogging":"true"}`), "IsLogging"},
		"attribute is an object": {trails(`{"Name":"a","IsLogging":{"value":true}}`), "IsLogging"},
		"unknown cause":          {trails(`{"Name":"a","IsLogging":{"unknown":"lost"}}`), "lost"},
		"cause of a plan":        {trails(`{"Name":"a","IsLogging":{"unknown":"known-after-apply"}}`), "known-after-apply"},
		"item is a number":       {trails(`1`), "item 1"},
		"second item is wrong":   {trails(`{"Name":"a"},{"Name":"b","x":1}`), "item 2"},
		"unknown in a list item": {recorded(`"ec2.security_groups":{"items":[{"Id":"sg","IpPermissions":[{"Cidr":"0.0.0.0/0"}]}]}`), "Cidr"},
		"list is an object":      {recorded(`"ec2.security_groups":{"items":[{"Id":"sg","IpPermissions":{}}]}`), "IpPermissions"},
		"invalid UTF-8":          {trails("{\"Name\":\"\xff\"}"), "UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := fill(account.NewBuilder(), c.in); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want one that says %q", err, c.says)
			}
		})
	}
}

func TestRecordingRefusesACauseOfAListingThatIsNone(t *testing.T) {
	for _, cause := range []string{"", "lost", "known-after-apply"} {
		if fill(account.NewBuilder(), recorded(`"ec2.vpcs":{"items":[],"gaps":[{"cause":"`+cause+`"}]}`)) == nil {
			t.Errorf("cause %q is taken", cause)
		}
	}
}

func TestRecordingRefusesAnItemWithoutAName(t *testing.T) {
	if fill(account.NewBuilder(), trails(`{"IsLogging":true}`)) == nil {
		t.Error("taken")
	}
}

func TestRecordingKeepsWhichCallFailed(t *testing.T) {
	a := filled(t, account.NewBuilder(), trails(`{"Name":"a","IsLogging":{"unknown":"denied","call":"cloudtrail:GetTrailStatus"}}`))
	for tr := range a.Trails.All() {
		if f := tr.Logging.Fact(); f.Origin.Ref != "cloudtrail:GetTrailStatus" {
			t.Errorf("%+v", f)
		}
	}
}

func TestNullMissingAndGap(t *testing.T) {
	a := filled(t, account.NewBuilder(), trails(`{"Name":"a","IsLogging":null,"KmsKeyId":null,"LogFileValidationEnabled":{"unknown":"denied"},"IncludeGlobalServiceEvents":true}`))
	for tr := range a.Trails.All() {
		is(t, "null is AWS's nothing", tr.Logging.Is(false), yes)
		is(t, "a null link names nothing", tr.Key.Absent(), yes)
		is(t, "missing", tr.MultiRegion.Is(false), maybe)
		is(t, "gap", tr.FileValidation.Is(false), maybe)
		is(t, "value", tr.GlobalEvents.Is(true), yes)
		for f, cause := range map[account.Fact]account.Cause{tr.MultiRegion.Fact(): account.NotCollected, tr.FileValidation.Fact(): account.Denied, tr.GlobalEvents.Fact(): ""} {
			if f.Cause != cause {
				t.Errorf("%v, want cause %q", f, cause)
			}
		}
		if f := tr.GlobalEvents.Fact(); f.Origin.Source != account.FromLive || f.Origin.At.IsZero() {
			t.Errorf("origin %+v", f.Origin)
		}
	}
	is(t, "all trails", a.Trails.Complete(), yes)
	is(t, "all buckets", a.Buckets.Complete(), maybe)
	if a.ID != "123456789012" || a.Recorded.IsZero() || a.Label() != "account/123456789012" {
		t.Errorf("%s of %s", a.ID, a.Recorded)
	}
}

func TestListsOfARecording(t *testing.T) {
	sg := func(permissions string) account.Set[*account.Permission] {
		a := filled(t, account.NewBuilder(), recorded(`"ec2.security_groups":{"items":[{"Id":"sg"`+permissions+`}]}`))
		for g := range a.SecurityGroups.All() {
			return g.Ingress
		}
		panic("no group")
	}
	for text, want := range map[string]struct {
		len      int
		complete account.Tri
	}{
		``: {0, maybe}, `,"IpPermissions":null`: {0, yes}, `,"IpPermissions":[]`: {0, yes}, `,"IpPermissions":{"unknown":"throttled"}`: {0, maybe},
		`,"IpPermissions":[{"CidrIp":"10.0.0.0/8"},{"CidrIp":{"unknown":"error"}}]`: {2, yes},
	} {
		if s := sg(text); s.Len() != want.len || s.Complete().Tri() != want.complete {
			t.Errorf("%s: %d items, complete %v", text, s.Len(), s.Complete().Tri())
		}
	}
}

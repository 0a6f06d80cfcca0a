package live

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/live/artifact"
)

const (
	ofReports = "artifact:ListReports"
	soc2      = `{"id": "report-1", "arn": "arn:aws:artifact:us-east-1::report/report-1", "name": "SOC 2 Report", "series": "SOC", "category": "Certifications and Attestations", "version": 3,
		"state": "PUBLISHED", "periodStart": "2025-10-01T00:00:00Z", "periodEnd": "2026-09-30T23:59:59.000Z", "acceptanceType": "EXPLICIT", "companyName": "Amazon Web Services"}`
	soc2Item = `{"Arn": "arn:aws:artifact:us-east-1::report/report-1", "Id": "report-1", "Name": "SOC 2 Report", "series": "SOC", "category": "Certifications and Attestations", "version": 3,
		"state": "PUBLISHED", "periodStart": "2025-10-01T00:00:00Z", "periodEnd": "2026-09-30T23:59:59Z"}`
)

var _ = sample(fake{ofReports: answers(`{"reports": [` + soc2 + `]}`)})

func TestReports(t *testing.T) {
	unread := `{"unknown": "error", "call": "` + ofReports + `"}`
	sparse := `{"Id": "report-2", "series": ` + unread + `, "category": ` + unread + `, "version": ` + unread + `, "state": ` + unread + `, "periodStart": null, "periodEnd": null}`
	no := func(status int, code string) refusal { return refuses(ofReports, status, code, "no") }
	one := `[` + soc2Item + `]`
	for name, c := range map[string]struct {
		answers []any
		items   string
		gaps    []string
	}{
		"all":                 {answers(`{"reports": [], "nextToken": "2"}`, `{"reports": [`+soc2+`]}`), one, nil},
		"sparse":              {answers(`{"reports": [{"id": "report-2"}]}`), `[` + sparse + `]`, nil},
		"no list":             {answers(`{}`), `[]`, []string{gap(ofReports, account.Failed)}},
		"page refused":        {answers(`{"reports": [`+soc2+`], "nextToken": "2"}`, no(http.StatusForbidden, "AccessDeniedException")), one, []string{gap(ofReports, account.Denied)}},
		"refused":             {answers(no(http.StatusForbidden, "AccessDeniedException:http://internal.amazon.com/coral/")), `[]`, []string{gap(ofReports, account.Denied)}},
		"refused, namelessly": {answers(refusal{status: http.StatusForbidden, body: "<html>"}), `[]`, []string{gap(ofReports, account.Denied)}},
		"an odd error":        {answers(no(http.StatusBadRequest, "ValidationException")), `[]`, []string{gap(ofReports, account.Failed)}},
		"no such region":      {answers(no(http.StatusForbidden, "SubscriptionRequiredException")), `[]`, []string{gap(ofReports, account.Denied)}},
		"slowed down":         {answers(no(http.StatusTooManyRequests, "ThrottlingException")), `[]`, []string{gap(ofReports, account.Throttled)}},
		"somebody else":       {answers(`<html>hello</html>`), `[]`, []string{gap(ofReports, account.Unreachable)}},
		"a page of a proxy":   {answers(refusal{status: http.StatusNotFound, body: "<html>"}), `[]`, []string{gap(ofReports, account.Unreachable)}},
		"a bad time":          {answers(`{"reports": [{"id": "report-1", "periodEnd": "yesterday"}]}`), `[]`, []string{gap(ofReports, account.Unreachable)}},
		"second attempt":      {answers(refusal{status: http.StatusBadGateway, body: "<html>"}, `{"reports": [`+soc2+`]}`), one, nil},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofReports: c.answers}, account.ArtifactReports.Kind)
			wantItems(t, rec, account.ArtifactReports.Kind, c.items, c.gaps...)
		})
	}
}

func TestReportsAreAskedForAsOfAWS(t *testing.T) {
	_, sender := recorded(t, fake{ofReports: answers(`{"reports": [], "nextToken": "a&b"}`, `{"reports": []}`)}, account.ArtifactReports.Kind)
	if len(sender.sent) != 2 {
		t.Fatalf("%d requests", len(sender.sent))
	}
	for i, want := range []string{"maxResults=300", "maxResults=300&nextToken=a%26b"} {
		r := sender.sent[i]
		if got, wanted := r.Method+" "+r.URL.String(), "GET https://artifact.us-east-1.amazonaws.com/v1/report/list?"+want; got != wanted {
			t.Errorf("asked %s and not %s", got, wanted)
		}
		signed := r.Header.Get("Authorization")
		if !strings.HasPrefix(signed, "AWS4-HMAC-SHA256 Credential=AKIAFAKEFAKEFAKEFAKE/") || !strings.Contains(signed, "/us-east-1/artifact/aws4_request, ") {
			t.Errorf("signed %q", signed)
		}
	}
}

func TestDeadCredentialsEndTheReadingOfReports(t *testing.T) {
	s, _ := openFake(t, fake{ofReports: answers(refuses(ofReports, http.StatusForbidden, "ExpiredTokenException", "expired"))})
	if _, err := s.Record(Need{Kinds: []account.Kind{account.ArtifactReports.Kind}, Regions: []string{testRegion}}); err == nil {
		t.Error("the recording is taken for a good one")
	}
}

func TestReportsWithoutTheHelpersAreNotAskedFor(t *testing.T) {
	s, sender := openFake(t, fake{})
	_, err := artifact.NewFromConfig(s.party.in(testRegion)).ListReports(context.Background(), &artifact.ListReportsInput{})
	if err == nil || len(sender.sent) != 0 {
		t.Errorf("%d requests, %v", len(sender.sent), err)
	}
}

// TestReportsFromElsewhere sets an endpoint in every way that the SDK knows.
func TestReportsFromElsewhere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(file, []byte("[profile all]\nendpoint_url = http://127.0.0.1:1\n[profile one]\nservices = s\n[services s]\nartifact =\n  endpoint_url = http://127.0.0.1:1\n[profile none]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, set := range map[string][2]string{
		"variable": {"AWS_ENDPOINT_URL", "http://127.0.0.1:1"}, "own variable": {"AWS_ENDPOINT_URL_ARTIFACT", "http://127.0.0.1:1"},
		"file": {"AWS_PROFILE", "all"}, "own section": {"AWS_PROFILE", "one"}, "nothing": {"AWS_PROFILE", "none"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("AWS_CONFIG_FILE", file)
			t.Setenv("AWS_ACCESS_KEY_ID", "AKIAFAKEFAKEFAKEFAKE")
			t.Setenv("AWS_SECRET_ACCESS_KEY", "fake")
			t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
			t.Setenv("AWS_CA_BUNDLE", "")
			t.Setenv(set[0], set[1])
			s, sender := openFake(t, fake{ofReports: answers(`{"reports": []}`)})
			s.HTTPClient = sender
			base, err := s.load()
			if err != nil {
				t.Fatal(err)
			}
			s.party.config = base
			_, err = s.Record(Need{Kinds: []account.Kind{account.ArtifactReports.Kind}, Regions: []string{testRegion}})
			if elsewhere := name != "nothing"; (err != nil) != elsewhere || (len(sender.sent) == 0) != elsewhere {
				t.Errorf("%d requests, %v", len(sender.sent), err)
			}
		})
	}
}

package live

import (
	"net/http"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const analyzersCall = "access-analyzer:ListAnalyzers"

func analyzer(name, typ, status string) string {
	return `{"arn": "arn:aws:access-analyzer:us-east-1:123456789012:analyzer/` + name + `", "name": "` + name + `", "type": "` + typ + `",
		"createdAt": "2026-01-01T00:00:00Z", "status": "` + status + `", "lastResourceAnalyzed": "arn:aws:s3:::logs", "tags": {}}`
}

var _ = sample(fake{
	analyzersCall:                         answers(`{"analyzers": [` + analyzer("main", "ACCOUNT", "ACTIVE") + `]}`),
	"access-analyzer:CheckNoPublicAccess": answers(`{"result": "PASS", "message": "", "reasons": []}`),
})

func TestAnalyzers(t *testing.T) {
	rec, _ := recorded(t, fake{analyzersCall: answers(
		`{"analyzers": [`+analyzer("main", "ACCOUNT", "ACTIVE")+`], "nextToken": "2"}`,
		`{"analyzers": [], "nextToken": "3"}`,
		`{"analyzers": [`+analyzer("unused", "ORGANIZATION_UNUSED_ACCESS", "DISABLED")+`]}`,
	)}, account.Analyzers.Kind)
	wantRecorded(t, rec, account.Analyzers.Kind, `{
		"calls": {"existence": "`+analyzersCall+`", "type": "`+analyzersCall+`", "status": "`+analyzersCall+`"},
		"items": [
			{"Arn": "arn:aws:access-analyzer:us-east-1:123456789012:analyzer/main", "Name": "main", "Region": "us-east-1", "type": "ACCOUNT", "status": "ACTIVE"},
			{"Arn": "arn:aws:access-analyzer:us-east-1:123456789012:analyzer/unused", "Name": "unused", "Region": "us-east-1", "type": "ORGANIZATION_UNUSED_ACCESS", "status": "DISABLED"}
		]
	}`)
}

func TestAnalyzersOfWhichLittleIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		answers []any
		cause   account.Cause
		unknown []string
	}{
		"none":                {answers(`{"analyzers": []}`), "", nil},
		"no list":             {answers(`{}`), account.Failed, []string{"gap"}},
		"no type and status":  {answers(`{"analyzers": [{"arn": "arn:aws:access-analyzer:us-east-1:123456789012:analyzer/a", "name": "a"}]}`), account.Failed, []string{"type", "status"}},
		"second page is shut": {answers(`{"analyzers": [], "nextToken": "2"}`, refuses(analyzersCall, http.StatusForbidden, "AccessDeniedException", "no")), account.Denied, []string{"gap"}},
		"not of AWS":          {answers(refusal{status: http.StatusNotFound, body: "<html>not found</html>"}), account.Unreachable, []string{"gap"}},
	} {
		rec, _ := recorded(t, fake{analyzersCall: c.answers}, account.Analyzers.Kind)
		t.Run(name, func(t *testing.T) { wantUnknown(t, rec, account.Analyzers.Kind, c.cause, analyzersCall, c.unknown...) })
	}
}

// inDoubt is a policy of which nobody but AWS can tell whether it is public.
const inDoubt = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::*:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::orders-exports/*"}}`

// AWS is asked for its opinion of a policy that leaves the answer open, where
// the bucket is, and of no other.
func TestOpinionOfABucketPolicy(t *testing.T) {
	const call, none = "access-analyzer:CheckNoPublicAccess", ""
	open := strings.Replace(inDoubt, `{"AWS":"arn:aws:iam::*:root"}`, `"*"`, 1)
	said := func(result string) any { return `{"result": "` + result + `", "message": "", "reasons": []}` }
	for name, c := range map[string]struct {
		policy, opinion any
		want            string
		asked           bool
	}{
		"it passes":              {inDoubt, said("PASS"), `"PASS"`, true},
		"it may be public":       {inDoubt, said("FAIL"), `"FAIL"`, true},
		"nothing said":           {inDoubt, `{}`, "error", true},
		"refused":                {inDoubt, refuses(call, http.StatusForbidden, "AccessDeniedException", "no"), "denied", true},
		"AWS cannot tell either": {inDoubt, refuses(call, http.StatusUnprocessableEntity, "UnprocessableEntityException", "no"), "error", true},
		"plainly open":           {open, said("PASS"), none, false},
		"plainly shut":           {`{"Version":"2012-10-17","Statement":[]}`, said("PASS"), none, false},
		"no policy":              {refuses("s3:GetBucketPolicy", http.StatusNotFound, "NoSuchBucketPolicy", "none"), said("PASS"), none, false},
		"a policy nobody read":   {refuses("s3:GetBucketPolicy", http.StatusForbidden, "AccessDenied", "no"), said("PASS"), "denied", false},
	} {
		f := oneBucket()
		f["s3:GetBucketPolicy"], f[call] = answers(c.policy), answers(c.opinion)
		rec, sender := recorded(t, f, account.Buckets.Kind)
		if got := member(t, rec, account.Buckets.Kind, "CheckNoPublicAccess"); got != c.want || (sender.asked[call] > 0) != c.asked {
			t.Errorf("%s: %s, and asked %d times", name, got, sender.asked[call])
		}
		for _, r := range sender.sent {
			if strings.HasPrefix(r.URL.Host, "access-analyzer") && r.URL.Host != "access-analyzer.eu-west-1.amazonaws.com" {
				t.Errorf("a bucket in eu-west-1 was asked about at %s", r.URL.Host)
			}
		}
	}
}

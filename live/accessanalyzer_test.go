package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const analyzersCall = "access-analyzer:ListAnalyzers"

func analyzer(name, typ, status string) string {
	return `{"arn": "arn:aws:access-analyzer:us-east-1:123456789012:analyzer/` + name + `", "name": "` + name + `", "type": "` + typ + `",
		"createdAt": "2026-01-01T00:00:00Z", "status": "` + status + `", "lastResourceAnalyzed": "arn:aws:s3:::logs", "tags": {}}`
}

var _ = sample(fake{analyzersCall: answers(`{"analyzers": [` + analyzer("main", "ACCOUNT", "ACTIVE") + `]}`)})

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

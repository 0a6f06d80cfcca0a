package account_test

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestAnalyzedIn(t *testing.T) {
	analyzer := func(typ, status, region string) string {
		return `"access_analyzer.analyzers":{"items":[{"Name":"a","Region":"` + region + `","type":"` + typ + `","status":"` + status + `"}]}`
	}
	for name, c := range map[string]struct {
		kinds string
		want  account.Tri
	}{
		"of the account":      {analyzer("ACCOUNT", "ACTIVE", "us-east-1"), yes},
		"of the organization": {analyzer("ORGANIZATION", "ACTIVE", "us-east-1"), yes},
		"of unused access":    {analyzer("ACCOUNT_UNUSED_ACCESS", "ACTIVE", "us-east-1"), no},
		"switched off":        {analyzer("ACCOUNT", "DISABLED", "us-east-1"), no},
		"where nobody read":   {analyzer("ACCOUNT", "ACTIVE", "eu-west-1"), maybe},
		"nobody knows where":  {analyzer("ACCOUNT", "ACTIVE", ""), maybe},
		"none":                {`"access_analyzer.analyzers":{"items":[]}`, no},
		"denied":              {`"access_analyzer.analyzers":{"items":[],"gaps":[{"cause":"denied"}]}`, maybe},
	} {
		is(t, name, live(t, c.kinds).AnalyzedIn("us-east-1"), c.want)
	}
}

func TestPolicyPublic(t *testing.T) {
	const open = `{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}}`
	const unclear = `{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::*:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}}`
	for name, c := range map[string]struct {
		policy, opinion string
		want            account.Tri
	}{
		"no policy":                      {`"Policy":null`, ``, no},
		"open, whatever AWS says":        {`"Policy":` + open, `,"IsPublic":false,"CheckNoPublicAccess":"PASS"`, yes},
		"unclear":                        {`"Policy":` + unclear, ``, maybe},
		"unclear, one says it is":        {`"Policy":` + unclear, `,"IsPublic":true`, yes},
		"unclear, the other may be":      {`"Policy":` + unclear, `,"CheckNoPublicAccess":"FAIL"`, yes},
		"unclear, one says it is not":    {`"Policy":` + unclear, `,"IsPublic":false`, maybe},
		"unclear, both say it is not":    {`"Policy":` + unclear, `,"IsPublic":false,"CheckNoPublicAccess":"PASS"`, no},
		"unclear, they disagree":         {`"Policy":` + unclear, `,"IsPublic":false,"CheckNoPublicAccess":"FAIL"`, yes},
		"nobody read it, AWS says not":   {`"SSEAlgorithm":"AES256"`, `,"IsPublic":false,"CheckNoPublicAccess":"PASS"`, maybe},
		"denied, AWS says that it is":    {`"Policy":{"unknown":"denied"}`, `,"IsPublic":true`, maybe},
		"unclear, the opinion is denied": {`"Policy":` + unclear, `,"IsPublic":{"unknown":"denied"},"CheckNoPublicAccess":"PASS"`, maybe},
	} {
		a := live(t, `"s3.buckets":{"items":[{"Name":"b",`+c.policy+c.opinion+`}]}`)
		for b := range a.Buckets.All() {
			is(t, name, b.PolicyPublic(account.Boundary{}), c.want)
		}
	}
}

func TestAnalyzerOfAnotherRegionDoesNotCount(t *testing.T) {
	b := account.NewBuilder()
	z := account.Analyzers.Add(b, account.Ident{Name: "a", Region: "eu-west-1"}, fromPlan)
	z.Type, z.Status = account.Observed("ACCOUNT", fromPlan, ""), account.Observed("ACTIVE", fromPlan, "")
	account.Analyzers.Listed(b)
	a := b.Build()
	is(t, "its own", a.AnalyzedIn("eu-west-1"), yes)
	is(t, "another", a.AnalyzedIn("us-east-1"), no)
}

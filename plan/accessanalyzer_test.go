package plan

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestAnalyzerComesAndGoes(t *testing.T) {
	const address, arn = "aws_accessanalyzer_analyzer.a", "arn:aws:access-analyzer:us-east-1:123456789012:analyzer/main"
	values := func(typ string) string {
		return `{"arn":"` + arn + `","id":"main","analyzer_name":"main","type":` + typ + `}`
	}
	created := func(typ string) made {
		return made{changes: []string{does("create", address, "null", `{"region":"us-east-1","analyzer_name":"main","type":`+typ+`}`, `{"arn":true,"id":true}`)}}
	}
	const none, one = `"access_analyzer.analyzers":{"items":[]}`,
		`"access_analyzer.analyzers":{"items":[{"Arn":"` + arn + `","Name":"main","Region":"us-east-1","type":"ACCOUNT","status":"ACTIVE"}]}`
	for name, c := range map[string]struct {
		m    made
		live string
		want account.Tri
	}{
		"made":               {created(`"ACCOUNT"`), none, account.True},
		"made without type":  {created(`null`), none, account.True},
		"made for unused":    {created(`"ACCOUNT_UNUSED_ACCESS"`), none, account.False},
		"deleted":            {made{prior: []string{was(address, values(`"ACCOUNT"`))}, changes: []string{does("delete", address, values(`"ACCOUNT"`), "null", `{}`)}}, one, account.False},
		"status nobody read": {made{prior: []string{was(address, values(`"ACCOUNT"`))}}, ``, account.Unknown},
		"left alone":         {made{prior: []string{was(address, values(`"ACCOUNT"`))}}, one, account.True},
	} {
		_, after := c.m.over(t, c.live)
		tri(t, name, after.AnalyzedIn("us-east-1"), c.want)
		if name != "deleted" && after.Analyzers.Len() != 1 {
			t.Errorf("%s: %q", name, labels(after.Analyzers))
		}
	}
}

// TestAWSsOpinionIsOfThePolicyThatItSaw has a policy of which nobody but AWS
// can tell whether it is public.
func TestAWSsOpinionIsOfThePolicyThatItSaw(t *testing.T) {
	text := func(resource string) string {
		return `"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::*:root\"},\"Action\":\"s3:GetObject\",\"Resource\":\"` + resource + `\"}}"`
	}
	policy := func(resource string) string { return `{"id":"b","bucket":"b","policy":` + text(resource) + `}` }
	const address, bucket = "aws_s3_bucket_policy.p", `{"id":"b","bucket":"b","policy":""}`
	live := `"s3.buckets":{"items":[{"Name":"b","Policy":` + text("arn:aws:s3:::b/*") + `,"IsPublic":false,"CheckNoPublicAccess":"PASS"}]}`
	for name, c := range map[string]struct {
		change string
		want   account.Tri
	}{
		"left alone":     {does("no-op", address, policy("arn:aws:s3:::b/*"), policy("arn:aws:s3:::b/*"), `{}`), account.False},
		"changed":        {does("update", address, policy("arn:aws:s3:::b/*"), policy("*"), `{}`), account.Unknown},
		"known by apply": {does("update", address, policy("arn:aws:s3:::b/*"), `{"id":"b","bucket":"b"}`, `{"policy":true}`), account.Unknown},
		"deleted":        {does("delete", address, policy("arn:aws:s3:::b/*"), "null", `{}`), account.False},
	} {
		m := made{prior: []string{was("aws_s3_bucket.b", bucket), was(address, policy("arn:aws:s3:::b/*"))}, changes: []string{c.change}}
		before, after := m.over(t, live)
		for _, a := range []*account.Account{before, after} {
			want := c.want
			if a == before {
				want = account.False
			}
			for b := range a.Buckets.All() {
				tri(t, name, b.PolicyPublic(account.Boundary{}), want)
			}
		}
	}
}

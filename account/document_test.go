package account

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// answers are all questions that a document answers.
func answers(d Document) map[string]Bool {
	return map[string]Bool{
		"admin":    d.GrantsAdmin(),
		"pass":     d.Allows("iam:PassRole", "*"),
		"object":   d.Allows("s3:GetObject", "arn:aws:s3:::b/x"),
		"public":   d.Public(Boundary{Organization: "o-ours123456"}),
		"everyone": d.TrustsEveryone(Boundary{}),
		"account":  d.TrustsWholeAccount("111122223333"),
		"github":   d.TrustsAnyRepository(),
		"no MFA":   d.DeniesWithoutMFA().Not(),
	}
}

func TestUnreadableDocumentsAnswerNothing(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON":                 `{`,
		"trailing data":           policy(allowAll) + `{}`,
		"a list":                  `[` + policy(allowAll) + `]`,
		"null":                    `null`,
		"empty object":            `{}`,
		"no statement":            `{"Version":"2012-10-17","Statement":[]}`,
		"statement is null":       `{"Statement":null}`,
		"statement is a string":   `{"Statement":"Allow"}`,
		"null in the list":        `{"Statement":[null]}`,
		"another version":         `{"Version":"2025-01-01","Statement":{` + allowAll + `}}`,
		"unknown member":          `{"Statements":{` + allowAll + `}}`,
		"member twice":            `{"Statement":{` + denyAll + `},"Statement":{` + allowAll + `}}`,
		"effect twice":            policy(`"Effect":"Deny",` + allowAll),
		"member in another case":  policy(`"Effect":"Deny","action":"*","Resource":"*"`),
		"condition in lower case": policy(denyAll + `,"condition":{}`),
		"effect in another case":  policy(`"Effect":"deny","Action":"*","Resource":"*"`),
		"no effect":               policy(`"Action":"*","Resource":"*"`),
		"no action":               policy(`"Effect":"Deny","Resource":"*"`),
		"no list of actions":      policy(`"Effect":"Deny","Action":[],"Resource":"*"`),
		"action is a number":      policy(`"Effect":"Deny","Action":["*",1],"Resource":"*"`),
		"action is null":          policy(`"Effect":"Deny","Action":null,"Resource":"*"`),
		"action without service":  policy(`"Effect":"Deny","Action":"GetObject","Resource":"*"`),
		"action and not":          policy(`"Effect":"Deny","Action":"*","NotAction":"*","Resource":"*"`),
		"resource and not":        policy(denyAll + `,"NotResource":"a"`),
		"empty resource":          policy(`"Effect":"Deny","Action":"*","Resource":""`),
		"variable without an end": policy(`"Effect":"Deny","Action":"*","Resource":"${aws:username"`),
		"principal and not":       policy(denyAll + `,"Principal":"*","NotPrincipal":"*"`),
		"principal of no kind":    policy(denyAll + `,"Principal":{"aws":"*"}`),
		"principal without one":   policy(denyAll + `,"Principal":{}`),
		"principal is a name":     policy(denyAll + `,"Principal":"alice"`),
		"Sid is a number":         policy(denyAll + `,"Sid":1`),
		"condition is a list":     policy(denyAll + `,"Condition":[]`),
		"unknown operator":        policy(denyAll + `,"Condition":{"StringIs":{"a:b":"c"}}`),
		"unknown set operator":    policy(denyAll + `,"Condition":{"ForSome:StringEquals":{"a:b":"c"}}`),
		"key twice":               policy(denyAll + `,"Condition":{"StringEquals":{"aws:a":"c","AWS:A":"d"}}`),
		"value is an object":      policy(denyAll + `,"Condition":{"StringEquals":{"a:b":{}}}`),
		"no value":                policy(denyAll + `,"Condition":{"StringEquals":{"a:b":[]}}`),
		"not UTF-8":               policy(denyAll + ",\"Sid\":\"\xff\""),
		"bad URL encoding":        `%7B%`,
		"much too long a name":    policy(`"Effect":"Deny","Action":"*","Resource":"` + strings.Repeat("a", longestPattern+1) + `"`),
		"much too long":           strings.Repeat(" ", largestDocument) + policy(allowAll),
	} {
		t.Run(name, func(t *testing.T) {
			d := read(text)
			expect(t, d.Present(), True)
			for _, answer := range answers(d) {
				expect(t, answer, Unknown)
			}
			if cause := d.Fact().Cause; cause != Unreadable {
				t.Errorf("cause %q", cause)
			}
		})
	}
}

func TestLegalShapesAreRead(t *testing.T) {
	for _, statement := range []string{
		allowAll + `,"Sid":""`,
		allowAll + `,"Condition":{"ForAnyValue:StringLikeIfExists":{"a:b":["c",1,true]},"Null":{"a:c":true},"NumericLessThan":{"a:d":1.5}}`,
		allowAll + `,"Principal":{"AWS":["*"],"Service":"ec2.amazonaws.com","Federated":"cognito-identity.amazonaws.com","CanonicalUser":["x"]}`,
	} {
		d := read(`{"Id":"x","Version":"2008-10-17","Statement":{` + statement + `}}`)
		if d.Fact().Value != "policy with 1 statement" {
			t.Errorf("%s: %v", statement, d.Fact())
		}
	}
}

func TestUnknownDocumentsAnswerNothing(t *testing.T) {
	for _, d := range []Document{{}, UnknownDocument(Denied, testOrigin, "")} {
		expect(t, d.Present(), Unknown)
		for _, answer := range answers(d) {
			expect(t, answer, Unknown)
		}
	}
	if (Document{}).Set() || !UnknownDocument(Denied, testOrigin, "").Set() || !NoDocument(testOrigin, "").Set() {
		t.Error("Set is true of what a witness spoke of, and of that only")
	}
}

func TestDocumentDecodes(t *testing.T) {
	encoded := `"%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22a%3A%2B%20b%22%2C%22Resource%22%3A%22%2A%22%7D%7D"`
	for raw, want := range map[string]string{
		`null`:                             "no policy",
		`""`:                               "no policy",
		`{"Statement":{` + allowAll + `}}`: "policy with 1 statement",
		`"{\"Statement\":[]}"`:             string(Unreadable),
		encoded:                            "policy with 1 statement",
		`{"unknown":"denied","call":"s3:GetBucketPolicy"}`:        string(Denied),
		`{"Statement":{` + allowAll + `},"Version":"2012-10-17"}`: "policy with 1 statement",
	} {
		var d Document
		if err := d.decode(jsontext.Value(raw), testOrigin); err != nil {
			t.Errorf("%s: %v", raw, err)
		}
		if f := d.Fact(); f.Value+string(f.Cause) != want || !d.Set() {
			t.Errorf("%s: %v, want %s", raw, f, want)
		}
	}
	for _, raw := range []string{`1`, `true`, `[]`, `{"unknown":"mood"}`} {
		if err := new(Document).decode(jsontext.Value(raw), testOrigin); err == nil {
			t.Errorf("%s was read", raw)
		}
	}
}

func TestDocumentIsAnAttribute(t *testing.T) {
	d := read(policy(allowAll+`,"Sid":"Admins"`, denyAll))
	d = d.in(&Meta{ARN: "arn:aws:iam::111122223333:role/a"}, "PolicyDocument")
	var facts []string
	for s := range d.Statements() {
		facts = append(facts, s.Fact().String())
	}
	want := "arn:aws:iam::111122223333:role/a PolicyDocument.Statement[Admins] = Allow * on * [live iam:GetAccountAuthorizationDetails.policy] " +
		"arn:aws:iam::111122223333:role/a PolicyDocument.Statement[1] = Deny * on * [live iam:GetAccountAuthorizationDetails.policy]"
	if got := strings.Join(facts, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	doubted := d
	doubted.doubt(Disagreement)
	if !doubted.Set() || doubted.Fact().Cause != Disagreement {
		t.Error("a doubted document was spoken of")
	}
	d.hide()
	if d.Set() || d.Fact().Cause != NotCollected || d.Fact().Subject == "" {
		t.Error("a hidden document keeps nothing but its name")
	}
}

func TestFactsShowNoSecrets(t *testing.T) {
	const canary = "hunter2"
	text := policy(`"Sid":"hunter2","Effect":"Allow","Principal":{"AWS":"hunter2"},"Action":"s3:hunter2","Resource":"hunter2","Condition":{"StringEquals":{"a:hunter2":"hunter2"}}`)
	open := policy(`"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/x":"hunter2"}}`)
	for _, d := range []Document{SecretDocument(text, testOrigin, ""), read(open)} {
		for s := range d.Statements() {
			for _, answer := range append([]Bool{s.Public(Boundary{}), s.GrantsAdmin()}, d.GrantsAdmin(), d.Public(Boundary{})) {
				for _, f := range answer.Why() {
					if strings.Contains(f.String(), canary) {
						t.Errorf("shown: %v", f)
					}
				}
			}
		}
	}
}

func TestFactsAreShort(t *testing.T) {
	d := read(policy(`"Effect":"Allow","Action":"*","Resource":["*","` + strings.Repeat("é\\u0007", 400) + `"]`))
	for _, f := range d.GrantsAdmin().Why() {
		if n := len([]rune(f.Value)); n > summaryLimit || strings.ContainsAny(f.Value, "\a"+Hole) {
			t.Errorf("%d characters: %q", n, f.Value)
		}
	}
}

// AWS's own policies are longer than any other may be. What is longer still is
// no policy, and no recording says that nobody looked.
func TestLongPolicies(t *testing.T) {
	actions := strings.Repeat(`"s3:GetObject",`, 9000)
	long := policy(`"Effect":"Allow","Action":[` + actions + `"s3:ListBucket"],"Resource":"*"`)
	d := read(long)
	expect(t, d.GrantsAdmin(), False)
	expect(t, d.Allows("s3:GetObject", "arn:aws:s3:::b/x"), True)
	d = read(long + strings.Repeat(" ", largestDocument))
	if raw, _ := d.encode(); !strings.HasPrefix(string(raw), `{"unknown":"unreadable",`) {
		t.Errorf("recorded as %s", raw)
	}
}

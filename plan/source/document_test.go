package source_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/source"
)

// plain writes a document in one form: lists of strings sorted, placeholders
// readable.
func plain(t *testing.T, text string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	raw, err := json.Marshal(order(v), json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer(account.Hole, "(hole)", account.NewName, "(name)").Replace(string(raw))
}

func order(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name := range v {
			v[name] = order(v[name])
		}
	case []any:
		for i := range v {
			v[i] = order(v[i])
		}
		slices.SortStableFunc(v, func(a, b any) int {
			x, _ := a.(string)
			y, _ := b.(string)
			return strings.Compare(x, y)
		})
	}
	return v
}

func TestDocument(t *testing.T) {
	s := load(t, "documents")
	for _, c := range []struct{ name, want, holes string }{
		{
			"heredoc",
			`{"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Principal":"*","Resource":"(name)/*"}],"Version":"2012-10-17"}`,
			"aws_s3_bucket.b.arn",
		},
		{
			"loop",
			`{"Statement":[` +
				`{"Action":"s3:GetObject","Effect":"Allow","Principal":{"AWS":"(name)"},"Resource":"(name)"},` +
				`{"Action":"s3:GetObject","Effect":"Allow","Principal":{"AWS":"(name)"},"Resource":"(name)"}],"Version":"2012-10-17"}`,
			"aws_iam_role.r.arn aws_s3_bucket.c[0].arn aws_iam_role.r.arn aws_s3_bucket.c[1].arn",
		},
		{
			"encoded",
			`{"Statement":[` +
				`{"Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":false}},"Effect":"Deny","Principal":"*","Resource":["(name)","(name)/*"]},` +
				`{"Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":false}},"Effect":"Deny","Principal":"*","Resource":["(name)","(name)/*"]},` +
				`{"Action":"s3:GetObject","Effect":"Allow","Principal":{"AWS":"(hole)"},"Resource":"(name)/public/*"}],"Version":"2012-10-17"}`,
			strings.Repeat("aws_s3_bucket.c[0].arn ", 2) + strings.Repeat("aws_s3_bucket.c[1].arn ", 2) + ". aws_s3_bucket.b.arn",
		},
		{
			"data",
			`{"Statement":[` +
				`{"Action":"s3:DeleteBucket","Effect":"Deny","Principal":"*","Resource":"(name)","Sid":"Shared"},` +
				`{"Action":"s3:ListBucket","Effect":"Allow","Principal":{"AWS":"111122223333"},"Resource":"*","Sid":"Inline"},` +
				`{"Action":"s3:GetObject","Condition":{"StringLike":{"s3:prefix":"home/${aws:username}/*"}},"Effect":"Allow",` +
				`"Principal":{"AWS":["arn:aws:iam::111122223333:root","(name)"]},"Resource":"(name)/${aws:username}/*","Sid":"Read"},` +
				`{"Action":["s3:DeleteObject","s3:PutObject"],"Condition":{"StringLike":{"s3:prefix":"home/${aws:username}/*"}},"Effect":"Allow",` +
				`"Principal":{"AWS":["arn:aws:iam::111122223333:root","(name)"]},"Resource":"(name)/${aws:username}/*","Sid":"Write"}],"Version":"2012-10-17"}`,
			"aws_s3_bucket.b.arn aws_iam_role.r.arn aws_s3_bucket.b.arn aws_iam_role.r.arn aws_s3_bucket.b.arn",
		},
		{
			"replaced",
			`{"Statement":[{"Action":"s3:*","Effect":"Allow","Principal":{"AWS":"(hole)"},"Resource":"*"}],"Version":"2012-10-17"}`,
			"aws_iam_role.r.arn",
		},
		{"counted", `{"Statement":"(hole)","Version":"2012-10-17"}`, "terraform_data.chosen.output"},
	} {
		doc, ok := s.Document("aws_s3_bucket_policy."+c.name, "policy")
		if !ok {
			t.Errorf("%s: not rebuilt: %s", c.name, s.Evaluate("aws_s3_bucket_policy."+c.name, "policy").Why)
			continue
		}
		if got := plain(t, doc.Text); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
		if got := list(doc.Holes); got != c.holes {
			t.Errorf("%s: holes %s, want %s", c.name, got, c.holes)
		}
	}
}

func TestDocumentKeepsOut(t *testing.T) {
	s := load(t, "documents")
	for _, name := range []string{
		"injected", // what may hold a quote may hold a statement
		"either",   // nobody knows which document it is
	} {
		if doc, ok := s.Document("aws_s3_bucket_policy."+name, "policy"); ok {
			t.Errorf("%s was rebuilt: %s", name, doc.Text)
		}
	}
}

// The provider has written this document during the plan; without its result,
// ours has to be the same.
func TestDocumentIsWhatTheProviderWrites(t *testing.T) {
	const data, policy = "data.aws_iam_policy_document.read", "aws_s3_bucket_policy.read"
	s, w := loadAll(t, "documents")
	want := known(t, w.objects[data][0].Values, "json")
	for address, name := range map[string]string{data: "json", policy: "policy"} {
		var members map[string]jsontext.Value
		o := &w.objects[address][0]
		if err := json.Unmarshal(o.Values, &members); err != nil {
			t.Fatal(err)
		}
		delete(members, name)
		o.Values, _ = json.Marshal(members)
		o.Unknown = jsontext.Value(fmt.Sprintf(`{%q:true}`, name))
	}
	doc, ok := s.Document(policy, "policy")
	if !ok {
		t.Fatal(s.Evaluate(policy, "policy"))
	}
	if got, want := plain(t, doc.Text), plain(t, want); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func known(t *testing.T, raw jsontext.Value, name string) string {
	t.Helper()
	var members map[string]jsontext.Value
	if err := json.Unmarshal(raw, &members); err != nil {
		t.Fatal(err)
	}
	var text string
	if err := json.Unmarshal(members[name], &text); err != nil {
		t.Fatal(err)
	}
	return text
}

var _ source.World = (*world)(nil)

package account

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/go-json-experiment/json"
)

// parts are values for the elements of random statements, chosen so that
// grants, denials and conditions meet each other often.
var parts = map[string][]string{
	"Effect": {`"Allow"`, `"Allow"`, `"Deny"`},
	"Principal": {``, `"*"`, `{"AWS":["*","arn:aws:iam::111122223333:role/a"]}`, `{"AWS":"444455556666"}`, `{"Service":"ec2.amazonaws.com"}`, `{"AWS":"arn:aws:iam::*:root"}`,
		`{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}`},
	"Action":   {`"*"`, `["iam:*","sts:*"]`, `["s3:Get*","iam:PassRole"]`, `"sts:AssumeRole"`, `"sts:AssumeRoleWithWebIdentity"`, `"s3:GetObject"`, `"?*:*"`, `["iam:P?ssRole","s3:*Object"]`, `["iam:List*","sts:GetSessionToken"]`},
	"Resource": {``, `"*"`, `["arn:aws:s3:::b/*","arn:aws:iam::111122223333:role/*"]`, `"arn:aws:s3:::${aws:username}/x"`, `["arn:aws:*","a*"]`, `"arn:aws:s3:::b/?"`},
	"Condition": {``, ``, `{}`, `{"StringEquals":{"aws:PrincipalOrgID":["o-ours123456","o-theirs1234"]}}`, `{"StringEquals":{"aws:PrincipalOrgID":"o-ours123456"}}`,
		`{"Bool":{"aws:SecureTransport":false}}`, `{"StringLike":{"aws:ResourceTag/a":["b","*"]}}`, `{"StringEquals":{"sts:ExternalId":"x","s3:prefix":["a"]}}`,
		`{"StringLike":{"token.actions.githubusercontent.com:sub":["repo:acme/infra:*","repo:acme/*"]}}`,
		`{"StringEquals":{"token.actions.githubusercontent.com:sub":"repo:acme/infra:environment:production"}}`,
		`{"BoolIfExists":{"aws:MultiFactorAuthPresent":["false"]}}`, `{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}`, `{"Null":{"aws:MultiFactorAuthAge":true},"Bool":{"aws:ViaAWSService":false}}`},
}

func randomPolicy(rng *rand.Rand) string {
	var statements []string
	for range 1 + rng.IntN(3) {
		statement := `"Sid":"s"`
		for _, name := range []string{"Effect", "Principal", "Action", "Resource", "Condition"} {
			value := parts[name][rng.IntN(len(parts[name]))]
			if name != "Effect" && name != "Condition" && rng.IntN(4) == 0 {
				name = "Not" + name
			}
			if value != "" {
				statement += fmt.Sprintf(`,%q:%s`, name, value)
			}
		}
		statements = append(statements, statement)
	}
	return policy(statements...)
}

// nodes yields a way to replace each value within a document.
func nodes(value any, replace func(any), visit func(replace func(any))) {
	visit(replace)
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			nodes(member, func(with any) { v[name] = with }, visit)
		}
	case []any:
		for i, item := range v {
			nodes(item, func(with any) { v[i] = with }, visit)
		}
	}
}

// perforate returns the document with one of its values replaced.
func perforate(t *testing.T, rng *rand.Rand, text string, with any) string {
	t.Helper()
	var doc any
	if err := json.Unmarshal([]byte(text), &doc, json.Deterministic(true)); err != nil {
		t.Fatal(err)
	}
	var places []func(any)
	nodes(doc, func(any) {}, func(replace func(any)) { places = append(places, replace) })
	places[rng.IntN(len(places))](with)
	out, err := json.Marshal(doc, json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// unflipped demands that answers of a document that says less are the same or
// unknown.
func unflipped(t *testing.T, full, less Document) {
	t.Helper()
	known := answers(full)
	for name, got := range answers(less) {
		if got.Tri() != Unknown && got.Tri() != known[name].Tri() {
			t.Errorf("%s was %v and is %v", name, known[name].Tri(), got.Tri())
		}
	}
}

func TestHidingAPartNeverFlipsAnAnswer(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	decided := map[string]map[Tri]int{}
	for range 1500 {
		text := randomPolicy(rng)
		full := read(text)
		for name, b := range answers(full) {
			if decided[name] == nil {
				decided[name] = map[Tri]int{}
			}
			decided[name][b.Tri()]++
		}
		once := perforate(t, rng, text, Hole)
		unflipped(t, full, read(once))
		unflipped(t, read(once), read(perforate(t, rng, once, Hole)))
		unflipped(t, full, read(perforate(t, rng, text, map[string]any{"odd": nil})))
		if t.Failed() {
			t.Fatalf("%s\nbecame %s", text, once)
		}
	}
	for name, count := range decided {
		if count[True] == 0 || count[False] == 0 {
			t.Errorf("%s was never decided both ways: %v", name, count)
		}
	}
}

func TestHidingOneOfManyNeverFlipsAnAnswer(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		ds := Documents{read(randomPolicy(rng)), read(randomPolicy(rng)), NoDocument(testOrigin, "")}
		less := append(Documents{}, ds...)
		less[rng.IntN(3)] = Document{}
		for _, ask := range []func(Documents) Bool{
			Documents.GrantsAdmin,
			func(ds Documents) Bool { return ds.Allows("iam:PassRole", "*") },
		} {
			if before, after := ask(ds).Tri(), ask(less).Tri(); after != Unknown && after != before {
				t.Fatalf("was %v and is %v", before, after)
			}
		}
	}
}

func FuzzDocument(f *testing.F) {
	rng := rand.New(rand.NewPCG(5, 6))
	for i := range 40 {
		f.Add(randomPolicy(rng), randomPolicy(rng), uint64(i))
	}
	f.Add(`%7B%7D`, policy(allowAll+`,"Condition":{"ForAllValues:IpAddressIfExists":{"aws:SourceIp":["::1/0",1]}}`), uint64(0))
	f.Add(policy(`"Effect":"Allow","Action":"`+Hole+`","Resource":["`+NewName+`?*","a:b:c:d:e:${x,'y'}**?"]`), `null`, uint64(1))
	f.Fuzz(func(t *testing.T, text, other string, seed uint64) {
		lawful(t, text, other)
		rng := rand.New(rand.NewPCG(seed, 7))
		lawful(t, randomPolicy(rng), randomPolicy(rng))
	})
}

// lawful demands what must be true of any two texts.
func lawful(t *testing.T, text, other string) {
	t.Helper()
	d, added := read(text), read(other)
	again := answers(read(text))
	for name, answer := range answers(d) {
		if answer.Tri() != again[name].Tri() || fmt.Sprint(answer.Why()) != fmt.Sprint(again[name].Why()) {
			t.Errorf("%s: %v and %v", name, answer, again[name])
		}
	}
	addStatements(t, d, added, False)
	addStatements(t, d, added, True)
	for i := range d.clauses() {
		hole := read(`{"Statement":["` + Hole + `"]}`)
		unflipped(t, d, d.saying(slices.Concat(d.clauses()[:i], hole.clauses(), d.clauses()[i+1:])))
	}
	if t.Failed() {
		t.Logf("of %s\nand %s", text, other)
	}
}

// saying returns the document with other statements.
func (d Document) saying(clauses []*clause) Document {
	d.text = &policyText{clauses: clauses}
	d.text.once.Do(func() {})
	return d
}

// addStatements demands that statements that deny only make answers less true,
// and statements that allow only more: false is less than unknown, and unknown
// less than true.
func addStatements(t *testing.T, d, added Document, effect Tri) {
	t.Helper()
	if d.read() != documentRead {
		return
	}
	all := slices.Clone(d.clauses())
	for _, s := range added.clauses() {
		if s.effect == effect {
			all = append(all, s)
		}
	}
	more := d.saying(all)
	rank := map[Tri]int{False: 0, Unknown: 1, True: 2}
	before := answers(d)
	for name, after := range answers(more) {
		change := rank[after.Tri()] - rank[before[name].Tri()]
		if (effect == False && change > 0) || (effect == True && change < 0) {
			t.Errorf("statements of effect %v made %s %v of %v", effect, name, after.Tri(), before[name].Tri())
		}
	}
}

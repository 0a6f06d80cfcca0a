package plan

import (
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const canary = "canary-not-a-real-secret-7f3a"

func silent(t *testing.T, name string, a *account.Account, secret string) {
	t.Helper()
	all := facts(a)
	if len(all) < 10 {
		t.Errorf("%s: only %d facts", name, len(all))
	}
	for _, f := range all {
		if strings.Contains(f, secret) {
			t.Errorf("%s: a secret shows in %s", name, f)
		}
	}
}

func TestSensitiveValuesAreSecretsAndNeverFacts(t *testing.T) {
	p := fixture(t, "plan/sensitive")
	for _, secret := range []string{canary, "postgres://orders:" + canary + "@orders.example.com:5432/orders", "password is " + canary} {
		if !slices.Contains(p.Secrets(), secret) {
			t.Errorf("%q is not among the secrets", secret)
		}
	}
	before, after := built(t, p)
	silent(t, "before", before, canary)
	silent(t, "after", after, canary)
	for _, text := range append(append(p.Limits(), p.FailedChecks()...), p.Refusal(), strings.Join(sortedKeys(p.Coverage().NotUnderstood), " ")) {
		if strings.Contains(text, canary) {
			t.Errorf("a secret shows in %q", text)
		}
	}
}

func TestSensitiveValuesAreStillJudged(t *testing.T) {
	_, after := built(t, fixture(t, "plan/sensitive"))
	found := map[string]bool{}
	for p := range after.PlainTexts.All() {
		kind, _ := p.Credential.Get()
		found[p.Called()] = kind != ""
	}
	if !found["aws_lambda_function.orders"] || !found["aws_db_instance.orders"] {
		t.Errorf("credentials found: %v", found)
	}
	for g := range after.SecurityGroups.All() {
		if after.OpenToWorld(g, []int{22}).Tri() != account.True {
			t.Error("a rule with a sensitive description is not judged")
		}
	}
}

func TestWriteOnlyPasswordIsNowhere(t *testing.T) {
	raw := content(t, "plan/write-only/plan.json")
	_, after := built(t, load(t, raw))
	silent(t, "after", after, canary)
	for p := range after.PlainTexts.All() {
		if kind, known := p.Credential.Get(); !known || kind != "" {
			t.Errorf("%s: %q, known %v", p.Called(), kind, known)
		}
	}
}

func TestNoFixtureShowsWhatItsPlanMarksAsSensitive(t *testing.T) {
	eachFixture(t, func(t *testing.T, raw []byte) {
		p := load(t, raw)
		before, after := built(t, p)
		for _, secret := range p.Secrets() {
			if len(secret) < 10 {
				continue // a word such as "orders" is in every address
			}
			if all := strings.Join(append(facts(before), facts(after)...), "\n"); strings.Contains(all, secret) {
				t.Errorf("%q shows", secret)
			}
		}
	})
}

func TestSecretsUnderEveryShapeOfMask(t *testing.T) {
	for mask, want := range map[string][]string{
		`true`: {"secret-a", "secret-b", "secret-c"}, `{"l":true}`: {"secret-b", "secret-c"}, `{"s":true,"l":[false,{"x":true}]}`: {"secret-a", "secret-c"},
		`{"l":[true]}`: {"secret-b"}, `{}`: nil, `{"l":[]}`: nil, `false`: nil,
	} {
		m := made{changes: []string{doesSecret("create", "random_thing.r", "null", `{"s":"secret-a","l":["secret-b",{"x":"secret-c"}]}`, `{}`, mask)}}
		same(t, mask, m.load(t).Secrets(), want)
	}
}

func TestSensitiveNameOfAThingIsNotShown(t *testing.T) {
	const name = "hidden-bucket-name"
	body := `{"bucket":"` + name + `","id":"` + name + `","policy":""}`
	hidden := `{"bucket":true,"id":true}`
	m := made{
		prior:   []string{wasSecret("aws_s3_bucket.b", body, hidden)},
		changes: []string{doesSecret("update", "aws_s3_bucket.b", body, body, `{}`, hidden)},
	}
	m.changes[0] = strings.Replace(m.changes[0], `"before_sensitive":{}`, `"before_sensitive":`+hidden, 1)
	before, after := m.built(t)
	silent(t, "before", before, name)
	silent(t, "after", after, name)
}

func TestSensitiveNameOfTheOwnerOfASettingIsNotShown(t *testing.T) {
	const name = "hidden-bucket-name"
	m := made{changes: []string{doesSecret("create", "aws_s3_bucket_public_access_block.b", "null", `{"bucket":"`+name+`","block_public_acls":true}`, `{"id":true}`, `{"bucket":true}`)}}
	_, after := m.built(t)
	silent(t, "after", after, name)
}

func TestSensitiveOutputIsASecret(t *testing.T) {
	p := load(t, []byte(`{`+head+`,"output_changes":{"o":{"actions":["create"],"before":null,"after":"secret-output","after_unknown":false,"before_sensitive":true,"after_sensitive":true}},`+conf+`}`))
	same(t, "secrets", p.Secrets(), []string{"secret-output"})
}

func TestSensitiveNumberIsASecret(t *testing.T) {
	m := made{changes: []string{doesSecret("create", "random_thing.r", "null", `{"pin":48151623}`, `{}`, `{"pin":true}`)}}
	same(t, "secrets", m.load(t).Secrets(), []string{"48151623"})
}

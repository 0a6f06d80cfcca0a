package plan

import (
	"slices"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestReferencesLeadToTheExactInstance(t *testing.T) {
	const block, key = "aws_s3_bucket_public_access_block", "aws_ebs_volume"
	for _, c := range []struct {
		fixture, from, attr string
		kind                account.Kind
		want                []string
	}{
		{"plan/count", block + ".invoices[0]", "bucket", account.Buckets.Kind, []string{"aws_s3_bucket.invoices[0]"}},
		{"plan/count", block + ".invoices[1]", "bucket", account.Buckets.Kind, []string{"aws_s3_bucket.invoices[1]"}},
		{"pub-s3-bucket-bpa/count", block + ".invoices[2]", "bucket", account.Buckets.Kind, []string{"aws_s3_bucket.invoices[2]"}},
		{"plan/odd-keys", block + `.invoices["a.b"]`, "bucket", account.Buckets.Kind, []string{`aws_s3_bucket.invoices["a.b"]`}},
		{"plan/odd-keys", block + `.invoices["]x["]`, "bucket", account.Buckets.Kind, []string{`aws_s3_bucket.invoices["]x["]`}},
		{"plan/odd-keys", block + `.invoices["d\"q"]`, "bucket", account.Buckets.Kind, []string{`aws_s3_bucket.invoices["d\"q"]`}},
		{"plan/module-output", "module.access." + block + ".this", "bucket", account.Buckets.Kind, []string{"module.storage.module.bucket.aws_s3_bucket.this"}},
		{
			"pub-s3-bucket-bpa/nested-modules", `module.storage["billing"].module.bucket["receipts"].` + block + ".this", "bucket",
			account.Buckets.Kind, []string{`module.storage["billing"].module.bucket["receipts"].aws_s3_bucket.this`},
		},
		{
			"plan/nested-modules", `module.team["growth"].module.volume["logs"].` + key + ".this", "kms_key_id",
			account.Keys.Kind, []string{`module.team["growth"].aws_kms_key.this`},
		},
		{
			"pub-s3-bucket-bpa/conditional", block + ".invoices", "bucket", account.Buckets.Kind,
			[]string{"aws_s3_bucket.exports"},
		},
		{"plan/references", block + ".invoices", "bucket", account.Buckets.Kind, []string{"aws_s3_bucket.invoices"}},
		{"plan/count", block + ".invoices[0]", "bucket", account.Keys.Kind, nil},
		{"plan/count", block + ".invoices[0]", "no_such_attribute", account.Buckets.Kind, nil},
	} {
		same(t, c.fixture+" "+c.from, changeAt(t, saved(t, c.fixture), c.from).targets(c.attr, c.kind), c.want)
		spoken, exact := changeAt(t, fixture(t, c.fixture), c.from).refersTo(c.attr, c.kind)
		for _, address := range c.want {
			if exact && !slices.Contains(spoken, address) {
				t.Errorf("%s %s: the JSON leads to %q and not to %s", c.fixture, c.from, spoken, address)
			}
		}
	}
}

// TestTheJSONAloneDoesNotChooseByTheKey: an index may be calculated from it.
func TestTheJSONAloneDoesNotChooseByTheKey(t *testing.T) {
	c := changeAt(t, fixture(t, "references/count-arithmetic"), "aws_s3_bucket_public_access_block.all[0]")
	spoken, exact := c.refersTo("bucket", account.Buckets.Kind)
	same(t, "spoken of", spoken, []string{"aws_s3_bucket.all[0]", "aws_s3_bucket.all[1]"})
	if !exact {
		t.Error("something else may be meant")
	}
}

// TestEveryBlockOfTheRealPlansFindsItsBucket counts: what is resolved is of
// the wanted type, is in the plan, and is sorted and single.
func TestResolvedTargetsAreInstancesOfThePlan(t *testing.T) {
	eachFixture(t, func(t *testing.T, raw []byte) {
		p := load(t, raw)
		known := map[string]bool{}
		for _, c := range append(p.changes, p.prior...) {
			known[c.Address] = true
		}
		for _, c := range p.changes {
			for i, a := range c.targets("bucket", account.Buckets.Kind) {
				if !known[a] {
					t.Errorf("%s leads to %s, which is nowhere", c.Address, a)
				}
				if i > 20 {
					t.Errorf("%s leads to many", c.Address)
				}
			}
		}
	})
}

func madeModules() made {
	return made{conf: `"resources":[` +
		block("aws_security_group.a", ``) + `,` + block("aws_security_group.b", ``) + `,` +
		block("aws_security_group_rule.cycle", `"security_group_id":`+refers("module.loop.out", "module.loop")) + `,` +
		block("aws_security_group_rule.splat", `"security_group_id":`+refers("aws_security_group.a")) + `,` +
		block("aws_security_group_rule.two", `"security_group_id":`+refers("aws_security_group.a[0].id", "aws_security_group.a[0]", "aws_security_group.a", "aws_security_group.b.id", "aws_security_group.b")) + `,` +
		block("aws_security_group_rule.data", `"security_group_id":`+refers("data.aws_security_group.a.id", "data.aws_security_group.a")) + `,` +
		block("aws_security_group_rule.var", `"security_group_id":`+refers("var.group")) + `,` +
		block("aws_security_group_rule.other", `"security_group_id":`+refers("aws_s3_bucket.a.id", "aws_s3_bucket.a")) + `,` +
		block("aws_security_group_rule.gone", `"security_group_id":`+refers("aws_security_group.nowhere.id", "aws_security_group.nowhere")) +
		`],"module_calls":{"loop":{"expressions":{"in":` + refers("module.loop.out", "module.loop") + `},"module":{"outputs":{"out":{"expression":` + refers("var.in") + `}},"resources":[]}}}`}
}

func TestReferencesThatCannotBeTold(t *testing.T) {
	m := madeModules()
	for _, a := range []string{"aws_security_group.a[0]", "aws_security_group.a[1]", "aws_security_group.b", "module.loop.aws_vpc.v"} {
		m.changes = append(m.changes, does("create", a, "null", `{}`, `{"id":true}`))
	}
	names := []string{"cycle", "splat", "two", "data", "var", "other", "gone", "unwritten"}
	for _, n := range names {
		m.changes = append(m.changes, does("create", "aws_security_group_rule."+n, "null", `{}`, `{"security_group_id":true}`))
	}
	p := m.load(t)
	for name, want := range map[string][]string{
		"splat": {"aws_security_group.a[0]", "aws_security_group.a[1]"},
		"two":   {"aws_security_group.a[0]", "aws_security_group.b"},
		"cycle": nil, "data": nil, "var": nil, "other": nil, "gone": nil, "unwritten": nil,
	} {
		c := changeAt(t, p, "aws_security_group_rule."+name)
		same(t, name, c.targets("security_group_id", account.SecurityGroups.Kind), want)
	}
}

func TestReferencesToAnInstanceThatGoesAreNotFollowed(t *testing.T) {
	m := made{
		conf: `"resources":[` + block("aws_s3_bucket.b", ``) + `,` +
			block("aws_s3_bucket_public_access_block.x", `"bucket":`+refers("aws_s3_bucket.b")) + `]`,
		prior: []string{was(`aws_s3_bucket.b["old"]`, `{"bucket":"old","id":"old"}`)},
		changes: []string{
			does("delete", `aws_s3_bucket.b["old"]`, `{"bucket":"old","id":"old"}`, "null", `{}`),
			does("create", `aws_s3_bucket.b["new"]`, "null", `{"bucket":"new"}`, `{"id":true}`),
			does("create", "aws_s3_bucket_public_access_block.x", "null", `{}`, `{"bucket":true}`),
		},
	}
	c := changeAt(t, m.load(t), "aws_s3_bucket_public_access_block.x")
	same(t, "targets", c.targets("bucket", account.Buckets.Kind), []string{`aws_s3_bucket.b["new"]`})
}

func TestLongestReferenceOfEachChainIsKept(t *testing.T) {
	for raw, want := range map[string][]string{
		`{"references":["aws_x.y[0].id","aws_x.y[0]","aws_x.y"]}`:                                       {"aws_x.y[0].id"},
		`{"references":["aws_x.y.id","aws_x.y","aws_x.yz.id","aws_x.yz"]}`:                              {"aws_x.y.id", "aws_x.yz.id"},
		`{"references":["module.m[\"a.b\"].out","module.m[\"a.b\"]"]}`:                                  {`module.m["a.b"].out`},
		`{"references":["module.m","each.key"]}`:                                                        {"module.m", "each.key"},
		`{"references":["var.o.id","var.o","var.o.id","var.o"]}`:                                        {"var.o.id", "var.o.id"},
		`[{"a":{"references":["aws_x.y.id","aws_x.y"]}},{"a":{"references":["aws_x.z.id","aws_x.z"]}}]`: {"aws_x.y.id", "aws_x.z.id"},
		`{"constant_value":"aws_x.y"}`:                                                                  nil, `{}`: nil, `null`: nil, ``: nil, `{"references":[1,null]}`: nil, `{"references":"aws_x.y"}`: nil,
	} {
		same(t, raw, references([]byte(raw)), want)
	}
}

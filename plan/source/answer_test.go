package source_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/plan/source"
)

// short writes an answer in one line.
func short(a source.Answer) string {
	var b strings.Builder
	if a.Exact {
		b.WriteString("exactly ")
	}
	switch {
	case a.Known:
		fmt.Fprintf(&b, "%s", a.Value)
	case a.Elements != nil:
		var items []string
		for _, one := range a.Elements {
			items = append(items, short(one))
		}
		b.WriteString("[" + strings.Join(items, ", ") + "]")
	default:
		if a.OneOf && len(a.Targets) > 1 {
			b.WriteString("one of ")
		}
		b.WriteString(list(a.Targets))
		if !a.Exact {
			b.WriteString(" from " + list(a.Parts))
		}
	}
	return b.String()
}

func list(all []source.Origin) string {
	if len(all) == 0 {
		return "nothing"
	}
	var names []string
	for _, o := range all {
		names = append(names, o.Address+"."+o.Path)
	}
	return strings.Join(names, " ")
}

// answers checks answers by address and path.
func answers(t *testing.T, plan string, want map[string]string) {
	t.Helper()
	s := load(t, plan)
	for question, answer := range want {
		address, path, _ := strings.Cut(question, " ")
		a := s.Evaluate(address, path)
		if got := short(a); got != answer {
			t.Errorf("%s\n got %s\nwant %s\n why %s", question, got, answer, a.Why)
		}
		if a.Exact != (a.Why == "") {
			t.Errorf("%s: exact is %v, and the reason is %q", question, a.Exact, a.Why)
		}
	}
}

func TestEvaluateFindsTheInstance(t *testing.T) {
	answers(t, "links", map[string]string{
		`aws_s3_bucket_public_access_block.key["da.ta"] bucket`:   `exactly aws_s3_bucket.each["da.ta"].id`,
		`aws_s3_bucket_public_access_block.key["logs"] bucket`:    `exactly aws_s3_bucket.each["logs"].id`,
		`aws_s3_bucket_versioning.value["da.ta"] bucket`:          `exactly aws_s3_bucket.each["da.ta"].id`,
		`aws_s3_bucket_public_access_block.index[1] bucket`:       `exactly aws_s3_bucket.counted[1].id`,
		`aws_s3_bucket_versioning.next[0] bucket`:                 `exactly aws_s3_bucket.counted[1].bucket`,
		`aws_s3_bucket_versioning.next[1] bucket`:                 `exactly aws_s3_bucket.counted[2].bucket`,
		`aws_s3_bucket_ownership_controls.splat bucket`:           `exactly aws_s3_bucket.counted[1].id`,
		`aws_s3_bucket_ownership_controls.filtered bucket`:        `exactly aws_s3_bucket.each["da.ta"].id`,
		`aws_s3_bucket_accelerate_configuration.chain bucket`:     `exactly aws_s3_bucket.only.id`,
		`aws_s3_bucket_accelerate_configuration.merge bucket`:     `exactly aws_s3_bucket.only.id`,
		`aws_s3_bucket_accelerate_configuration.known bucket`:     `exactly aws_s3_bucket.only.id`,
		`aws_s3_bucket_public_access_block.pairs["one"] bucket`:   `exactly aws_s3_bucket.counted[0].id`,
		`aws_s3_bucket_public_access_block.objects["two"] bucket`: `exactly aws_s3_bucket.counted[2].id`,
		`aws_s3_bucket_logging.flat bucket`:                       `exactly aws_s3_bucket.only.id`,
		`aws_s3_bucket_logging.flat target_bucket`:                `exactly aws_s3_bucket.only.id`,
		`aws_s3_bucket_logging.choice bucket`:                     `exactly aws_s3_bucket.only.id`,
		`aws_s3_bucket_logging.choice target_bucket`:              `exactly aws_s3_bucket.missing_attribute_is_fine.id`,
		`aws_lb.lists subnets`:                                    `exactly [exactly "subnet-0a", exactly aws_subnet.one.id]`,
		`aws_lb.lists security_groups`:                            `exactly [exactly aws_security_group.one.id]`,
		`aws_security_group.one ingress.0.security_groups`:        `exactly [exactly aws_security_group.two.id]`,
		`aws_security_group.one ingress.1.from_port`:              `exactly 8443`,
		`aws_subnet.one cidr_block`:                               `exactly "10.3.1.0/24"`,
	})
}

func TestEvaluateGoesThroughModules(t *testing.T) {
	answers(t, "modules", map[string]string{
		`aws_s3_bucket_public_access_block.outputs["a"] bucket`:                               `exactly module.outer["a"].module.inner[0].aws_s3_bucket.this.id`,
		`aws_s3_bucket_public_access_block.outputs["b.c"] bucket`:                             `exactly module.outer["b.c"].module.inner[0].aws_s3_bucket.this.id`,
		`aws_s3_bucket_versioning.named bucket`:                                               `exactly module.outer["b.c"].module.inner[0].aws_s3_bucket.this.id`,
		`aws_s3_bucket_versioning.all bucket`:                                                 `exactly module.outer["a"].module.inner[0].aws_s3_bucket.this.id`,
		`module.down.aws_s3_bucket_public_access_block.kept bucket`:                           `exactly module.plain.aws_s3_bucket.this.id`,
		`module.down.aws_s3_bucket_versioning.whole bucket`:                                   `exactly module.plain.aws_s3_bucket.this.id`,
		`module.defaulted.aws_s3_bucket_public_access_block.kept bucket`:                      `exactly "bucket-by-default"`,
		`module.defaulted.aws_s3_bucket_versioning.whole bucket`:                              `exactly "none"`,
		`module.outer["b.c"].aws_s3_bucket_lifecycle_configuration.this rule.0.id`:            `exactly "fine-b.c"`,
		`module.outer["b.c"].aws_s3_bucket_lifecycle_configuration.this bucket`:               `exactly module.outer["b.c"].module.inner[0].aws_s3_bucket.this.id`,
		`module.outer["a"].aws_s3_bucket_lifecycle_configuration.this rule.0.expiration.days`: `exactly 30`,
	})
}

func TestEvaluateReadsJSONOverridesAndSets(t *testing.T) {
	answers(t, "settings", map[string]string{
		`aws_s3_bucket_public_access_block.b bucket`:       `exactly aws_s3_bucket.b["a"].id`,
		`aws_s3_bucket_versioning.v bucket`:                `exactly aws_s3_bucket.b["b"].id`,
		`aws_s3_bucket_logging.l bucket`:                   `exactly aws_s3_bucket.b["b"].id`,
		`aws_s3_bucket_logging.l target_bucket`:            `exactly aws_s3_bucket.b["a"].id`,
		`aws_security_group.set ingress.0.security_groups`: `exactly [exactly aws_security_group.early.id]`,
		`aws_security_group.set ingress.1.security_groups`: `exactly [exactly aws_security_group.late.id]`,
	})
}

func TestEvaluateNearMisses(t *testing.T) {
	const b, c0, c1, chosen = "aws_s3_bucket.b.id", "aws_s3_bucket.c[0].id", "aws_s3_bucket.c[1].id", "terraform_data.t.output"
	answers(t, "near", map[string]string{
		`aws_s3_bucket_public_access_block.suffix bucket`:    "nothing from " + b,
		`aws_s3_bucket_public_access_block.replaced bucket`:  "nothing from " + b,
		`aws_s3_bucket_public_access_block.cut bucket`:       "nothing from " + b,
		`aws_s3_bucket_public_access_block.trimmed bucket`:   "nothing from " + b,
		`aws_s3_bucket_public_access_block.decoded bucket`:   "nothing from " + b,
		`aws_s3_bucket_public_access_block.split bucket`:     "nothing from " + b,
		`aws_s3_bucket_public_access_block.condition bucket`: "one of " + c0 + " " + c1 + " from " + c0 + " " + c1 + " " + chosen,
		`aws_s3_bucket_public_access_block.fixed_arm bucket`: c0 + " from " + c0 + " " + chosen,
		`aws_s3_bucket_public_access_block.key bucket`:       "nothing from " + c0 + " " + c1 + " " + chosen,
		`aws_s3_bucket_public_access_block.lookup bucket`:    "nothing from " + b + " " + c0 + " " + c1 + " " + chosen,
		`aws_s3_bucket_public_access_block.filter bucket`:    "nothing from " + c0 + " " + c1 + " " + chosen,
		`aws_s3_bucket_public_access_block.sorted bucket`:    "nothing from " + c0 + " " + c1,
		`aws_s3_bucket_public_access_block.set bucket`:       "nothing from " + c0 + " " + c1,
		`aws_s3_bucket_public_access_block.contained bucket`: "one of " + b + " " + c1 + " from " + b + " " + c0 + " " + c1,
	})
}

func TestLines(t *testing.T) {
	for _, c := range []struct{ plan, address, path, want string }{
		{"documents", "aws_s3_bucket_policy.loop", "", "main.tf 48-58 "},
		{"documents", "data.aws_iam_policy_document.full", "statement.1.condition.0.values", "main.tf 123-123 "},
		{"settings", "aws_s3_bucket_logging.l", "bucket", "extra_override.tf 2-2 "},
		{"settings", "aws_security_group.set", "ingress.0.from_port", "extra.tf 23-23 "},
		{"settings", "aws_s3_bucket_versioning.v", "bucket", "main.tf.json 12-12 "},
		{"modules", `module.outer["b.c"].module.inner[0].aws_s3_bucket.this`, "", "modules/inner/main.tf 1-1 outer.inner"},
		{"modules", `module.outer["a"].aws_s3_bucket_lifecycle_configuration.this`, "rule.0.expiration.0.days", "modules/outer/main.tf 24-24 outer"},
	} {
		s := load(t, c.plan)
		r, ok := s.Block(c.address)
		if c.path != "" {
			r, ok = s.Attribute(c.address, c.path)
		}
		if got := fmt.Sprintf("%s %d-%d %s", r.File, r.Start, r.End, r.Module); !ok || got != c.want {
			t.Errorf("%s %s: %q, want %q", c.address, c.path, got, c.want)
		}
	}
}

func TestCalls(t *testing.T) {
	got := fmt.Sprint(load(t, "modules").Calls(`module.outer["b.c"].module.inner[0].aws_s3_bucket.this`))
	if want := "[{main.tf 32 37 } {modules/outer/main.tf 7 10 outer}]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestWritten(t *testing.T) {
	for _, c := range []struct {
		plan, address, path string
		written, sure       bool
	}{
		{"settings", "aws_kms_key.unset", "policy", false, true},
		{"settings", "aws_kms_key.unset", "description", true, true},
		{"settings", "aws_security_group.none", "ingress", false, true},
		{"settings", "aws_security_group.set", "ingress", true, true},
		{"settings", "aws_security_group.late", "ingress", false, true},
		{"modules", "module.down.aws_kms_key.unset", "policy", false, true},
		{"near", "aws_s3_bucket_public_access_block.fixed_arm", "bucket", true, false},
		{"near", "aws_s3_bucket_public_access_block.suffix", "bucket", true, true},
		{"near", "aws_s3_bucket_public_access_block.nowhere", "bucket", true, false},
	} {
		written, sure := load(t, c.plan).Written(c.address, c.path)
		if written != c.written || sure != c.sure {
			t.Errorf("%s %s: written %v, sure %v", c.address, c.path, written, sure)
		}
	}
}

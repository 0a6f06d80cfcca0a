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
	var names []string
	for _, o := range all {
		names = append(names, o.Address+"."+o.Path)
	}
	if names == nil {
		return "nothing"
	}
	return strings.Join(names, " ")
}

func TestEvaluate(t *testing.T) {
	for _, c := range []struct{ plan, address, path, want string }{
		{"links", `aws_s3_bucket_public_access_block.key["da.ta"]`, "bucket", `exactly aws_s3_bucket.each["da.ta"].id`},
	} {
		t.Run(c.plan+"/"+c.address, func(t *testing.T) {
			a := load(t, c.plan).Evaluate(c.address, c.path)
			if got := short(a); got != c.want {
				t.Errorf("got  %s\nwant %s\nwhy  %s", got, c.want, a.Why)
			}
		})
	}
}

func TestDump(t *testing.T) {
	for _, plan := range []string{"links", "modules", "near", "documents"} {
		s, w := loadAll(t, plan)
		for _, key := range names(w.objects) {
			for _, o := range w.objects[key] {
				for _, path := range []string{"bucket", "target_bucket", "vpc_id", "subnets", "security_groups", "ingress.0.security_groups", "rule.0.id", "rule.0.expiration.0.days", "policy"} {
					if a := s.Evaluate(o.Address, path); !a.Known && a.Why != "" || a.Exact && !(a.Known && a.Value.Kind() == 'n') {
						fmt.Printf("%s\t%s\t%s\t%s\n", plan, o.Address+" "+path, short(a), a.Why)
					}
				}
				if d, ok := s.Document(o.Address, "policy"); ok {
					fmt.Printf("DOC %s %s\n", o.Address, d.Text)
				}
			}
		}
	}
}

func names[T any](m map[string]T) []string {
	var all []string
	for name := range m {
		all = append(all, name)
	}
	return all
}

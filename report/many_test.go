package report

import (
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
)

func decode(t testing.TB, out string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(out), into); err != nil {
		t.Fatal(err)
	}
}

// many is a result of so many findings of all verdicts, with long names.
func many(n int) Result {
	r := kindOf(n)
	for i := range n {
		name := fmt.Sprintf(`module.team["%d"].aws_s3_bucket.data["%s𝄞%05d"]`, i%7, strings.Repeat("long-", 12), i)
		f := Finding{
			Rule: fmt.Sprintf("rule-%03d", i%300), Title: "Every bucket is shut, by itself or by the account", Enforcement: "soft",
			Severity: severities[i%4], Criteria: []string{"CC6.1", "CC6.6"}, Subject: "arn:aws:s3:::bucket-" + name, Address: name,
			Source: &Lines{File: fmt.Sprintf("modules/%d/main.tf", i/50), Start: i + 1, End: i + 9}, CalledFrom: []Lines{{File: "main.tf", Start: 3, End: 8}},
			Touched: true, Before: "holds", After: "fails", Message: "bucket " + name + " is open to everybody", Fix: "Set block_public_acls = true.",
			Because: []Fact{{Subject: "arn:aws:s3:::bucket-" + name, Path: "BlockPublicAcls", Value: "false", Source: "plan", Ref: name, Via: "block_public_acls"}},
			Was:     []Fact{{Subject: "arn:aws:s3:::bucket-" + name, Path: "BlockPublicAcls", Value: "true", Source: "state"}},
		}
		switch i % 10 {
		case 0:
			f.Verdict, f.After, f.ToKnow = "undecided", "unknown", []string{"write the value of " + name + " out"}
			f.Blocks = i%20 == 0
		case 1:
			f.Verdict, f.Before = "left", "fails"
		case 2:
			f.Verdict, f.Before, f.After = "fixed", "fails", "holds"
		default:
			f.Verdict, f.Blocks = "introduced", true
		}
		r.Findings = append(r.Findings, f)
	}
	r.Counts = Count(r.Findings)
	return r
}

func kindOf(n int) Result {
	return Result{
		Schema: Schema, Decision: "block", ExitCode: 1, Reason: "introduced", Scope: Scope{Mode: "live", Account: "123456789012", Regions: []string{"us-east-1"}},
		Plan:     Plan{Binding: "file", Digest: "sha256:" + strings.Repeat("ab", 32), File: &PlanFile{}, Changes: map[string]int{"create": n}},
		Controls: []Control{{Criterion: "CC6.1", Title: "Access", Before: "holds", After: "fails", Breaks: []string{"rule-001"}}},
		Tool:     Tool{Name: "soc2gate", Version: "v0.1.0", Rules: 300},
	}
}

// TestManyFindingsStayWithinLimits renders up to 5,000 findings, and looks at
// the limits of each sink.
func TestManyFindingsStayWithinLimits(t *testing.T) {
	for _, n := range []int{0, 1, 40, 150, 600, 5000} {
		r := many(n)
		for _, o := range []Options{{}, linked} {
			comment := render(t, "markdown", r, o)
			if len(comment) > commentLimit || utf8.RuneCountInString(comment) > commentLimit || !utf8.ValidString(comment) {
				t.Errorf("%d findings: a comment of %d bytes", n, len(comment))
			}
			if !strings.HasPrefix(comment, "## ⛔ Blocked: ") || !strings.HasSuffix(comment, "decides nothing.</sub>\n") {
				t.Errorf("%d findings: head or foot is missing", n)
			}
			if n >= 600 && !strings.Contains(comment, "the JSON result") {
				t.Errorf("%d findings: nothing says that something is missing", n)
			}
			annotationsWithin(t, render(t, "github", r, o))
		}
		if size := zipped(t, render(t, "sarif", r, linked)); size > 10<<20 {
			t.Errorf("%d findings: SARIF of %d bytes, packed", n, size)
		}
	}
}

// TestEveryBlockingRuleIsNamed: whatever the number of findings, a comment
// names each rule that blocks before it tells anything less important.
func TestEveryBlockingRuleIsNamed(t *testing.T) {
	r := many(5000)
	comment := Comment(r, Options{})
	for _, f := range r.Findings {
		if f.Blocks && f.Verdict == "introduced" && !strings.Contains(comment, "`"+f.Rule+"`") {
			t.Fatalf("%s is not named", f.Rule)
		}
	}
}

func annotationsWithin(t *testing.T, out string) {
	t.Helper()
	kinds := map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		kind, _, _ := strings.Cut(line, " ")
		if kinds[kind]++; kinds[kind] > 10 || len(line) > 4096 && utf8.RuneCountInString(line) > 4096 {
			t.Fatalf("%d of %s, %d characters", kinds[kind], kind, len(line))
		}
	}
}

func zipped(t *testing.T, out string) int {
	t.Helper()
	var n counter
	w := gzip.NewWriter(&n)
	if _, err := io.WriteString(w, out); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return int(n)
}

type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

func BenchmarkFormats(b *testing.B) {
	r := many(5000)
	for _, format := range Formats() {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				if err := Write(io.Discard, format, r, linked); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

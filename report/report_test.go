package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/rules"
)

func TestCleanShowsWhatATerminalWouldObey(t *testing.T) {
	for in, want := range map[string]string{
		"plain":               "plain",
		"caf\u00e9 [\"a.b\"]": "caf\u00e9 [\"a.b\"]",
		"two\nlines":          `two\nlines`,
		"red \x1b[31m":        `red \u{1b}[31m`,
		"back\bspace\r":       `back\u{8}space\u{d}`,
		"\u202efdp.exe":       `\u{202e}fdp.exe`,
		"zero\u200bwidth":     `zero\u{200b}width`,
		"bell\a":              `bell\u{7}`,
		"c1 \u009b31m":        `c1 \u{9b}31m`,
		"line\u2028separator": `line\u{2028}separator`,
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCleanCutsTheMiddle(t *testing.T) {
	got := Clean("begin" + strings.Repeat("x", 5000) + "end")
	if len(got) > longest+10 || !strings.HasPrefix(got, "begin") || !strings.HasSuffix(got, "end") {
		t.Errorf("got %d characters", len(got))
	}
}

func FuzzClean(f *testing.F) {
	f.Add("red \x1b[31m\n::error::x")
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range Clean(s) {
			if r < ' ' || r == 0x7f {
				t.Errorf("%q leaves %q", s, r)
			}
		}
	})
}

func finding(v gate.Verdict, blocks bool, fact account.Fact) gate.Finding {
	rule := &rules.Rule{
		ID: "a-rule", Title: "A title", Severity: rules.High, Fix: "Do it.",
		Criteria: []rules.Support{{Criterion: "CC6.1", Because: "because"}},
	}
	return gate.Finding{
		Rule: rule, Verdict: v, Blocks: blocks, Severity: rules.High, Subject: "arn:thing",
		Message: "it is wrong", Because: []account.Fact{fact},
	}
}

// secretive is a plan whose sources hold a secret that Terraform marks.
type secretive struct{ secret string }

func (secretive) Block(string) *Lines                   { return &Lines{File: "main.tf", Start: 1, End: 3} }
func (secretive) Attribute(string, string) *Lines       { return &Lines{File: "main.tf", Start: 2, End: 2} }
func (secretive) Calls(string) []Lines                  { return []Lines{{File: "main.tf", Start: 9, End: 11}} }
func (secretive) Place(string) (string, string, string) { return "123456789012", "us-east-1", "aws" }
func (s secretive) Tags(string) map[string]string       { return map[string]string{s.secret: s.secret} }
func (s secretive) Why(string, string) string           { return "main.tf:2: it depends on " + s.secret }

// TestSecretsAreHiddenInEveryField puts one secret wherever a plan's author
// can put text.
func TestSecretsAreHiddenInEveryField(t *testing.T) {
	const secret = "canary-not-a-real-secret"
	f := finding(gate.Undecided, true, account.Fact{
		Subject: secret, Path: "P", Value: secret, Cause: account.AfterApply, Via: "a",
	})
	f.Subject, f.Message = secret, "it is "+secret
	shown := Findings([]gate.Finding{f}, NewSecrets([]string{secret}), secretive{secret})
	for _, format := range Formats() {
		var b strings.Builder
		if err := Write(&b, format, Result{Findings: shown, Decision: "cannot-tell"}, Options{IncludeHolds: true}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), secret) {
			t.Errorf("the %s output shows the secret:\n%s", format, b.String())
		}
		if format != "dotenv" && !strings.Contains(b.String(), Hidden) { // which has no text of anybody
			t.Errorf("the %s output does not say that something is hidden", format)
		}
	}
}

// TestAShortSecretLeavesAddressesReadable hides a word that is also a part of
// a resource's name.
func TestAShortSecretLeavesAddressesReadable(t *testing.T) {
	f := finding(gate.Introduced, true, account.Fact{Value: "orders"})
	f.Address, f.Message = "aws_db_instance.orders", "database aws_db_instance.orders of orders is open"
	shown := Findings([]gate.Finding{f}, NewSecrets([]string{"orders"}), secretive{})[0]
	if shown.Address != f.Address || shown.Message != "database aws_db_instance.orders of (sensitive) is open" || shown.Because[0].Value != Hidden {
		t.Errorf("%+v", shown)
	}
}

func TestOfTwoSecretsThatOverlapTheLongerIsHidden(t *testing.T) {
	for _, values := range [][]string{{"pass", "password-not-real"}, {"password-not-real", "pass"}} {
		if got := NewSecrets(values).Hide("is password-not-real, pass"); got != "is (sensitive), (sensitive)" {
			t.Errorf("%q: %s", values, got)
		}
	}
}

func TestEveryCauseHasACure(t *testing.T) {
	for _, cause := range []account.Cause{
		account.NotCollected, account.Denied, account.Throttled, account.TimedOut, account.Partial, account.Failed,
		account.AfterApply, account.LeftToAWS, account.Ambiguous, account.Contested, account.Unreadable, account.Disagreement,
		account.NotFollowed, account.DeferredToLater, account.Conditional,
	} {
		f := finding(gate.Undecided, true, account.Fact{Subject: "s", Path: "p", Cause: cause, Origin: account.Origin{Ref: "r"}})
		if steps := Findings([]gate.Finding{f}, Secrets{}, secretive{})[0].ToKnow; len(steps) != 1 {
			t.Errorf("nothing says how to make known what is %s", cause)
		}
	}
}

func TestJSONHasNoNullAndNoMissingList(t *testing.T) {
	var b strings.Builder
	if err := Write(&b, "json", Result{}, Options{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "null") {
		t.Errorf("got %s", b.String())
	}
	var members map[string]any
	if err := json.Unmarshal([]byte(b.String()), &members); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"schema", "decision", "exit_code", "reason", "scope", "plan", "coverage", "limits", "findings"} {
		if _, ok := members[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
}

func TestHoldsAreListedOnlyOnRequest(t *testing.T) {
	r := Result{Findings: Findings([]gate.Finding{finding(gate.Holds, false, account.Fact{})}, Secrets{}, secretive{})}
	for _, include := range []bool{false, true} {
		var b strings.Builder
		if err := Write(&b, "json", r, Options{IncludeHolds: include}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(b.String(), "a-rule"); got != include {
			t.Errorf("include holds %v: listed %v", include, got)
		}
	}
}

func TestUnknownFormatIsAnError(t *testing.T) {
	if err := Write(&strings.Builder{}, "yaml", Result{}, Options{}); err == nil {
		t.Error("yaml is written")
	}
}

// TestWhatThePlanBreaksComesFirst: whatever the order of the criteria, and a finding is
// headed by what happens and not by what the rule wants.
func TestWhatThePlanBreaksComesFirst(t *testing.T) {
	r := many(3)
	r.Controls = []Control{
		{Criterion: "CC1.1", Before: "fails", After: "fails", Fails: []string{"a"}},
		{Criterion: "CC2.1", Before: "unknown", After: "unknown", Opens: []string{"b"}},
		{Criterion: "CC3.1", Before: "holds", After: "fails", Breaks: []string{"c"}},
		{Criterion: "CC4.1", Before: "fails", After: "fails", Breaks: []string{"c"}, Opens: []string{"b"}, Fails: []string{"a"}},
	}
	for _, format := range []string{"markdown", "html"} {
		out, at := render(t, format, r, Options{}), -1
		for _, criterion := range []string{"CC3.1", "CC4.1", "CC2.1", "CC1.1"} {
			next := strings.Index(out, criterion)
			if next <= at {
				t.Errorf("%s: %s is out of order", format, criterion)
			}
			at = next
		}
		if broken, worse := strings.Count(out, "broken by this plan"), strings.Count(out, "made worse"); broken != 1 || worse != 1 {
			t.Errorf("%s: %d criteria are broken and %d made worse", format, broken, worse)
		}
	}
	f := r.Findings[0]
	f.Verdict, f.Blocks, f.Message = "introduced", true, "it is open"
	r.Findings, r.Counts = []Finding{f}, Count([]Finding{f})
	if out := render(t, "markdown", r, Options{}); !strings.Contains(out, "**1. It is open** · ") {
		t.Errorf("the finding is headed otherwise:\n%s", out)
	}
	if out := render(t, "html", r, Options{}); !strings.Contains(out, "<h3>It is open</h3>") {
		t.Errorf("the finding is headed otherwise:\n%s", out)
	}
}

// TestOnlyCriteriaThatMoveHaveARow: what stays as it was is named in one line.
func TestOnlyCriteriaThatMoveHaveARow(t *testing.T) {
	r := kindOf(1)
	r.Controls = []Control{
		{Criterion: "CC6.1", Title: "Access", Before: "holds", After: "fails", Breaks: []string{"rule-001"}},
		{Criterion: "CC6.6", Title: "Boundary", Before: "fails", After: "holds", Fails: []string{"rule-002"}},
		{Criterion: "CC7.2", Title: "Monitoring", Before: "fails", After: "fails", Fails: []string{"rule-003"}},
		{Criterion: "CC8.1", Title: "Changes", Before: "holds", After: "unknown", Opens: []string{"rule-004"}},
		{Criterion: "A1.2", Title: "Backup", Before: "holds", After: "holds"},
		{Criterion: "PI1.3", Title: "Processing", Before: "holds", After: "unknown"},
	}
	for format, row := range map[string]string{"markdown": "\n| %s ", "html": "<tr><td><b>%s</b>"} {
		out := render(t, format, r, Options{})
		for criterion, moves := range map[string]bool{"CC6.1": true, "CC6.6": true, "CC8.1": true, "CC7.2": false, "A1.2": false, "PI1.3": false} {
			if got := strings.Contains(out, fmt.Sprintf(row, criterion)); got != moves {
				t.Errorf("%s: a row of %s: %v", format, criterion, got)
			}
		}
		if !strings.Contains(out, "Broken before, and left so: CC7.2. Broken neither before nor after: 2 in scope.") {
			t.Errorf("%s does not say how the others stand", format)
		}
	}
}

// TestWhatIsUndecidedIsSaid: of what fails anyhow only the severity is.
func TestWhatIsUndecidedIsSaid(t *testing.T) {
	for before, want := range map[string]string{"holds": "it may be that ", "fails": "it may be graver than before that "} {
		r := kindOf(1)
		r.Findings = []Finding{{
			Rule: "rule-001", Title: "Every door is shut", Severity: "high", Subject: "door", Address: "aws_door.a", Verdict: "undecided", Blocks: true,
			Touched: true, Before: before, After: map[string]string{"holds": "unknown", "fails": "fails"}[before], Message: "the door is open",
		}}
		for _, format := range []string{"text", "markdown", "html", "sarif", "junit", "github", "gitlab", "csv"} {
			if out := render(t, format, r, Options{}); !strings.Contains(strings.ToLower(out), want) {
				t.Errorf("%s does not say %q", format, want)
			}
		}
	}
}

// TestEveryFormatSaysThatAWSDidNotAnswer: a double's result is not to be taken for one about AWS.
func TestEveryFormatSaysThatAWSDidNotAnswer(t *testing.T) {
	r := many(3)
	for _, format := range Formats() {
		r.Scope.Synthetic = false
		plain := render(t, format, r, Options{})
		r.Scope.Synthetic = true
		if out := strings.ToLower(render(t, format, r, Options{})); out == strings.ToLower(plain) || !strings.Contains(out, "synthetic") {
			t.Errorf("%s does not say it", format)
		}
	}
}

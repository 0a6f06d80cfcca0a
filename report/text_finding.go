package report

import (
	"fmt"
	"strings"

	"github.com/soc2gate/soc2gate/gate"
)

// findings shows all that a reviewer needs to know of one rule: what it wants,
// then for each subject the change, the facts that decide and what would make
// it known, and the fix.
func (t *text) findings(group []Finding) {
	f := group[0]
	t.line("\n  %s  %s  %s", t.paint(red, Clean(strings.ToUpper(f.Severity))), Clean(strings.Join(f.Criteria, " ")), Clean(f.Title))
	t.line("    %-7s %s", "rule", Clean(f.Rule))
	for i, f := range group {
		if i > 0 {
			t.line("")
		}
		t.finding(f)
	}
	t.line("    %-7s %s", "fix", Clean(f.Fix))
}

func (t *text) finding(f Finding) {
	before := f.Before
	if before == gate.Absent.String() {
		before = "new"
	}
	t.line("    %-7s %s", "where", Clean(where(f)))
	if f.Source != nil {
		t.line("    %-7s %s", "at", Clean(at(f)))
	}
	t.line("    %-7s %s -> %s: %s%s", "change", Clean(before), Clean(f.After), mayBe(f), Clean(f.Message))
	t.facts("now", f.Subject, f.Because)
	if f.Before == gate.Passes.String() {
		t.facts("was", f.Subject, f.Was)
	}
	for _, l := range f.Lowered {
		t.line("    %-7s %s only: %s", "but", Clean(f.Severity), Clean(l.Reason))
	}
	for i, step := range f.ToKnow {
		if i == fewFacts {
			t.line("    %-7s and %d more", "", len(f.ToKnow)-i)
			break
		}
		t.line("    %-7s %s", "to know", Clean(step))
	}
}

// facts lists facts; those about the subject itself do not repeat its name.
func (t *text) facts(label, subject string, facts []Fact) {
	for i, f := range facts {
		if i == fewFacts {
			t.line("    %-7s and %d more", "", len(facts)-i)
			return
		}
		if f.Subject == subject {
			f.Subject = ""
		}
		t.line("    %-7s %s", label, Clean(strings.TrimSpace(f.String())))
		label = ""
	}
}

// brief shows what a change leaves alone or mends.
func (t *text) brief(group []Finding) {
	for _, f := range group {
		t.line("  %-8s %s  %s: %s", Clean(f.Severity), Clean(f.Rule), Clean(where(f)), Clean(f.Message))
	}
}

// holding shows what passes, without the message of a failure.
func (t *text) holding(group []Finding) {
	for _, f := range group {
		t.line("  %s  %s  %s", Clean(f.Rule), Clean(where(f)), t.paint(faint, Clean(strings.Join(f.Criteria, " "))))
	}
}

// leaning shows what keeps a changed resource from failing.
func (t *text) leaning(group []Finding) {
	for _, f := range group {
		t.holding([]Finding{f})
		t.facts("by", f.Subject, outside(f))
	}
}

// where names the subject, by its Terraform address if it has one.
func where(f Finding) string {
	if f.Address == "" || f.Address == f.Subject {
		return f.Subject
	}
	return f.Address + " (" + f.Subject + ")"
}

// at names the lines that decide, the calls that lead there, and where the
// change goes.
func at(f Finding) string {
	text := f.Source.String()
	for i := len(f.CalledFrom) - 1; i >= 0; i-- {
		text += ", called from " + f.CalledFrom[i].String()
	}
	if f.Region != "" {
		text += ", in " + f.Region
	}
	if f.Account != "" {
		text += ", account " + f.Account
	}
	return text
}

// String writes lines as editors and compilers do.
func (l Lines) String() string {
	if l.End > l.Start {
		return fmt.Sprintf("%s:%d-%d", l.File, l.Start, l.End)
	}
	return fmt.Sprintf("%s:%d", l.File, l.Start)
}

// String returns the fact in one line: what, its value and the witness.
func (f Fact) String() string {
	value := f.Value
	if f.Unknown != "" {
		value = "unknown (" + f.Unknown + ")"
	}
	from := f.Source
	if f.Ref != "" {
		from += " " + f.Ref
	}
	if f.Via != "" {
		from += "." + f.Via
	}
	if f.Lines != nil {
		from += " " + f.Lines.String()
	}
	return fmt.Sprintf("%s %s = %s  [%s]", f.Subject, f.Path, value, from)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

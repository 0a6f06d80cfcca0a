package report

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
)

// fewFacts is how many facts about one finding a person still reads.
const fewFacts = 6

// text writes the result for a person in a terminal.
type text struct {
	b     strings.Builder
	color bool
}

// writeText renders the decision first, then what blocks, by control, then
// everything else from the grave to the good.
func writeText(w io.Writer, r Result, o Options) error {
	t := &text{color: o.Color}
	t.headline(r)
	t.scope(r)
	blocking := byVerdict(r.Findings, func(f Finding) bool { return f.Blocks && f.Verdict == gate.Introduced.String() })
	undecided := byVerdict(r.Findings, func(f Finding) bool { return f.Blocks && f.Verdict == gate.Undecided.String() })
	t.section("Blocked by", blocking, t.findings)
	t.section("Cannot tell, and so not allowed", undecided, t.findings)
	t.section("Introduced, advisory only", byVerdict(r.Findings, func(f Finding) bool {
		return !f.Blocks && f.Verdict == gate.Introduced.String()
	}), t.findings)
	t.section("Holds because of something outside the resource", byVerdict(r.Findings, leansOutside), t.leaning)
	t.section("Left as it was", byVerdict(r.Findings, is(gate.Left)), t.brief)
	t.section("Fixed by this plan", byVerdict(r.Findings, is(gate.Fixed)), t.brief)
	if o.IncludeHolds {
		t.section("Holds", byVerdict(r.Findings, is(gate.Holds)), t.holding)
	}
	t.notSeen(r)
	if _, err := io.WriteString(w, t.b.String()); err != nil {
		return fmt.Errorf("write text: %w", err)
	}
	return nil
}

func is(v gate.Verdict) func(Finding) bool {
	return func(f Finding) bool { return f.Verdict == v.String() }
}

func byVerdict(all []Finding, ok func(Finding) bool) []Finding {
	return slices.DeleteFunc(slices.Clone(all), func(f Finding) bool { return !ok(f) })
}

// leansOutside tells whether a changed resource passes only by a fact about
// something else: those are the facts that a later change can take away.
func leansOutside(f Finding) bool {
	return f.Verdict == gate.Holds.String() && f.Touched && len(outside(f)) > 0
}

func outside(f Finding) []Fact {
	return slices.DeleteFunc(slices.Clone(f.Because), func(x Fact) bool {
		return x.Subject == f.Subject || x.Source != account.FromLive.String()
	})
}

const (
	red    = "31;1"
	green  = "32;1"
	yellow = "33;1"
	faint  = "2"
)

func (t *text) paint(color, s string) string {
	if !t.color {
		return s
	}
	return "\x1b[" + color + "m" + s + "\x1b[0m"
}

func (t *text) line(format string, args ...any) {
	fmt.Fprintf(&t.b, format+"\n", args...)
}

// headline says the decision and on what it rests.
func (t *text) headline(r Result) {
	where := "offline: the plan alone was judged, no account was read"
	switch {
	case r.Scope.Mode == "recorded":
		where = fmt.Sprintf("account %s, recorded %s", Clean(r.Scope.Account), Clean(age(r.Scope.Age)))
	case r.Scope.Mode == "live" && r.Scope.Account == "":
		where = Clean(r.Reason)
	case r.Scope.Mode == "live":
		where = fmt.Sprintf("account %s, read live", Clean(r.Scope.Account))
	}
	if r.Scope.Synthetic {
		where = "SYNTHETIC: not AWS answered; " + where
	}
	color := map[string]string{"BLOCKED": red, "CANNOT TELL": yellow, "ALLOWED": green}
	word, why := decision(r)
	t.line("%s  %s  (%s)", t.paint(color[word], word), why, where)
}

// decision says in a word what was decided, and why.
func decision(r Result) (word, why string) {
	switch gate.Outcome(r.Decision) {
	case gate.Block:
		return "BLOCKED", "this plan breaks " + count(broken(r), "SOC 2 rule")
	case gate.Allow:
		return "ALLOWED", "this plan breaks no SOC 2 rule"
	case gate.CannotTell:
	}
	return "CANNOT TELL", whyNot(r)
}

// age is how a person says how old something is.
func age(d string) string {
	if d == "" {
		return "at a time that is still to come"
	}
	return d + " ago"
}

// broken counts the rules that block, each once however many things break it.
func broken(r Result) int {
	ids := map[string]bool{}
	for _, f := range r.Findings {
		if f.Blocks && f.Verdict == gate.Introduced.String() {
			ids[f.Rule] = true
		}
	}
	return len(ids)
}

// whyNot says what stands in the way of a verdict.
func whyNot(r Result) string {
	switch r.Reason {
	case gate.ReasonUndecided:
		return count(r.Counts.Undecided, "finding") + " cannot be decided"
	case gate.ReasonNothing:
		return "nothing was judged"
	case gate.ReasonWrongAccount:
		return "this is another account"
	case gate.ReasonStale:
		return "what is known of the account is too old"
	}
	if r.Scope.Mode == "live" && r.Scope.Account == "" {
		return "the account was not read"
	}
	return "the plan does not say all that apply would do"
}

func (t *text) scope(r Result) {
	switch r.Scope.Mode {
	case "recorded":
		t.line("recording %s of %s", Clean(r.Scope.Recording), r.Scope.RecordedAt.Format("2006-01-02 15:04 MST"))
	case "live":
		t.line("read as %s in %s", Clean(cmp.Or(r.Scope.Caller, "nobody")), Clean(cmp.Or(strings.Join(r.Scope.Regions, ", "), "no region")))
	}
	if r.Scope.Account != "" && !r.Scope.Confirmed {
		t.line("%s nothing in the plan tells which account it is about", t.paint(yellow, "note:"))
	}
	t.line("plan %.19s, Terraform %s: %s", Clean(r.Plan.Digest), Clean(r.Plan.TerraformVersion), Clean(changes(r.Plan.Changes)))
	t.binding(r.Plan)
	if r.Plan.LinesFrom != "" {
		t.line("%s lines are of %s, which may not be what the plan was made from", t.paint(yellow, "note:"), Clean(r.Plan.LinesFrom))
	}
	if n := total(r.Coverage.NotUnderstood); n > 0 {
		t.line("%s %s of types that no rule looks at; they are listed at the end", t.paint(yellow, "note:"), count(n, "change"))
	}
	for _, warning := range r.Plan.Warnings {
		t.line("%s %s", t.paint(yellow, "note:"), Clean(warning))
	}
	for _, check := range r.Plan.FailedChecks {
		t.line("%s %s", t.paint(yellow, "failed check:"), Clean(check))
	}
	for _, limit := range r.Limits {
		t.line("%s %s", t.paint(yellow, "limit:"), Clean(limit))
	}
}

// binding says what ties the judgement to the file that will be applied.
func (t *text) binding(p Plan) {
	switch {
	case p.File == nil:
		t.line("%s the JSON alone was read, and nothing shows which plan file it is of", t.paint(yellow, "unbound:"))
	case p.File.Sealed != "":
		t.line("%s to the digest of the plan file only: it is %s, and its JSON was believed", t.paint(yellow, "bound:"), Clean(p.File.Sealed))
	default:
		t.line("bound to the plan file: workspace %s, state serial %d, sources of %s", Clean(p.File.Workspace), p.File.Serial, count(len(p.File.Modules), "module"))
	}
}

func total(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// changes counts in the order and words of Terraform's own summary.
func changes(counts map[string]int) string {
	var parts []string
	for _, action := range slices.Sorted(maps.Keys(counts)) {
		if action != "no-op" {
			parts = append(parts, fmt.Sprintf("%d to %s", counts[action], action))
		}
	}
	if len(parts) == 0 {
		return "no changes"
	}
	return strings.Join(parts, ", ")
}

// section lists findings from the grave to the slight, those of one rule
// together.
func (t *text) section(title string, findings []Finding, write func([]Finding)) {
	if len(findings) == 0 {
		return
	}
	t.line("\n%s (%d)", title, len(findings))
	for _, group := range byRule(findings) {
		write(group)
	}
}

// byRule groups findings by rule, the group with the gravest first.
func byRule(findings []Finding) [][]Finding {
	groups := map[string][]Finding{}
	for _, f := range findings {
		groups[f.Rule] = append(groups[f.Rule], f)
	}
	sorted := slices.Collect(maps.Values(groups))
	slices.SortFunc(sorted, func(a, b []Finding) int {
		return cmp.Or(cmp.Compare(gravest(b), gravest(a)), cmp.Compare(a[0].Rule, b[0].Rule))
	})
	return sorted
}

func gravest(group []Finding) int {
	most := 0
	for _, f := range group {
		most = max(most, grave(f))
	}
	return most
}

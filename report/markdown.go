package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/gate"
)

// commentLimit is the size of a Markdown text. GitHub takes 65,536 characters
// in a comment; this is less however one counts, and leaves room for a marker
// (2026-11).
const commentLimit = 60000

// writeMarkdown renders what a reviewer reads beside a change.
func writeMarkdown(w io.Writer, r Result, o Options) error {
	if _, err := io.WriteString(w, Comment(r, o)); err != nil {
		return fmt.Errorf("write markdown: %w", err)
	}
	return nil
}

// Comment is the text of a comment on the change: the decision, what becomes of
// every control, what blocks and what cannot be told, everything else folded,
// and at the foot what was judged by what. It is at most Options.Limit bytes
// long and says what it leaves out.
func Comment(r Result, o Options) string {
	m := &markdown{Result: r, o: o, fresh: newSince(r, o.Previous)}
	head, foot := m.head(), m.foot()
	limit := commentLimit
	if o.Limit > 0 {
		limit = o.Limit
	}
	return head + fill(m.sections(), limit-len(head)-len(foot)) + foot
}

type markdown struct {
	Result
	o     Options
	fresh map[string]bool // the findings that are new since the previous run
}

func (m *markdown) head() string {
	word, why := decision(m.Result)
	mark := map[string]string{"BLOCKED": "⛔ Blocked", "CANNOT TELL": "❔ Cannot tell", "ALLOWED": "✅ Allowed"}[word]
	parts := []string{"## " + mark + ": " + why, m.identity()}
	parts = append(parts, m.warnings()...)
	if since := m.since(); since != "" {
		parts = append(parts, since)
	}
	if table := m.table(); table != "" {
		parts = append(parts, table)
	}
	return strings.Join(parts, "\n\n") + "\n\n"
}

// identity says in one line what was judged.
func (m *markdown) identity() string {
	var parts []string
	if m.o.Stack != "" {
		parts = append(parts, mdCode(m.o.Stack))
	}
	parts = append(parts, m.account())
	if m.o.Commit != "" {
		parts = append(parts, fmt.Sprintf("commit [`%.7s`](%s/commit/%s)", m.o.Commit, m.o.Repository, m.o.Commit))
	}
	return strings.Join(append(parts, mdChanges(m.Plan.Changes)), " · ")
}

func mdChanges(counts map[string]int) string {
	return mdProse(changes(counts))
}

func (m *markdown) account() string {
	s := m.Scope
	switch {
	case s.Mode == "recorded":
		return "account " + mdCode(s.Account) + ", recorded " + mdProse(age(s.Age))
	case s.Mode == "live" && s.Account != "":
		return "account " + mdCode(s.Account) + ", read live"
	case s.Mode == "live":
		return "no account was read: " + mdCode(m.Reason)
	}
	return "**plan only**, no account was read"
}

// warnings are what a reader must know before the rest.
func (m *markdown) warnings() []string {
	var lines []string
	add := func(label, text string) { lines = append(lines, "- **"+label+":** "+text) }
	if m.Scope.Synthetic {
		add("Synthetic", synthetic)
	}
	if m.Scope.Account != "" && !m.Scope.Confirmed {
		add("Account", "nothing in the plan tells which account it is about")
	}
	if m.Plan.File == nil {
		add("Unbound", "the JSON alone was read, and nothing shows which plan file it is of")
	} else if m.Plan.File.Sealed != "" {
		add("Bound by its digest only", "the plan file is "+mdProse(m.Plan.File.Sealed)+", and its JSON was believed")
	}
	for _, list := range []struct {
		label string
		texts []string
	}{{"Limit", m.Limits}, {"Failed check", m.Plan.FailedChecks}, {"Note", m.Plan.Warnings}} {
		for i, text := range list.texts {
			if i == fewFacts {
				add(list.label, fmt.Sprintf("and %d more", len(list.texts)-i))
				break
			}
			add(list.label, mdProse(text))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return []string{strings.Join(lines, "\n")}
}

// foot says what was judged by what, and that the text decides nothing.
func (m *markdown) foot() string {
	plan := fmt.Sprintf("plan %s", mdCode(fmt.Sprintf("%.19s", m.Plan.Digest)))
	if m.Plan.Age != "" {
		plan += " made " + mdProse(m.Plan.Age) + " before it was judged"
	}
	where := m.account()
	if len(m.Scope.Regions) > 0 {
		where += " in " + mdList(m.Scope.Regions, fewFacts)
	}
	tool := fmt.Sprintf("%s %s, %s", mdCode(m.Tool.Name), mdCode(cut(m.Tool.Version, 40)), count(m.Tool.Rules, "rule"))
	parts := []string{plan, where, "Terraform " + mdCode(m.Plan.TerraformVersion), tool}
	return "<sub>" + strings.Join(parts, " · ") + " · This text is a view of the result and decides nothing.</sub>\n"
}

// mdList names a few things.
func mdList(names []string, few int) string {
	var parts []string
	for _, name := range names[:min(len(names), few)] {
		parts = append(parts, mdCode(name))
	}
	if more := len(names) - few; more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(parts, ", ")
}

// table shows the criteria that the plan moves, and names those that stay broken.
func (m *markdown) table() string {
	rows := []string{"| SOC 2 criterion | Account now | After apply | Decided by |", "|---|---|---|---|"}
	for _, c := range moving(m.Controls) {
		rows = append(rows, fmt.Sprintf("| %s %s | %s | %s | %s |", mdCriteria([]string{c.Criterion}), mdProse(c.Title), now(c), mdBecomes(c), mdList(deciders(c), fewNames)))
	}
	if len(m.Controls) == 0 {
		return ""
	}
	if len(rows) == 2 {
		return unmoved(m.Controls, mdCriteria)
	}
	return strings.Join(append(rows, "", unmoved(m.Controls, mdCriteria)), "\n")
}

// unmoved says how the criteria stand that the plan does not move: it names those
// that stay broken, as list sets them, and counts those that are not broken.
func unmoved(all []Control, list func([]string) string) string {
	var broken []string
	for _, c := range all {
		if len(c.Breaks)+len(c.Opens) == 0 && c.After == gate.Fails.String() {
			broken = append(broken, c.Criterion)
		}
	}
	text := fmt.Sprintf("Broken neither before nor after: %d in scope. How a criterion stands is the worst of its rules; it is not an auditor's opinion.",
		len(all)-len(moving(all))-len(broken))
	if len(broken) > 0 {
		text = "Broken before, and left so: " + list(broken) + ". " + text
	}
	return text
}

// moving are the criteria that the plan moves: first those that it breaks, then
// those that it leaves open, then those that it mends.
func moving(all []Control) []Control {
	some := slices.DeleteFunc(slices.Clone(all), func(c Control) bool {
		mended := c.Before == gate.Fails.String() && c.After != gate.Fails.String()
		return urgency(c) == 0 && !mended
	})
	slices.SortStableFunc(some, func(a, b Control) int { return cmp.Compare(urgency(b), urgency(a)) })
	return some
}

func urgency(c Control) int {
	switch {
	case len(c.Breaks) > 0:
		return 2
	case len(c.Opens) > 0:
		return 1
	}
	return 0
}

// now says how a criterion stands before the change.
func now(c Control) string {
	switch c.Before {
	case gate.Fails.String():
		return "❌ broken"
	case gate.Passes.String():
		return "✅ holds"
	case gate.Unknown.String():
		return "❔ not known"
	}
	return "nothing there yet"
}

// mdBecomes stresses what the plan is answerable for.
func mdBecomes(c Control) string {
	text := becomes(c)
	if len(c.Breaks)+len(c.Opens) > 0 {
		mark, words, _ := strings.Cut(text, " ")
		return mark + " **" + words + "**"
	}
	return text
}

// becomes says how a criterion stands after the change.
func becomes(c Control) string {
	switch {
	case len(c.Breaks) > 0 && c.Before == gate.Fails.String(): // by another rule, which would hide that one more breaks
		return "❌ made worse"
	case len(c.Breaks) > 0:
		return "❌ broken by this plan"
	case len(c.Opens) > 0:
		return "❔ cannot tell"
	case c.After == gate.Fails.String():
		return "❌ left as it was"
	case c.After == gate.Unknown.String():
		return "❔ not known"
	case c.Before == gate.Fails.String():
		return "✅ fixed by this plan"
	}
	return "✅ holds"
}

// deciders are the rules that make a criterion what it becomes.
func deciders(c Control) []string {
	switch {
	case len(c.Breaks) > 0:
		return c.Breaks
	case len(c.Opens) > 0:
		return c.Opens
	}
	return c.Fails
}

func mdCriteria(criteria []string) string {
	var parts []string
	for _, c := range criteria[:min(len(criteria), 15)] {
		if !criterionID(c) {
			c = mdCode(c)
		}
		parts = append(parts, c)
	}
	if more := len(criteria) - len(parts); more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(parts, " ")
}

func criterionID(c string) bool {
	return len(c) < 8 && !slices.ContainsFunc([]rune(c), func(r rune) bool {
		return (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '.'
	}) && strings.Contains(c, ".")
}

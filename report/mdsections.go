package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
)

// sections are the parts between head and foot, the most important first.
func (m *markdown) sections() []section {
	blocking := sorted(byVerdict(m.Findings, func(f Finding) bool { return f.Blocks && f.Verdict == gate.Introduced.String() }))
	undecided := sorted(byVerdict(m.Findings, func(f Finding) bool { return f.Blocks && f.Verdict == gate.Undecided.String() }))
	advisory := sorted(byVerdict(m.Findings, func(f Finding) bool { return !f.Blocks && f.Verdict == gate.Introduced.String() }))
	all := []section{
		{title: "Fix before apply", entries: m.entries(blocking, m.full), rules: byCount(blocking)},
		{title: "Cannot tell, and so not allowed", entries: m.entries(undecided, m.full), rules: byCount(undecided), reserve: 8000},
		{title: "Introduced, advisory only", entries: m.entries(advisory, m.full)},
		{title: "Holds because of something outside the resource", folded: true, entries: m.entries(byVerdict(m.Findings, leansOutside), m.leaning)},
		{title: "Fixed by this plan", folded: true, entries: m.entries(sorted(byVerdict(m.Findings, is(gate.Fixed))), nil)},
		{title: "Left as it was", folded: true, entries: m.entries(sorted(byVerdict(m.Findings, is(gate.Left))), nil)},
		{title: "Not seen", folded: true, entries: m.unseen()},
	}
	all = slices.DeleteFunc(all, func(s section) bool { return len(s.entries) == 0 })
	for i := range all {
		s := &all[i]
		s.title = fmt.Sprintf("%s (%d)", s.title, len(s.entries))
		s.reserve, s.whole = cmp.Or(s.reserve, noteRoom+200), m.whole()
	}
	return all
}

// sorted puts the gravest first, and those of one rule together.
func sorted(findings []Finding) []Finding {
	var all []Finding
	for _, group := range byRule(findings) {
		all = append(all, group...)
	}
	return all
}

// whole says where everything is.
func (m *markdown) whole() string {
	switch {
	case m.o.Whole == "":
		return "the JSON result"
	case fullWeb.MatchString(m.o.Whole):
		return "[the whole result](" + strings.ReplaceAll(m.o.Whole, "&", "&amp;") + ")"
	}
	return mdCode(m.o.Whole)
}

func (m *markdown) entries(findings []Finding, full func(int, Finding) string) []entry {
	all := make([]entry, len(findings))
	for i, f := range findings {
		all[i].line = m.line(f)
		if all[i].full = all[i].line; full != nil {
			all[i].full = full(i+1, f)
		}
	}
	return all
}

// byCount counts the findings of each rule, for when there is no room for more.
func byCount(findings []Finding) []entry {
	var all []entry
	for _, group := range byRule(findings) {
		f := group[0]
		text := fmt.Sprintf("- %s · %s: %s, the first of %s\n", mdProse(f.Severity), mdCode(f.Rule), count(len(group), "finding"), mdName(f))
		all = append(all, entry{text, text})
	}
	return all
}

func mdName(f Finding) string { return mdCode(cmp.Or(f.Address, f.Subject)) }

// line is a finding in one line.
func (m *markdown) line(f Finding) string {
	text := fmt.Sprintf("- %s · %s · %s", mdProse(f.Severity), mdCode(f.Rule), mdName(f))
	if at, _ := m.o.spots(f); at != nil {
		text += " at " + m.spot(*at)
	}
	return text + ": " + message(f) + m.mark(f) + "\n"
}

// mark tells what is new since the previous run.
func (m *markdown) mark(f Finding) string {
	if m.fresh[identity(f)] {
		return " · **new since the previous run**"
	}
	return ""
}

// message sets the message with the names in it as code.
func message(f Finding) string {
	return mayBe(f) + mdProse(f.Message, names(f)...)
}

// names are those that may stand in the sentences of a finding.
func names(f Finding) []string {
	names := []string{f.Address, f.Subject}
	for _, fact := range slices.Concat(f.Because, f.Was) {
		names = append(names, fact.Subject, fact.Ref)
	}
	return names
}

func (m *markdown) spot(s spot) string {
	if link := m.o.link(s); link != "" {
		return "[" + mdCode(s.String()) + "](" + link + ")"
	}
	return mdCode(s.String())
}

// leaning is what keeps a changed resource from failing.
func (m *markdown) leaning(_ int, f Finding) string {
	return fmt.Sprintf("- %s · %s, by %s\n", mdCode(f.Rule), mdName(f), mdFacts(f, outside(f)))
}

// unseen says what nobody looked at.
func (m *markdown) unseen() []entry {
	var all []entry
	add := func(text string) { all = append(all, entry{text, text}) }
	for _, group := range bySight(byVerdict(m.Findings, func(f Finding) bool { return f.Verdict == gate.Undecided.String() && !f.Blocks })) {
		names := make([]string, len(group))
		for i, f := range group {
			names[i] = cmp.Or(f.Address, f.Subject)
		}
		why := "what decides is " + string(account.NotCollected)
		if !mixed(group) {
			why = missing(group[0])
		}
		add(fmt.Sprintf("- %s: %s (%s: %s)\n", mdCode(group[0].Rule), mdProse(why, group[0].Subject), count(len(group), "subject"), mdList(names, fewNames)))
	}
	for _, typ := range slices.Sorted(maps.Keys(m.Coverage.NotUnderstood)) {
		add(fmt.Sprintf("- %s of type %s, which no rule looks at\n", count(m.Coverage.NotUnderstood[typ], "change"), mdCode(typ)))
	}
	return all
}

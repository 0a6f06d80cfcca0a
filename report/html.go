package report

import (
	"cmp"
	_ "embed" // the page
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/soc2gate/soc2gate/gate"
)

//go:embed page.html
var pageSource string

// page is a document of its own: it loads nothing and runs nothing.
var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"clean": Clean, "count": count, "changes": changes, "now": now, "becomes": becomes, "unmarked": unmarked, "deciders": deciders, "where": where,
	"before": func(f Finding) string { return cmp.Or(map[string]string{"absent": "new"}[f.Before], f.Before) },
	"maybe":  mayBe, "fact": factOf, "outside": outside, "join": func(texts []string) string { return strings.Join(texts, ", ") },
	"groups":  func(d document, groups [][]Finding) grouped { return grouped{d, groups} },
	"capital": capital, "tone": tone,
	"severity": func(f Finding) string { return severities[max(grave(f), 0)] },
}).Parse(pageSource))

// unmarked drops the mark before the words, for which a browser may have no font.
func unmarked(words string) string { return strings.TrimLeft(words, "✅❌❔ ") }

// tone is the class of how a criterion stands, by its mark.
func tone(words string) string {
	mark, _, _ := strings.Cut(words, " ")
	return map[string]string{"❌": "bad", "✅": "good", "❔": "open"}[mark]
}

// grouped are findings by rule, with the document that they are of.
type grouped struct {
	Document document
	Groups   [][]Finding
}

// document is what the page shows.
type document struct {
	Result
	Word, Why                     string
	Class                         string
	Blocking, Undecided, Advisory [][]Finding
	Leaning, Fixed, Left, Holding []Finding
	Unseen                        []unseenGroup
	options                       Options
}

type unseenGroup struct{ Rule, Why, Who string }

// writeHTML renders one page for a browser.
func writeHTML(w io.Writer, r Result, o Options) error {
	word, why := decision(r)
	d := document{Result: r, Word: word, Why: why, Class: map[string]string{"BLOCKED": "bad", "ALLOWED": "good"}[word], options: o}
	pick := func(ok func(Finding) bool) []Finding { return byVerdict(r.Findings, ok) }
	d.Blocking = byRule(pick(func(f Finding) bool { return f.Blocks && f.Verdict == gate.Introduced.String() }))
	d.Undecided = byRule(pick(func(f Finding) bool { return f.Blocks && f.Verdict == gate.Undecided.String() }))
	d.Advisory = byRule(pick(func(f Finding) bool { return !f.Blocks && f.Verdict == gate.Introduced.String() }))
	d.Leaning, d.Fixed, d.Left = pick(leansOutside), sorted(pick(is(gate.Fixed))), sorted(pick(is(gate.Left)))
	if o.IncludeHolds {
		d.Holding = sorted(pick(is(gate.Holds)))
	}
	for _, group := range bySight(pick(func(f Finding) bool { return f.Verdict == gate.Undecided.String() && !f.Blocks })) {
		d.Unseen = append(d.Unseen, unseenGroup{group[0].Rule, whyUnseen(group), someOf(group)})
	}
	if err := page.Execute(w, d); err != nil {
		return fmt.Errorf("write html: %w", err)
	}
	return nil
}

// Account says which account was judged.
func (d document) Account() string {
	switch s := d.Scope; {
	case s.Mode == "recorded":
		return "account " + s.Account + ", recorded " + age(s.Age)
	case s.Mode == "live" && s.Account != "":
		return "account " + s.Account + ", read live"
	case s.Mode == "live":
		return "no account was read: " + d.Reason
	}
	return "plan only, no account was read"
}

// Notes are what a reader must know before the rest.
func (d document) Notes() []string {
	var notes []string
	if d.Scope.Synthetic {
		notes = append(notes, "Synthetic: "+synthetic+".")
	}
	if d.Scope.Account != "" && !d.Scope.Confirmed {
		notes = append(notes, "Nothing in the plan tells which account it is about.")
	}
	if d.Plan.File == nil {
		notes = append(notes, "Unbound: the JSON alone was read, and nothing shows which plan file it is of.")
	} else if d.Plan.File.Sealed != "" {
		notes = append(notes, "Bound by its digest only: the plan file is "+d.Plan.File.Sealed+", and its JSON was believed.")
	}
	for _, list := range []struct {
		label string
		texts []string
	}{{"Limit: ", d.Limits}, {"Failed check: ", d.Plan.FailedChecks}, {"Note: ", d.Plan.Warnings}} {
		for _, text := range list.texts {
			notes = append(notes, list.label+text)
		}
	}
	return notes
}

// Moving are the criteria that the plan moves.
func (d document) Moving() []Control { return moving(d.Controls) }

// Unmoved says how the other criteria stand.
func (d document) Unmoved() string {
	return unmoved(d.Controls, func(criteria []string) string { return strings.Join(criteria, " ") })
}

// Place is where a finding is to be seen, with a link if there is one.
func (d document) Place(f Finding) placed {
	at, related := d.options.spots(f)
	var p placed
	if at != nil {
		p.Text, p.Link = at.String(), d.options.link(*at)
	}
	for _, s := range related {
		p.More = append(p.More, map[bool]string{false: "called from ", true: "within "}[s.Inner]+s.String())
	}
	return p
}

type placed struct {
	Text, Link string
	More       []string
}

// shownFact is a fact, and what it was before if it changed.
type shownFact struct{ Path, Was, Now, From string }

// factOf prepares a fact about a finding for the page.
func factOf(f Finding, x Fact) shownFact {
	one := shownFact{Path: x.Path, Now: valueOf(x), From: strings.TrimSpace(x.Source + " " + x.Ref)}
	if x.Subject != f.Subject {
		one.Path += " of " + x.Subject
	}
	if x.Lines != nil {
		one.From += " " + x.Lines.String()
	}
	if was, ok := twin(x, f.Was); ok {
		one.Was = valueOf(was)
	}
	return one
}

func valueOf(x Fact) string {
	if x.Unknown != "" {
		return "unknown (" + x.Unknown + ")"
	}
	return x.Value
}

package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/rules"
)

// The limits of GitHub's code scanning (GitHub documentation, 2026-11), and how
// far this goes of each.
const (
	sarifResults   = 5000 // of 25,000 it keeps the gravest 5,000
	sarifLocations = 100  // of one result
	sarifTags      = 20   // of one rule
	sarifText      = 1000 // of 1,024 characters of a description
	sarifNames     = 20   // named in one message
)

const sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"

// writeSARIF renders the problems for code scanning. What is on one line under
// one rule is one result: it is one edit.
func writeSARIF(w io.Writer, r Result, o Options) error {
	groups := byLine(r, o)
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: "soc2gate", Version: Escape(r.Tool.Version), URI: "https://github.com/soc2gate/soc2gate", Rules: sarifRules(groups),
		}},
		Invocations: []sarifInvocation{{
			Successful: true, ExitCode: r.ExitCode, Reason: Escape(r.Decision + ": " + r.Reason), Notes: sarifNotes(r, len(groups)),
		}},
		Bases:      map[string]sarifBase{"SRCROOT": {Description: sarifMessage{"the top of the repository"}}},
		Results:    []sarifResult{},
		Properties: map[string]any{"decision": Escape(r.Decision), "reason": Escape(r.Reason), "planDigest": Escape(r.Plan.Digest)},
	}
	if o.Stack != "" {
		run.Automation = &sarifAutomation{"soc2gate/" + strings.TrimRight(o.Stack, "/") + "/"}
	}
	seen := map[string]int{}
	for _, g := range groups[:min(len(groups), sarifResults)] {
		name := g.fingerprint(o)
		seen[name]++
		if seen[name] > 1 { // one block seen from several places
			name = digest(name, fmt.Sprint(seen[name]))
		}
		run.Results = append(run.Results, g.result(run.Tool.Driver.Rules, name))
	}
	out := &escaper{w: w}
	log := sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}}
	if err := json.MarshalWrite(out, log, jsontext.WithIndent("  "), json.Deterministic(true)); err != nil {
		return fmt.Errorf("write sarif: %w", err)
	}
	return closing(out, "sarif")
}

// sarifNotes say what the results do not.
func sarifNotes(r Result, groups int) []sarifNote {
	notes := []sarifNote{}
	note := func(level, words string) {
		notes = append(notes, sarifNote{level, sarifMessage{Text: clip(words, sarifText)}})
	}
	if r.Scope.Synthetic {
		note("warning", "synthetic: "+synthetic)
	}
	if groups > sarifResults {
		note("warning", fmt.Sprintf("the gravest %d results of %d are here; the JSON result has all", sarifResults, groups))
	}
	for _, limit := range r.Limits[:min(len(r.Limits), sarifNames)] {
		note("warning", "limit of the plan: "+Clean(limit))
	}
	return notes
}

// onLine are the findings of one rule at one line.
type onLine struct {
	at       spot
	related  []spot
	decided  bool // a line of the sources decides, and not just stands for the plan
	findings []Finding
}

// byLine groups the problems, the gravest first.
func byLine(r Result, o Options) []*onLine {
	type key struct {
		rule, file string
		line       int
	}
	var groups []*onLine
	at := map[key]*onLine{}
	for _, f := range open(r, o) {
		place, related := o.spots(f)
		one := &onLine{related: related, decided: place != nil, at: spot{File: o.anchorFile(), Start: 1, End: 1}}
		if place != nil {
			one.at = *place
		}
		k := key{f.Rule, one.at.File, one.at.Start}
		if at[k] == nil {
			at[k] = one
			groups = append(groups, one)
		}
		at[k].findings = append(at[k].findings, f)
	}
	return groups
}

func (g *onLine) result(all []sarifRule, name string) sarifResult {
	f := g.findings[0]
	index := slices.IndexFunc(all, func(r sarifRule) bool { return r.ID == ruleID(f.Rule) })
	related := []sarifLocation{}
	for i, s := range g.related[:min(len(g.related), sarifLocations-1)] {
		words := "the module is called here"
		if s.Inner {
			words = "within the downloaded module: " + Clean(s.String())
			s = g.at
		}
		related = append(related, sarifLocation{ID: i + 1, Physical: physical(s), Message: &sarifMessage{Text: words}})
	}
	return sarifResult{
		Rule: ruleID(f.Rule), Index: index, Level: level(f), Message: sarifMessage{Text: g.message()},
		Locations: []sarifLocation{{Physical: physical(g.at), Logical: g.logical()}},
		Related:   related, Prints: map[string]string{"soc2gateFinding/v1": name},
		Properties: map[string]any{"verdict": Escape(f.Verdict), "blocks": f.Blocks, "before": Escape(f.Before), "after": Escape(f.After)},
	}
}

func (g *onLine) logical() []sarifLogical {
	var names []sarifLogical
	for _, f := range g.findings[:min(len(g.findings), sarifNames)] {
		one := sarifLogical{Clean(cmp.Or(f.Address, f.Subject)), "resource"}
		if !slices.Contains(names, one) {
			names = append(names, one)
		}
	}
	return names
}

// message says what is wrong, on what, and what to do.
func (g *onLine) message() string {
	f := g.findings[0]
	words := fmt.Sprintf("%s%s (%s -> %s)", mayBe(f), Clean(f.Message), Clean(f.Before), Clean(f.After))
	if more := len(g.findings) - 1; more > 0 {
		names := []string{}
		for _, other := range g.findings[1:min(len(g.findings), sarifNames)] {
			names = append(names, Clean(cmp.Or(other.Address, other.Subject)))
		}
		words += fmt.Sprintf("; and so for %d more: %s", more, strings.Join(names, ", "))
		if more > len(names) {
			words += fmt.Sprintf(" and %d others", more-len(names))
		}
	}
	for _, step := range f.ToKnow[:min(len(f.ToKnow), fewNames)] {
		words += ". To make it known: " + Clean(step)
	}
	words += ". Fix: " + Clean(f.Fix)
	if !g.decided {
		words += " (No line of the sources decides this.)"
	}
	return brackets.Replace(words)
}

// brackets keeps a text from having links, which SARIF writes like Markdown.
var brackets = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`)

// fingerprint names the result whatever the line it moves to: by the rule and
// by what it is about, the instances of one block being one.
func (g *onLine) fingerprint(o Options) string {
	var about []string
	for _, f := range g.findings {
		about = append(about, instanceKey.ReplaceAllString(cmp.Or(f.Address, f.Subject), ""))
	}
	slices.Sort(about)
	return digest(append([]string{o.Stack, g.findings[0].Rule}, slices.Compact(about)...)...)
}

var instanceKey = regexp.MustCompile(`\[("([^"\\]|\\.)*"|[0-9]+)\]`)

// digest is a short name for a few texts.
func digest(texts ...string) string {
	hash := sha256.New()
	for _, t := range texts {
		_, _ = fmt.Fprintf(hash, "%d:%s", len(t), t) // a hash takes everything
	}
	return hex.EncodeToString(hash.Sum(nil)[:16])
}

func physical(s spot) *sarifPhysical {
	return &sarifPhysical{
		Artifact: sarifArtifact{uriPath(s.File), "SRCROOT"},
		Region:   sarifRegion{StartLine: s.Start, StartColumn: 1, EndLine: s.Start, EndColumn: 1},
	}
}

// ruleID writes the ID of a rule, which of a result from elsewhere may be
// anything.
func ruleID(id string) string { return cmp.Or(cut(Escape(id), shortName), "unnamed") }

// level is how grave a problem is for code scanning, which knows three steps.
func level(f Finding) string {
	switch {
	case f.Blocks && f.Verdict == gate.Introduced.String() && grave(f) >= grave(Finding{Severity: "high"}):
		return "error"
	case f.Blocks:
		return "warning"
	}
	return "note"
}

// clip shortens a text at its end.
func clip(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-3]) + "..."
	}
	return s
}

// sarifRules describes the rules that have results.
func sarifRules(groups []*onLine) []sarifRule {
	seen := map[string]Finding{}
	for _, g := range groups {
		f := g.findings[0]
		if had, ok := seen[f.Rule]; !ok || grave(f) > grave(had) {
			seen[f.Rule] = f
		}
	}
	all := []sarifRule{}
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		all = append(all, describe(seen[id]))
	}
	return all
}

func describe(f Finding) sarifRule {
	tags := []string{"security", "soc2"}
	for _, c := range f.Criteria[:min(len(f.Criteria), sarifTags-len(tags))] {
		if tag := Clean(c); !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	score := map[string]string{"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}[f.Severity]
	one := sarifRule{
		ID: ruleID(f.Rule), Short: sarifMessage{Text: clip(Clean(f.Title), sarifText)}, Full: sarifMessage{Text: clip(Clean(f.Title), sarifText)},
		Help:       sarifHelp{Clean(f.Title) + ". Fix: " + Clean(f.Fix), mdProse(f.Title) + "\n\nFix: " + mdProse(f.Fix)},
		Config:     sarifConfig{level(f)},
		Properties: sarifRuleProperties{Tags: tags, Score: score, Precision: "very-high"},
	}
	if rule := rules.Find(f.Rule); rule != nil {
		one.URI = "https://github.com/soc2gate/soc2gate/blob/main/docs/rules.md#" + rule.ID
		one.Full.Text = clip(rule.Why, sarifText)
	}
	return one
}

package report

import (
	"cmp"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/gate"
)

// issue is one entry of a code quality report, the part of the Code Climate
// format that GitLab reads (GitLab documentation, 2026-11).
type issue struct {
	Description string        `json:"description"`
	Check       string        `json:"check_name"`
	Fingerprint string        `json:"fingerprint"`
	Severity    string        `json:"severity"`
	Location    issueLocation `json:"location"`
}

type issueLocation struct {
	Path  string     `json:"path"`
	Lines issueLines `json:"lines"`
}

type issueLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// issuesMost bounds the list, which GitLab shows in one page after another.
const issuesMost = 5000

// writeCodeQuality renders the problems for GitLab, which compares them with
// the target branch by their fingerprints: no line number may be in them, and
// of two that are the same it shows one.
func writeCodeQuality(w io.Writer, r Result, o Options) error {
	issues := []issue{}
	seen := map[string]int{}
	if r.Scope.Synthetic {
		issues = append(issues, issue{"synthetic: " + synthetic, "soc2gate", digest(o.Stack, "synthetic"), "info", issueLocation{o.anchorFile(), issueLines{1, 1}}})
	}
	for _, f := range open(r, o) {
		if len(issues) == issuesMost {
			break
		}
		at := spot{File: o.anchorFile(), Start: 1, End: 1}
		if place, _ := o.spots(f); place != nil {
			at = *place
		}
		name := digest(o.Stack, f.Rule, cmp.Or(f.Address, f.Subject), f.Subject)
		seen[name]++
		if seen[name] > 1 {
			name = digest(name, fmt.Sprint(seen[name]))
		}
		issues = append(issues, issue{
			Description: clip(Clean(where(f))+": "+mayBe(f)+Clean(f.Message)+". Fix: "+Clean(f.Fix), annotationLength),
			Check:       ruleID(f.Rule), Fingerprint: name, Severity: issueSeverity(f),
			Location: issueLocation{Escape(at.File), issueLines{at.Start, at.End}},
		})
	}
	out := &escaper{w: w}
	if err := json.MarshalWrite(out, issues, jsontext.WithIndent("  ")); err != nil {
		return fmt.Errorf("write gitlab: %w", err)
	}
	return closing(out, "gitlab")
}

// mayBe begins the message of a finding that is undecided. Of what fails before and
// after only the severity is.
func mayBe(f Finding) string {
	switch {
	case f.Verdict != gate.Undecided.String():
		return ""
	case f.Before == gate.Fails.String() && f.After == gate.Fails.String():
		return "it may be graver than before that "
	}
	return "it may be that "
}

// issueSeverity is the word of Code Climate. What blocks nothing is for
// information.
func issueSeverity(f Finding) string {
	if !f.Blocks {
		return "info"
	}
	return map[string]string{"critical": "blocker", "high": "critical", "medium": "major"}[f.Severity] + map[bool]string{true: "minor"}[grave(f) <= 0]
}

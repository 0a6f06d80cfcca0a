package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/soc2gate/soc2gate/gate"
)

// GitHub shows ten annotations of each kind in a step and drops the others
// silently, and cuts a message at 4,096 characters (actions/runner, 2026-11).
// The last of each kind says how many there are more.
const (
	annotationsOfAKind = 9
	annotationLength   = 2000
)

// writeAnnotations renders the problems as workflow commands of GitHub Actions,
// which it shows beside the lines.
func writeAnnotations(w io.Writer, r Result, o Options) error {
	var b strings.Builder
	kinds := map[string]int{}
	if r.Scope.Synthetic {
		kinds["warning"]++
		command(&b, "warning", []string{"title=soc2gate"}, "synthetic: "+synthetic)
	}
	for _, f := range open(r, o) {
		kind := annotationKind(f)
		kinds[kind]++
		if kinds[kind] <= annotationsOfAKind {
			annotate(&b, kind, f, o)
		}
	}
	for _, kind := range []string{"error", "warning", "notice"} {
		if more := kinds[kind] - annotationsOfAKind; more > 0 {
			command(&b, kind, []string{"title=" + commandProperty("soc2gate")}, fmt.Sprintf("and %d more of this kind, which the JSON result and the summary have", more))
		}
	}
	if r.Decision != string(gate.Allow) && kinds["error"] == 0 {
		_, why := decision(r)
		command(&b, "error", []string{"title=soc2gate"}, "not allowed: "+why+" ("+Clean(r.Reason)+")")
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write annotations: %w", err)
	}
	return nil
}

// annotationKind is an error for what is wrong, a warning for what nobody can
// tell, and a notice for what blocks nothing.
func annotationKind(f Finding) string {
	switch {
	case f.Blocks && f.Verdict == gate.Introduced.String():
		return "error"
	case f.Blocks:
		return "warning"
	}
	return "notice"
}

func annotate(b *strings.Builder, kind string, f Finding, o Options) {
	var properties []string
	if at, _ := o.spots(f); at != nil {
		properties = append(properties, "file="+commandProperty(Escape(at.File)), fmt.Sprintf("line=%d", at.Start), fmt.Sprintf("endLine=%d", at.End))
	}
	properties = append(properties, "title="+commandProperty(clip(Clean(f.Severity+" "+strings.Join(f.Criteria, " ")+" "+f.Rule), shortName)))
	words := Clean(where(f)) + ": " + mayBe(f) + Clean(f.Message)
	for _, step := range f.ToKnow[:min(len(f.ToKnow), fewNames)] {
		words += "\nTo make it known: " + Clean(step)
	}
	command(b, kind, properties, clip(words+"\nFix: "+Clean(f.Fix), annotationLength))
}

// command writes one workflow command. Only it may begin a line.
func command(b *strings.Builder, name string, properties []string, message string) {
	fmt.Fprintf(b, "::%s %s::%s\n", name, strings.Join(properties, ","), commandData(message))
}

package report

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func seed(f *testing.F) {
	f.Helper()
	for _, attack := range attacks {
		f.Add(attack)
	}
}

// FuzzMarkdown puts a text everywhere into a comment and parses it with the
// rules of GitHub.
func FuzzMarkdown(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		r := hostile(s)
		inertMarkdown(t, render(t, "markdown", r, linked))
		visibleOnly(t, "markdown", Comment(r, Options{Previous: r.Trace(), Whole: s}))
	})
}

// FuzzWorkflowCommand looks for commands of runners that are not ours.
func FuzzWorkflowCommand(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		r := hostile(s)
		inertCommands(t, render(t, "github", r, linked))
		for _, format := range []string{"text", "json", "markdown", "html", "sarif", "junit", "gitlab", "dotenv", "csv"} {
			if format == "json" && !utf8.ValidString(s) {
				continue
			}
			for _, line := range strings.Split(render(t, format, r, linked), "\n") {
				if command := runnerCommand(line); command != "" {
					t.Errorf("%s: %q in %q", format, command, line)
				}
			}
		}
	})
}

// FuzzFiles reads the other formats back.
func FuzzFiles(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		r := hostile(s)
		inertHTML(t, render(t, "html", r, linked))
		inertSARIF(t, render(t, "sarif", r, linked))
		inertXML(t, render(t, "junit", r, linked))
		inertIssues(t, render(t, "gitlab", r, linked))
		inertDotenv(t, render(t, "dotenv", r, linked))
		inertCSV(t, render(t, "csv", r, linked))
	})
}

// FuzzReadResult takes any bytes for a result. What is read can be rendered.
func FuzzReadResult(f *testing.F) {
	for _, name := range []string{"@x", "</details>"} {
		f.Add(render(f, "json", hostile(name), linked))
	}
	f.Add(`{"schema":"soc2gate.result/v1","decision":"allow","exit_code":0}`)
	f.Fuzz(func(t *testing.T, s string) {
		r, err := Read(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, format := range Formats() {
			render(t, format, r, Options{Previous: r.Trace()})
		}
	})
}

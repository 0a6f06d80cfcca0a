package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/gate"
)

// formats are all ways to render a result, in the order in which help shows
// them.
var formats = []struct {
	name  string
	write func(io.Writer, Result, Options) error
}{
	{"text", writeText},
	{"json", writeJSON},
	{"markdown", writeMarkdown},
	{"html", writeHTML},
	{"sarif", writeSARIF},
	{"junit", writeJUnit},
	{"github", writeAnnotations},
	{"gitlab", writeCodeQuality},
	{"dotenv", writeDotenv},
	{"csv", writeCSV},
}

// Formats are the names of the formats.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// Write renders the result in a format. Whatever the format, the result is the
// same, and so is the decision.
func Write(w io.Writer, format string, r Result, o Options) error {
	for _, f := range formats {
		if f.name == format {
			return f.write(w, r, o)
		}
	}
	return fmt.Errorf("format %q is not one of %s", format, strings.Join(Formats(), ", "))
}

// visible drops the findings that hold, unless they are asked for or lean on
// something outside of the resource.
func visible(r Result, o Options) []Finding {
	if o.IncludeHolds {
		return r.Findings
	}
	return byVerdict(r.Findings, func(f Finding) bool { return f.Verdict != gate.Holds.String() || leansOutside(f) })
}

// open are the findings that a list of problems shows, the gravest first:
// those that the plan is answerable for and, if asked for, those that it leaves
// as they are.
func open(r Result, o Options) []Finding {
	found := byVerdict(r.Findings, func(f Finding) bool {
		switch f.Verdict {
		case gate.Introduced.String():
			return true
		case gate.Undecided.String():
			return f.Blocks
		}
		return o.Scope == ScopeOpen && f.Verdict == gate.Left.String()
	})
	slices.SortStableFunc(found, func(a, b Finding) int {
		if a.Blocks != b.Blocks {
			return rank(b.Blocks) - rank(a.Blocks)
		}
		return grave(b) - grave(a)
	})
	return found
}

func rank(blocks bool) int {
	if blocks {
		return 1
	}
	return 0
}

func grave(f Finding) int { return slices.Index(severities, f.Severity) }

// severities are those of rules, from the slightest.
var severities = []string{"low", "medium", "high", "critical"}

package report

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// writeDotenv renders what a script branches on, one NAME=value a line: the
// decision, why, of what, and how many findings there are of each verdict.
// GitLab takes it as a dotenv report, and a shell reads it without a JSON parser.
func writeDotenv(w io.Writer, r Result, _ Options) error {
	var b strings.Builder
	for _, line := range [][2]string{
		{"DECISION", r.Decision},
		{"EXIT_CODE", strconv.Itoa(r.ExitCode)},
		{"REASON", r.Reason},
		{"MODE", r.Scope.Mode},
		{"ACCOUNT", r.Scope.Account},
		{"SYNTHETIC", strconv.FormatBool(r.Scope.Synthetic)}, // somebody else than AWS answered
		{"PLAN_DIGEST", r.Plan.Digest},
		{"PLAN_BINDING", r.Plan.Binding},
		{"INTRODUCED", strconv.Itoa(r.Counts.Introduced)},
		{"UNDECIDED", strconv.Itoa(r.Counts.Undecided)},
		{"NOT_SEEN", strconv.Itoa(r.Counts.NotSeen)},
		{"LEFT", strconv.Itoa(r.Counts.Left)},
		{"FIXED", strconv.Itoa(r.Counts.Fixed)},
		{"HOLDS", strconv.Itoa(r.Counts.Holds)},
	} {
		fmt.Fprintf(&b, "SOC2GATE_%s=%s\n", line[0], dotenvValue(line[1]))
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write dotenv: %w", err)
	}
	return nil
}

// dotenvWord is a value that no shell, runner or parser of variables makes
// anything of. All that a result of ours has is one.
var dotenvWord = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$`)

// dotenvValue is the value, or nothing where somebody made it up.
func dotenvValue(s string) string {
	if dotenvWord.MatchString(s) {
		return s
	}
	return ""
}

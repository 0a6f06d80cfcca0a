package comment

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/report"
)

// opening begins every comment of ours, where no name of a plan can stand. What
// follows is in base64, in which nothing ends a comment of HTML.
const opening = "<!-- soc2gate v1 "

// The sizes of what a marker may hold.
const (
	maxStanding = 500       // findings, of 11 characters each
	maxMarker   = 16 * 1024 // bytes
)

// marker is what the first line of a comment says of it. Whoever may edit
// comments can change it: it puts comments in order, tells what changed, and
// decides nothing.
type marker struct {
	Head     string        `json:"head"`          // the commit that was judged
	Made     time.Time     `json:"made,omitzero"` // when the plan was made
	Decision string        `json:"decision"`
	Plan     string        `json:"plan"`   // the digest of the plan
	Result   string        `json:"result"` // a digest of the result
	Text     string        `json:"text"`   // a digest of what follows the marker
	Count    int           `json:"count"`  // of the findings that stand in the way
	stack    string        // of which only the prefix tells
	standing []report.Mark // which stand behind the rest
}

// prefix begins the comments of one stack.
func prefix(stack string) string {
	name := "-"
	if stack != "" {
		name = base64.RawStdEncoding.EncodeToString([]byte(stack))
	}
	return opening + name + " "
}

func markerOf(d Draft) marker {
	trace := d.Result.Trace()
	m := marker{
		Head: d.Commit, Made: d.Result.Plan.Timestamp, Decision: trace.Decision, Plan: trace.Plan,
		Result: resultDigest(d), Text: digest(""), Count: trace.Count, stack: d.Options.Stack,
	}
	if trace.Count <= maxStanding {
		m.standing = trace.Standing
	}
	return m
}

// trace is what report needs to say what changed.
func (m *marker) trace() *report.Trace {
	return &report.Trace{Decision: m.Decision, Plan: m.Plan, Count: m.Count, Standing: m.standing}
}

// of puts the marker before a text.
func (m marker) of(text string) string {
	m.Text = digest(text)
	return m.line() + text
}

// line is the marker as it stands in the comment. Its length is the same
// whatever the text.
func (m marker) line() string {
	said, err := json.Marshal(m)
	if err != nil {
		return prefix(m.stack) + "- - -->\n" // plain fields are never refused
	}
	marks := []byte{}
	for _, mark := range m.standing {
		marks = append(marks, mark[:]...)
	}
	encode := base64.RawStdEncoding.EncodeToString
	return prefix(m.stack) + encode(said) + " -" + encode(marks) + " -->\n"
}

// read understands the marker of a comment, or returns nil. The text is intact
// if nobody changed it since.
func read(body string) (m *marker, intact bool) {
	line, text, _ := strings.Cut(body, "\n")
	words := strings.Fields(line)
	if len(line) > maxMarker || len(words) != 7 || words[6] != "-->" {
		return nil, false
	}
	said, err := base64.RawStdEncoding.DecodeString(words[4])
	if err != nil {
		return nil, false
	}
	m = &marker{}
	if json.Unmarshal(said, m, json.RejectUnknownMembers(true)) != nil || !m.ok() {
		return nil, false
	}
	m.standing = marks(words[5])
	return m, digest(text) == m.Text
}

// marks are those of a marker, or none if they cannot be right.
func marks(word string) []report.Mark {
	packed, err := base64.RawStdEncoding.DecodeString(strings.TrimPrefix(word, "-"))
	var one report.Mark
	if err != nil || len(packed)%len(one) != 0 || len(packed)/len(one) > maxStanding {
		return nil
	}
	var all []report.Mark
	for packed := range slices.Chunk(packed, len(one)) {
		all = append(all, report.Mark(packed))
	}
	return all
}

var planDigest = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

// ok tells whether a marker can be one of ours.
func (m *marker) ok() bool {
	switch gate.Outcome(m.Decision) {
	case gate.Allow, gate.Block, gate.CannotTell:
		return FullCommit(m.Head) && planDigest.MatchString(m.Plan) && m.Count >= 0
	}
	return false
}

// resultDigest tells results apart, and views of them.
func resultDigest(d Draft) string {
	var b bytes.Buffer
	if err := report.Write(&b, "json", d.Result, report.Options{IncludeHolds: true}); err != nil {
		return "" // a buffer takes everything
	}
	return digest(d.Options.Root + "\n" + b.String())
}

// digest tells texts apart, whatever a host makes of ends of lines.
func digest(text string) string {
	sum := sha256.Sum256([]byte(strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))))
	return hex.EncodeToString(sum[:16])
}

var fullCommit = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

// FullCommit tells whether a text is the whole ID of a commit.
func FullCommit(id string) bool { return fullCommit.MatchString(id) }

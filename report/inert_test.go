package report

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	mdread "github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

var linked = Options{
	IncludeHolds: true, Stack: "prod", Root: "infra", Repository: "https://github.com/acme/infra", Commit: "3f1c0b8", Scope: ScopeOpen,
}

func render(t testing.TB, format string, r Result, o Options) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, format, r, o); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return b.String()
}

// TestAttacksAreInert writes every attack into every field of a result, and
// the result in every format, and reads it back as the format's readers do.
func TestAttacksAreInert(t *testing.T) {
	if len(attacks) < 40 {
		t.Fatalf("%d attacks", len(attacks))
	}
	for i, attack := range attacks {
		t.Run(fmt.Sprint(i), func(t *testing.T) { inert(t, attack) })
	}
}

// inert tells whether a text does nothing in any sink.
func inert(t *testing.T, attack string) {
	t.Helper()
	r := hostile(attack)
	r.Plan.File, r.Plan.Age = &PlanFile{Sealed: attack}, attack
	for _, o := range []Options{linked, {IncludeHolds: true, Previous: r.Trace(), Whole: attack}} {
		for _, format := range Formats() {
			if format == "json" && !utf8.ValidString(attack) {
				continue // of which no plan is made; it is refused
			}
			out := render(t, format, r, o)
			visibleOnly(t, format, out)
			if format != "github" {
				for _, line := range strings.Split(out, "\n") {
					if command := runnerCommand(line); command != "" {
						t.Errorf("%s has the command %q in %q", format, command, line)
					}
				}
			}
			map[string]func(*testing.T, string){
				"text": inertText, "json": inertJSON, "markdown": inertMarkdown, "html": inertHTML,
				"sarif": inertSARIF, "junit": inertXML, "github": inertCommands, "gitlab": inertIssues, "dotenv": inertDotenv, "csv": inertCSV,
			}[format](t, out)
		}
	}
}

// visibleOnly wants no character that a terminal obeys or an eye misses.
func visibleOnly(t *testing.T, format, out string) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Errorf("%s is not UTF-8", format)
	}
	for _, r := range out {
		if r != '\n' && unseen(r) {
			t.Errorf("%s has %U", format, r)
			return
		}
	}
}

// runnerCommand finds a command in a line as the runner of GitHub does
// (ActionCommand.cs, 2026-11): after leading space, or in the old form anywhere.
func runnerCommand(line string) string {
	trimmed := strings.TrimSpace(line)
	if rest, ok := strings.CutPrefix(trimmed, "::"); ok && strings.Contains(rest, "::") {
		name, _, _ := strings.Cut(rest, "::")
		name, _, _ = strings.Cut(name, " ")
		return name
	}
	lower := strings.ToLower(trimmed)
	for _, mark := range []string{"##[", "##vso["} {
		if strings.Contains(lower, mark) {
			return mark
		}
	}
	return ""
}

// inertCSV wants whole rows, and no cell that a spreadsheet calculates.
func inertCSV(t *testing.T, out string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) < 2 || rows[1][0] != "decision" {
		t.Fatalf("%v: %q", err, out)
	}
	for _, row := range rows {
		for _, cell := range row {
			if formula.MatchString(cell) || strings.ContainsAny(cell, "\r\n\t") {
				t.Errorf("cell %q", cell)
			}
		}
	}
}

var formula = regexp.MustCompile(`^[\s\p{Z}]*[=+\-@\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}]`)

func inertText(t *testing.T, out string) {
	t.Helper()
	for _, line := range strings.Split(out, "\n")[1:] {
		if strings.HasPrefix(line, "ALLOWED") || strings.HasPrefix(line, "BLOCKED") {
			t.Errorf("a line is forged: %q", line)
		}
	}
}

func inertJSON(t *testing.T, out string) {
	t.Helper()
	if _, err := Read(strings.NewReader(out)); err != nil && !strings.Contains(err.Error(), "contradicts") {
		t.Error(err)
	}
}

var commandForm = regexp.MustCompile(`^::(error|warning|notice) ((file|line|endLine|title)=[^:,\n]*,?)+::(.*)$`)

func inertCommands(t *testing.T, out string) {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSuffix(out, "\n"), "\n") {
		found := commandForm.FindStringSubmatch(line)
		if found == nil || runnerCommand(strings.TrimPrefix(line, "::")) != "" && !strings.HasPrefix(line, "::") || strings.Contains(line, "##[") {
			t.Errorf("not one of our commands: %q", line)
		}
	}
}

func inertXML(t *testing.T, out string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(out))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			if !oneOf(x.Name.Local, "testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "skipped", "system-out", "system-err") {
				t.Errorf("element %s", x.Name.Local)
			}
		case xml.Comment, xml.Directive:
			t.Errorf("%T in the XML", x)
		}
	}
}

func inertIssues(t *testing.T, out string) {
	t.Helper()
	var issues []issue
	if err := json.Unmarshal([]byte(out), &issues, json.RejectUnknownMembers(true)); err != nil {
		t.Fatal(err)
	}
	for _, one := range issues {
		if !inside(one.Location.Path) || one.Location.Lines.Begin < 1 {
			t.Errorf("it is at %+v", one.Location)
		}
	}
}

var dotenvForm = regexp.MustCompile(`^(SOC2GATE_[A-Z_]+=[A-Za-z0-9:._-]*\n){14}$`)

func inertDotenv(t *testing.T, out string) {
	t.Helper()
	if !dotenvForm.MatchString(out) {
		t.Errorf("a line is forged: %q", out)
	}
}

var sarifLink = regexp.MustCompile(`(^|[^\\])\[[^\]]*[^\\]\]\(`)

func inertSARIF(t *testing.T, out string) {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal([]byte(out), &log, json.RejectUnknownMembers(true)); err != nil {
		t.Fatal(err)
	}
	for _, result := range log.Runs[0].Results {
		if len(result.Locations) != 1 {
			t.Errorf("%d locations", len(result.Locations))
		}
		if sarifLink.MatchString(result.Message.Text) {
			t.Errorf("a link: %q", result.Message.Text)
		}
		for _, l := range slices.Concat(result.Locations, result.Related) {
			u, err := url.Parse(l.Physical.Artifact.URI)
			if err != nil || u.IsAbs() || u.Host != "" || u.RawQuery != "" || u.Fragment != "" || !inside(u.Path) || l.Physical.Region.StartLine < 1 {
				t.Errorf("it is at %+v: %v", l.Physical, err)
			}
		}
	}
	for _, rule := range log.Runs[0].Tool.Driver.Rules {
		inertMarkdownText(t, rule.Help.Markdown)
	}
}

// The HTML that outputs are made of, by element, with its attributes.
var ourHTML = map[string][]string{
	"html": {"lang"}, "head": nil, "meta": {"charset", "name", "content", "http-equiv"}, "title": nil, "style": nil, "body": nil, "header": {"class"}, "h1": nil, "h2": nil, "h3": nil,
	"b": nil, "p": {"class"}, "ul": nil, "li": nil, "table": {"class"}, "thead": nil, "tbody": nil, "tr": nil, "th": nil, "td": nil, "code": nil, "article": nil, "span": {"class"},
	"div": {"class"}, "a": {"href"}, "details": nil, "summary": nil, "footer": nil, "del": nil,
}

func inertHTML(t *testing.T, out string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode || n.Type == html.RawNode {
			t.Errorf("a comment: %q", n.Data)
		}
		if n.Type == html.ElementNode {
			allowed, ok := ourHTML[n.Data]
			if !ok {
				t.Errorf("element %s", n.Data)
			}
			for _, a := range n.Attr {
				if !slices.Contains(allowed, a.Key) || a.Key == "href" && !strings.HasPrefix(a.Val, linked.Repository+"/blob/") {
					t.Errorf("attribute %s of %s is %q", a.Key, n.Data, a.Val)
				}
			}
		}
	}
	if n := strings.Count(out, "<style>"); n != 1 {
		t.Errorf("%d styles", n)
	}
}

func inertMarkdown(t *testing.T, out string) {
	t.Helper()
	inertMarkdownText(t, out)
	if open, shut := strings.Count(out, "\n<details><summary>"), strings.Count(out, "\n</details>\n"); open != shut || open < 2 {
		t.Errorf("%d details are opened and %d closed", open, shut)
	}
	if n := strings.Count("\n"+out, "\n## "); n != 1 {
		t.Errorf("%d verdicts", n)
	}
	if len(out) > commentLimit {
		t.Errorf("%d bytes", len(out))
	}
}

var (
	ourRaw = regexp.MustCompile(`^(<details><summary>[A-Za-z, ]+ \(\d+\)</summary>|</details>|<sub>|</sub>)$`)
	// What GitHub and GitLab make something of in plain text.
	hostWords = regexp.MustCompile(`@|#\d|(?i)\bGH-\d|://|www\.|:[a-z0-9_+-]+:|\b[0-9a-f]{7,40}\b|\$`)
)

// inertMarkdownText wants nothing in the tree but what we put there.
func inertMarkdownText(t *testing.T, out string) {
	t.Helper()
	source := []byte(out)
	root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(mdread.NewReader(source))
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch x := n.(type) {
		case *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
		case *ast.Image, *ast.AutoLink, *ast.FencedCodeBlock, *ast.CodeBlock, *ast.Blockquote:
			t.Errorf("%s in %.300q", n.Kind(), out)
		case *ast.Link:
			if !bytes.HasPrefix(x.Destination, []byte(linked.Repository+"/")) {
				t.Errorf("a link to %s", x.Destination)
			}
		case *ast.RawHTML:
			rawHTML(t, string(x.Segments.Value(source)))
		case *ast.HTMLBlock:
			rawHTML(t, string(x.Lines().Value(source)))
		case *ast.Text:
			if word := hostWords.Find(x.Value(source)); word != nil {
				t.Errorf("plain text has %q: %q", word, x.Value(source))
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Error(err)
	}
}

func rawHTML(t *testing.T, block string) {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(block), "\n") {
		if !ourRaw.MatchString(line) && !strings.HasPrefix(line, "<sub>plan `") {
			t.Errorf("HTML: %q", line)
		}
	}
}

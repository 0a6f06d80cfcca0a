package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// pages are the documents whose commands are run.
func pages(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	return append(found, "../../README.md", "../../CONTRIBUTING.md")
}

// block is a fenced block of a page, and the comment before it that says how
// its commands end.
var block = regexp.MustCompile("(?ms)^(?:<!-- exit (\\d) -->\n)?```(console|sh)\n(.*?)^```$")

// example is a command of a page, and what the page says it prints.
type example struct {
	page, line, command, output string
	exit                        int
}

// TestReadme runs every command of the program that README and the pages
// under docs show, and compares what they say it prints.
func TestReadme(t *testing.T) {
	program := filepath.Join(t.TempDir(), "soc2gate")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	total := 0
	for _, page := range pages(t) {
		for _, e := range examples(t, page) {
			total++
			t.Run(filepath.Base(page)+"/"+e.command, func(t *testing.T) { e.run(t, program) })
		}
	}
	if total < 5 {
		t.Errorf("only %d commands were found", total)
	}
}

// examples reads the blocks that start with a command of the program. The
// other commands of such a block are not run.
func examples(t *testing.T, page string) []example {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	for _, found := range block.FindAllStringSubmatch(string(text), -1) {
		in := blockExamples(found[2] == "console", found[3])
		for i := range in {
			in[i].page = page
			in[i].exit, _ = strconv.Atoi(found[1])
		}
		if first, _, _ := strings.Cut(strings.TrimPrefix(found[3], "$ "), "\n"); ours(first) != "" {
			all = append(all, in...)
		}
	}
	return all
}

// blockExamples reads one block: in a console the commands follow a "$ " and
// their output follows them, in a script every line is a command.
func blockExamples(console bool, text string) []example {
	var all []example
	mine := false
	for line := range strings.Lines(text) {
		command, prompt := strings.CutPrefix(line, "$ ")
		switch {
		case prompt || !console:
			if mine = ours(command) != ""; mine {
				all = append(all, example{line: line, command: ours(command)})
			}
		case mine:
			all[len(all)-1].output += line
		}
	}
	return all
}

// ours returns the command as one of the built program, or "".
func ours(command string) string {
	for _, name := range []string{"go run ./cmd/soc2gate ", "soc2gate "} {
		if rest, ok := strings.CutPrefix(command, name); ok {
			return "soc2gate " + strings.TrimSpace(rest)
		}
	}
	return ""
}

func (e example) run(t *testing.T, program string) {
	t.Helper()
	var out, story bytes.Buffer
	cmd := exec.Command("sh", "-c", `soc2gate() { "$PROGRAM" "$@"; }; `+e.command)
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), "PROGRAM="+program, "NO_COLOR=1")
	cmd.Stdout, cmd.Stderr = &out, &story
	code := 0
	var exit *exec.ExitError
	if err := cmd.Run(); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	if code != e.exit {
		t.Errorf("exit code %d, the page says %d\n%s", code, e.exit, &story)
	}
	got := out.String() + story.String()
	switch {
	case e.output == "" || timeless(got) == timeless(e.output):
	case *update:
		e.rewrite(t, got)
	default:
		t.Errorf("prints\n%s\nthe page says\n%s", timeless(got), timeless(e.output))
	}
}

// rewrite lets the page say what the command prints.
func (e example) rewrite(t *testing.T, got string) {
	t.Helper()
	text, err := os.ReadFile(e.page)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), e.line+e.output, e.line+got, 1)
	if err := os.WriteFile(e.page, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
}

var age = regexp.MustCompile(`\d+ (minutes|hours|days) ago`)

// timeless takes out what depends on the clock.
func timeless(text string) string { return age.ReplaceAllString(text, "a while ago") }

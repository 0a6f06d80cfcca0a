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

// block is a fenced block of a page.
var block = regexp.MustCompile("(?ms)^```(console|sh)\n(.*?)^```$")

// example is a command of a page, and what the page says it prints. Exit is
// said by a comment behind the command.
type example struct {
	command, output string
	exit            int
	shown           bool // the page shows the output
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

func examples(t *testing.T, page string) []example {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	for _, found := range block.FindAllStringSubmatch(string(text), -1) {
		all = append(all, blockExamples(t, found[1] == "console", found[2])...)
	}
	return all
}

// blockExamples reads one block: in a console the commands follow a "$ ", in
// shell every line is one.
func blockExamples(t *testing.T, console bool, text string) []example {
	t.Helper()
	var all []example
	mine := false
	for line := range strings.Lines(text) {
		command, prompt := strings.CutPrefix(line, "$ ")
		switch {
		case prompt || !console:
			command, comment, _ := strings.Cut(strings.TrimSpace(command), "  # exit ")
			command, mine = ours(command)
			if !mine {
				continue
			}
			exit, err := strconv.Atoi(comment)
			if err != nil && comment != "" {
				t.Fatalf("%q does not end in an exit code", line)
			}
			all = append(all, example{command: command, exit: exit})
		case mine:
			last := &all[len(all)-1]
			last.output, last.shown = last.output+line, true
		}
	}
	return all
}

// ours returns the command as one of the built program, if it is.
func ours(command string) (string, bool) {
	rest, ok := strings.CutPrefix(command, "go run ./cmd/soc2gate")
	if !ok {
		rest, ok = strings.CutPrefix(command, "soc2gate")
	}
	return "soc2gate" + rest, ok && (rest == "" || rest[0] == ' ')
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
	if got := timeless(out.String() + story.String()); e.shown && got != timeless(e.output) {
		t.Errorf("prints\n%s\nthe page says\n%s", got, timeless(e.output))
	}
}

var age = regexp.MustCompile(`\d+ (minutes|hours|days) ago`)

// timeless takes out what depends on the clock.
func timeless(text string) string { return age.ReplaceAllString(text, "a while ago") }

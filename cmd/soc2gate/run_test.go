package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/gate"
)

// panicking is a stream that nobody foresaw.
type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("nobody foresaw this\x1b[2J\nALLOWED") }

// full is a standard output that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestPanicIsCannotTell(t *testing.T) {
	var out, story bytes.Buffer
	code := run([]string{"soc2gate", "check", "--offline", "-"}, panicking{}, &out, &story)
	if code != gate.ExitCannotTell {
		t.Errorf("exit code %d, want %d", code, gate.ExitCannotTell)
	}
	if out.Len() > 0 {
		t.Errorf("stdout: %q", out.String())
	}
	if text := story.String(); !strings.HasPrefix(text, "soc2gate: internal error: ") || strings.Count(text, "\n") != 1 || strings.Contains(text, "\x1b") {
		t.Errorf("stderr is not one clean line: %q", text)
	}
}

// TestUnwritableStdout: a verdict that nobody can have read is none.
func TestUnwritableStdout(t *testing.T) {
	for _, args := range [][]string{
		{"check", "--offline", "../../fixtures/kms-rotation-enabled/holds/plan.json"},
		{"check", "--account", "../../fixtures/demo/account.json", "../../fixtures/demo/plan.json", "--format", "json"},
		{"rules"}, {"rules", "--format", "json"}, {"explain", "trail-not-stopped"}, {"version"},
	} {
		code := run(append([]string{"soc2gate"}, args...), strings.NewReader(""), full{}, io.Discard)
		if code != gate.ExitCannotTell {
			t.Errorf("%v: exit code %d, want %d", args, code, gate.ExitCannotTell)
		}
	}
}

// TestColored asks about a stream that is a terminal; color.txtar has pipes.
func TestColored(t *testing.T) {
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil || !isTerminal(terminal) {
		t.Skip("no pseudo-terminal here")
	}
	defer terminal.Close()
	for _, c := range []struct {
		flag, noColor, force, term string
		want                       bool
	}{
		{flag: "auto", term: "xterm", want: true},
		{flag: "auto", term: "dumb"},
		{flag: "auto", term: "xterm", noColor: "1"},
		{flag: "auto", term: "dumb", force: "1", want: true},
		{flag: "auto", term: "xterm", noColor: "1", force: "1"},
		{flag: "always", term: "dumb", noColor: "1", want: true},
		{flag: "never", term: "xterm", force: "1"},
	} {
		t.Setenv("NO_COLOR", c.noColor)
		t.Setenv("CLICOLOR_FORCE", c.force)
		t.Setenv("TERM", c.term)
		got, err := colored(c.flag, terminal)
		if err != nil || got != c.want {
			t.Errorf("%+v: %v, %v", c, got, err)
		}
	}
}

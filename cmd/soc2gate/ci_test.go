package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mattn/go-shellwords"
	"go.yaml.in/yaml/v4"
)

// docsCI is where the workflows and configurations are that we show.
const docsCI = "../../docs/ci"

// workflows are the files of GitHub Actions, those for act included.
func workflows(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{docsCI + "/*.yml", "../../.github/workflows/*.yml", "../../scripts/action/testdata/*.yml"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			if filepath.Base(path) != "gitlab-ci.yml" {
				all = append(all, path)
			}
		}
	}
	return all
}

// TestActionsArePinned wants the whole commit of every action that is not ours, and the
// version beside it. A tag can be moved.
func TestActionsArePinned(t *testing.T) {
	pinned := regexp.MustCompile(`^(\./\S*|[\w.-]+/[\w./-]+@[0-9a-f]{40} # \S.*)$`)
	for _, path := range append(workflows(t), "../../action.yml", "../../comment/action.yml", "../../docs/ci.md", "../../README.md") {
		for i, line := range strings.Split(string(contentOf(t, path)), "\n") {
			_, uses, ok := strings.Cut(line, "uses: ")
			if ok && !pinned.MatchString(uses) && !strings.Contains(line, "`") {
				t.Errorf("%s:%d: %s", path, i+1, uses)
			}
		}
	}
}

// TestShellHasNoExpressions: what a workflow puts into the text of a script, whoever
// chose it writes the script.
func TestShellHasNoExpressions(t *testing.T) {
	for _, path := range append(workflows(t), "../../action.yml", "../../comment/action.yml") {
		var file any
		if err := yaml.Unmarshal(contentOf(t, path), &file); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, script := range scripts(file) {
			if strings.Contains(script, "${{") {
				t.Errorf("%s: %s", path, script)
			}
		}
	}
}

// TestCommandsOfCI parses every command of ours in docs/ci with the flags that there are.
func TestCommandsOfCI(t *testing.T) {
	files, err := filepath.Glob(docsCI + "/*.y*ml")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, path := range append(files, "../../.pre-commit-hooks.yaml") {
		var file any
		if err := yaml.Unmarshal(contentOf(t, path), &file); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, script := range scripts(file) {
			for _, line := range strings.Split(script, "\n") {
				if _, command, ok := strings.Cut("\n"+strings.ReplaceAll(line, "&& ", "\n"), "\nsoc2gate "); ok {
					total++
					parses(t, path, command)
				}
			}
		}
	}
	if total < 6 {
		t.Errorf("%d commands were found", total)
	}
}

// scripts are the values of `run`, `script` and the like, wherever they stand. A hook's
// command line is its entry, with the args that the same file, or docs/ci, shows.
func scripts(node any) []string {
	var all []string
	switch x := node.(type) {
	case map[string]any:
		for key, value := range x {
			switch key {
			case "run", "command", "entry", "script", "before_script", "after_script":
				all = append(all, texts(value)...)
			case "args":
				all = append(all, "soc2gate check "+strings.Join(texts(value), " "))
			default:
				all = append(all, scripts(value)...)
			}
		}
	case []any:
		for _, value := range x {
			all = append(all, scripts(value)...)
		}
	}
	return all
}

func texts(node any) []string {
	switch x := node.(type) {
	case string:
		return []string{x}
	case []any:
		var all []string
		for _, item := range x {
			all = append(all, texts(item)...)
		}
		return all
	}
	return nil
}

// parses tells whether the program takes this command line.
func parses(t *testing.T, path, line string) {
	t.Helper()
	words, err := shellwords.Parse(line)
	if err != nil {
		t.Fatalf("%s: %s: %v", path, line, err)
	}
	app := newApp(nil, io.Discard, io.Discard)
	command := app.Command(words[0])
	if command == nil {
		t.Errorf("%s: %s is not a command", path, words[0])
		return
	}
	moved, err := flagsFirst(app, append([]string{"soc2gate"}, words...))
	if err != nil {
		t.Errorf("%s: %s: %v", path, line, err)
		return
	}
	var said bytes.Buffer
	set := flag.NewFlagSet(words[0], flag.ContinueOnError)
	set.SetOutput(&said)
	for _, f := range command.Flags {
		if err := f.Apply(set); err != nil {
			t.Fatal(err)
		}
	}
	if err := set.Parse(moved[2:]); err != nil {
		t.Errorf("%s: %s: %v", path, line, err)
	}
}

func contentOf(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestEveryInputIsDescribed: docs/ci.md names each input and output of the action.
func TestEveryInputIsDescribed(t *testing.T) {
	var action struct {
		Inputs  map[string]any `yaml:"inputs"`
		Outputs map[string]any `yaml:"outputs"`
	}
	if err := yaml.Unmarshal(contentOf(t, "../../action.yml"), &action); err != nil {
		t.Fatal(err)
	}
	page := string(contentOf(t, docsCI+".md"))
	_, inputs, _ := strings.Cut(page, "| Input | |")
	inputs, outputs, _ := strings.Cut(inputs, "| Output | |")
	outputs, _, _ = strings.Cut(outputs, "\n\n")
	for what, names := range map[string]map[string]any{inputs: action.Inputs, outputs: action.Outputs} {
		for name := range names {
			if !strings.Contains(what, "`"+name+"`") {
				t.Errorf("docs/ci.md does not describe %s", name)
			}
		}
	}
	if len(action.Inputs) < 10 || len(action.Outputs) < 10 {
		t.Errorf("%d inputs and %d outputs", len(action.Inputs), len(action.Outputs))
	}
}

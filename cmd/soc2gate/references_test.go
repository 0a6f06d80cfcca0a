package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/report"
)

// open are the cases in which even the sources leave open what is meant.
var open = map[string]bool{"unknown-condition": true, "replaced-text": true}

// TestReferences judges plans whose references Terraform's JSON does not show
// in full: with the plan file every one is followed to the right instance, and
// from the JSON alone none is followed to a wrong one.
func TestReferences(t *testing.T) {
	for _, dir := range cases(t, filepath.Join("references", "*")) {
		var got strings.Builder
		for _, mode := range []string{"plan file", "JSON alone"} {
			fmt.Fprintf(&got, "# %s\n", mode)
			for _, f := range judged(t, dir, mode == "plan file") {
				if f.Verdict == gate.Undecided.String() && mode == "plan file" && !open[filepath.Base(dir)] {
					t.Errorf("%s: %s of %s is undecided with the plan file", dir, f.Rule, f.Address)
				}
				fmt.Fprintf(&got, "%s %s %s", f.Verdict, f.Rule, f.Address)
				if f.Verdict == gate.Undecided.String() {
					fmt.Fprintf(&got, "\n  to know: %s", strings.Join(f.ToKnow, "\n  to know: "))
				}
				got.WriteString("\n")
			}
		}
		compareGolden(t, filepath.Join(dir, "want.txt"), got.String())
	}
}

// judged returns the findings of the rules that the first lines of a main.tf
// name.
func judged(t *testing.T, dir string, withFile bool) []report.Finding {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(dir, "main.tf"))
	if err != nil {
		t.Fatal(err)
	}
	_, line, found := strings.Cut(string(source), "# Judged: ")
	line, _, _ = strings.Cut(line, ".\n")
	if !found {
		t.Fatalf("%s: main.tf does not say which rules are judged", dir)
	}
	args := []string{"soc2gate", "check", "--account", filepath.Join("..", "..", "fixtures", "references", "account.json"), "--include-holds", "--format", "json", filepath.Join(dir, "plan.json")}
	if withFile {
		args = append(args[:len(args)-1], "--json", filepath.Join(dir, "plan.json"), filepath.Join(dir, "tfplan"))
	}
	var out, errs bytes.Buffer
	run(args, strings.NewReader(""), &out, &errs)
	var r report.Result
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatalf("%s: %v\n%s", dir, err, errs.String())
	}
	rules := strings.Fields(line)
	return slices.DeleteFunc(r.Findings, func(f report.Finding) bool { return !slices.Contains(rules, f.Rule) })
}

// TestTheConfigurationInTheJSONIsNotBelieved empties it beside every real plan
// file: references, what is written and the providers come from the sources in
// the file, so that the verdicts stay the same. Only a text of which the plan has
// the hash is looked up there, and believed if it has that hash.
func TestTheConfigurationInTheJSONIsNotBelieved(t *testing.T) {
	t.Parallel()
	allCases(t, func(t *testing.T, dir, recorded string) {
		p, _ := loadCase(t, dir, recorded)
		if !hasFile(dir) || p.Refusal() != "" {
			return
		}
		emptied := t.TempDir()
		emptyConfiguration(t, filepath.Join(dir, "plan.json"), filepath.Join(emptied, "plan.json"))
		copyFile(t, filepath.Join(dir, "tfplan"), filepath.Join(emptied, "tfplan"))
		if records := filepath.Join(dir, "records"); isDir(records) {
			if err := os.CopyFS(filepath.Join(emptied, "records"), os.DirFS(records)); err != nil {
				t.Fatal(err)
			}
		}
		want, got := resultOf(t, dir, recorded), resultOf(t, emptied, recorded)
		if !hashed[filepath.Base(dir)] && !slices.Equal(verdicts(got), verdicts(want)) || !slices.Equal(got.Limits, want.Limits) {
			t.Errorf("%s %s: the findings differ without the JSON's configuration", dir, recorded)
		}
	})
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// hashed are the cases with a text of which the plan has the hash only.
var hashed = map[string]bool{"user-data": true}

func verdicts(r report.Result) []string {
	var all []string
	for _, f := range r.Findings {
		all = append(all, f.Rule+" "+f.Verdict+" "+f.Address)
	}
	return all
}

func emptyConfiguration(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	doc["configuration"] = map[string]any{"root_module": map[string]any{}}
	if text, err = json.Marshal(doc); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"soc2gate": main})
}

// TestScript runs the program as a process of its own, the way CI does.
func TestScript(t *testing.T) {
	fixtures, err := filepath.Abs("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		ContinueOnError:     true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("FIXTURES", fixtures)
			env.Setenv("AWS_EC2_METADATA_DISABLED", "true") // no test has credentials
			env.Setenv("HOSTILE", "a\x1b[2J\nb")
			env.Setenv("ORIGINAL", os.Getenv("PATH"))
			env.Setenv("FILE", filepath.Join(env.WorkDir, "tfplan"))
			if err := copyCase(filepath.Join(fixtures, "kms-rotation-enabled", "holds"), env.WorkDir); err != nil {
				return err
			}
			env.Setenv("DEMO", filepath.Join(fixtures, "demo", "plan.json"))
			env.Setenv("ACCOUNT", filepath.Join(fixtures, "demo", "account.json"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"refused":   refused,
			"members":   members,
			"printable": printable,
			"replace":   replace,
		},
	})
}

// copyCase puts a plan file and its JSON where a script may spoil them.
func copyCase(from, to string) error {
	for _, name := range [][2]string{{"tfplan", "tfplan"}, {"plan.json", "tfplan.json"}} {
		content, err := os.ReadFile(filepath.Join(from, name[0]))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, name[1]), content, 0o600)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// exits CODE ARG...: soc2gate ends with exactly this code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits CODE [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := exitCode(ts, args[1:]); got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// refused CODE ARG...: soc2gate ends with this code, says why in one line on
// stderr and nothing on stdout.
func refused(ts *testscript.TestScript, neg bool, args []string) {
	exits(ts, neg, args)
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("stdout is not empty")
	}
	story := ts.ReadFile("stderr")
	if strings.Count(story, "\n") != 1 || !strings.HasPrefix(story, "soc2gate: ") || len(story) > 1000 {
		ts.Fatalf("stderr is not one line of soc2gate's")
	}
}

func exitCode(ts *testscript.TestScript, args []string) int {
	err := ts.Exec("soc2gate", args...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	ts.Check(err)
	return 0
}

// members FILE PATH...: the JSON has each member. "a.b" is a member of a
// member, "a[].b" one of every element of a list that must not be empty.
func members(ts *testscript.TestScript, neg bool, args []string) {
	var top any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &top))
	for _, path := range args[1:] {
		if has(top, strings.Split(path, ".")) == neg {
			ts.Fatalf("member %s: present is %v", path, neg)
		}
	}
}

func has(v any, path []string) bool {
	if len(path) == 0 {
		return true
	}
	name, isList := strings.CutSuffix(path[0], "[]")
	object, _ := v.(map[string]any)
	member, ok := object[name]
	if !ok || !isList {
		return ok && has(member, path[1:])
	}
	list, _ := member.([]any)
	for _, element := range list {
		if !has(element, path[1:]) {
			return false
		}
	}
	return len(list) > 0
}

// printable FILE...: nothing in the file can steer a terminal or a log.
func printable(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		for i, r := range ts.ReadFile(name) {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar) {
				if neg {
					return
				}
				ts.Fatalf("%s holds %U at byte %d", name, r, i)
			}
		}
	}
	if neg {
		ts.Fatalf("nothing but printable text")
	}
}

// replace FROM TO OLD NEW: TO is FROM with every OLD as NEW, in which Go's
// escapes work; OLD must be there.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: replace FROM TO OLD NEW")
	}
	by, err := strconv.Unquote(`"` + args[3] + `"`)
	ts.Check(err)
	text := ts.ReadFile(args[0])
	changed := strings.ReplaceAll(text, args[2], by)
	if changed == text {
		ts.Fatalf("%q is not in %s", args[2], args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(changed), 0o600))
}

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/report"
)

// ciVariables are all that CI could tell the command; a test begins with none.
var ciVariables = []string{
	"GITHUB_ACTIONS", "GITHUB_API_URL", "GITHUB_EVENT_PATH", "GITHUB_REPOSITORY", "GITHUB_RUN_ID", "GITHUB_SERVER_URL", "GITHUB_TOKEN",
	"GITLAB_CI", "GITLAB_TOKEN", "CI_API_V4_URL", "CI_COMMIT_SHA", "CI_JOB_URL", "CI_MERGE_REQUEST_IID", "CI_MERGE_REQUEST_PROJECT_ID",
	"CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "CI_PROJECT_ID",
}

// inActions makes the surroundings of a workflow that runs for pull request 7.
func inActions(t *testing.T, api string, more ...string) {
	t.Helper()
	for _, name := range ciVariables {
		t.Setenv(name, "")
	}
	t.Setenv("GITHUB_ACTIONS", "true")
	t.Setenv("GITHUB_API_URL", api)
	t.Setenv("GITHUB_REPOSITORY", "acme/infra")
	t.Setenv("GITHUB_SERVER_URL", "https://github.com")
	t.Setenv("GITHUB_RUN_ID", "42")
	t.Setenv("GITHUB_TOKEN", fakeToken)
	t.Setenv("GITHUB_EVENT_PATH", event(t, `{"action":"synchronize","number":7,"pull_request":{"number":7,"head":{"sha":"`+judgedAt+`"}}}`))
	for i := 0; i < len(more); i += 2 {
		t.Setenv(more[i], more[i+1])
	}
}

func event(t *testing.T, text string) string {
	t.Helper()
	return file(t, "event.json", []byte(text))
}

func file(t *testing.T, name string, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// demo is the result of the demo as JSON, judged once.
var demo = sync.OnceValues(func() ([]byte, error) {
	var out, story bytes.Buffer
	code := run([]string{"soc2gate", "check", "--account", "../../fixtures/demo/account.json", "--format", "json", "--include-holds", "../../fixtures/demo/plan.json"}, strings.NewReader(""), &out, &story)
	if code != gate.ExitBlock {
		return nil, fmt.Errorf("exit code %d: %s", code, &story)
	}
	return out.Bytes(), nil
})

// demoResult is a file with the result of the demo, changed.
func demoResult(t *testing.T, change func(*report.Result)) string {
	t.Helper()
	text, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	result, err := report.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(&result)
		result.Counts = report.Count(result.Findings)
	}
	var out bytes.Buffer
	if err := report.Write(&out, "json", result, report.Options{IncludeHolds: true}); err != nil {
		t.Fatal(err)
	}
	return file(t, "result.json", out.Bytes())
}

// answered is how one run of the command ended.
type answered struct {
	code       int
	out, story string
	waited     []time.Duration
}

// comments runs the command. Whatever becomes of it, nobody sees the token.
func comments(t *testing.T, args ...string) answered {
	t.Helper()
	var a answered
	pause = func(_ context.Context, d time.Duration, _ string) error {
		a.waited = append(a.waited, d)
		return nil
	}
	var out, story bytes.Buffer
	a.code = run(append([]string{"soc2gate", "comment"}, args...), strings.NewReader(""), &out, &story)
	a.out, a.story = out.String(), story.String()
	if strings.Contains(a.out+a.story, fakeToken) || strings.Contains(a.out+a.story, fakeGitLabToken) {
		t.Errorf("the token is in the output: %s%s", a.out, a.story)
	}
	return a
}

// wrote is a run that has to end well.
func wrote(t *testing.T, want string, args ...string) answered {
	t.Helper()
	a := comments(t, args...)
	if a.code != 0 || !strings.HasPrefix(a.out, want) {
		t.Errorf("exit code %d, %q, %q; want %s", a.code, a.out, a.story, want)
	}
	return a
}

// refusedIn is a run that has to end with this code, nothing on standard output
// and one line with these words.
func refusedIn(t *testing.T, code int, words []string, args ...string) answered {
	t.Helper()
	a := comments(t, args...)
	lines := strings.Split(strings.TrimSuffix(a.story, "\n"), "\n")
	last := lines[len(lines)-1]
	if a.code != code || a.out != "" || len(lines) != 1+len(a.waited) || !strings.HasPrefix(last, "soc2gate: ") {
		t.Errorf("exit code %d, %q, %q; want %d", a.code, a.out, a.story, code)
	}
	for _, word := range words {
		if !strings.Contains(last, word) {
			t.Errorf("%q does not say %q", last, word)
		}
	}
	return a
}

func says(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("%q is not in\n%.3000s", word, text)
		}
	}
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// demoResult is the result of the demo, changed.
func demoResult(t *testing.T, change func(*report.Result)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "result.json")
	var story bytes.Buffer
	code := run([]string{"soc2gate", "check", "--account", "../../fixtures/demo/account.json", "--output", "json=" + path, "../../fixtures/demo/plan.json"}, strings.NewReader(""), &story, &story)
	if code != gate.ExitBlock {
		t.Fatalf("exit code %d: %s", code, &story)
	}
	if change == nil {
		return path
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	result, err := report.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	change(&result)
	result.Counts = report.Count(result.Findings)
	var out bytes.Buffer
	if err := report.Write(&out, "json", result, report.Options{IncludeHolds: true}); err != nil {
		t.Fatal(err)
	}
	return file(t, "changed.json", out.Bytes())
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

func TestCommentIsCreatedAndUpdated(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	blocked := demoResult(t, nil)
	wrote(t, "created https://github.com/acme/infra/pull/7#issuecomment-1\n", blocked, "--root", "infra/prod")
	body := hub.bodies(ownBot)[0]
	says(t, body, "<!-- soc2gate v1 - ", "## ⛔ Blocked: this plan breaks", "commit [`6dcb09b`](https://github.com/acme/infra/commit/"+judgedAt+")")
	if strings.Contains(body, "Since the previous run") {
		t.Error("there was no previous run")
	}

	asked := hub.writes()
	wrote(t, "unchanged https://github.com/acme/infra/pull/7#issuecomment-1: ", blocked, "--root", "infra/prod")
	if hub.writes() != asked {
		t.Error("the same result was written twice")
	}

	// Another commit: one finding is gone.
	const next = "1111111111111111111111111111111111111111"
	hub.head = next
	fewer := demoResult(t, func(r *report.Result) {
		i := slices.IndexFunc(r.Findings, func(f report.Finding) bool { return f.Blocks })
		r.Findings = slices.Delete(r.Findings, i, i+1)
		r.Plan.Digest = "sha256:" + strings.Repeat("1", 64)
	})
	wrote(t, "updated https://github.com/acme/infra/pull/7#issuecomment-1\n", fewer, "--commit", next)
	if len(hub.comments) != 1 {
		t.Fatalf("%d comments", len(hub.comments))
	}
	says(t, hub.bodies(ownBot)[0], "Since the previous run, which was *blocked*: 0 findings new, 1 gone.", "commit [`1111111`]")

	// And back: the finding is new.
	hub.head = judgedAt
	wrote(t, "updated ", blocked)
	says(t, hub.bodies(ownBot)[0], "1 finding new, 0 gone", "**new since the previous run**")
}

// TestCommentThatSomebodyEdited is put right.
func TestCommentThatSomebodyEdited(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	blocked := demoResult(t, nil)
	wrote(t, "created ", blocked)
	whole := hub.bodies(ownBot)[0]
	hub.comments[0]["body"] = strings.ReplaceAll(whole, "\n", "\r\n")
	wrote(t, "unchanged ", blocked)
	marker, _, _ := strings.Cut(whole, "\n")
	for _, body := range []string{
		marker + "\n## ✅ Allowed: all is well\n", "<!-- soc2gate v1 - x -->\n", "<!-- soc2gate v1 - " + strings.Repeat("A", 40000),
		strings.Replace(marker, " -"+strings.TrimPrefix(strings.Fields(marker)[5], "-"), " -AAAA", 1) + "\n", "<!-- soc2gate v1 - e30 - -->",
	} {
		hub.comments[0]["body"] = body
		wrote(t, "updated ", blocked)
		says(t, hub.bodies(ownBot)[0], "## ⛔ Blocked: this plan breaks")
	}
	if len(hub.comments) != 1 {
		t.Errorf("%d comments", len(hub.comments))
	}
}

func TestCommentsOfStacks(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	blocked := demoResult(t, nil)
	for _, stack := range []string{"prod", "prod/eu", "", "prod"} {
		comments(t, blocked, "--stack", stack, "--root", "r"+stack)
	}
	wrote(t, "updated ", blocked, "--stack", "prod/eu")
	if got := hub.bodies(ownBot); len(got) != 3 || !strings.Contains(got[0], "\n`prod` · ") || !strings.Contains(got[1], "\n`prod/eu` · ") {
		t.Errorf("%d comments: %.900q", len(got), got)
	}
}

// TestCommentOfSomebodyElse has our marker, and is left alone.
func TestCommentOfSomebodyElse(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	blocked := demoResult(t, nil)
	wrote(t, "created ", blocked)
	forged := hub.bodies(ownBot)[0]
	hub.comments = nil
	hub.add("mallory", forged)
	hub.add("github-actions", forged)
	a := wrote(t, "created https://github.com/acme/infra/pull/7#issuecomment-3\n", blocked)
	says(t, a.story, "2 with the marker of this stack by others than github-actions[bot] left alone")
	if hub.bodies("mallory")[0] != forged || len(hub.bodies(ownBot)) != 1 || strings.Contains(hub.bodies(ownBot)[0], "Since the previous") {
		t.Error("somebody else's comment was believed")
	}
}

// TestCommentWithHostileNames has one marker, whatever a plan is named.
func TestCommentWithHostileNames(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	wrote(t, "created ", demoResult(t, nil), "--stack", "other")
	marker, _, _ := strings.Cut(hub.bodies(ownBot)[0], "\n")
	hub.comments = nil
	hostile := demoResult(t, func(r *report.Result) {
		for i := range r.Findings {
			f := &r.Findings[i]
			f.Address, f.Subject, f.Message, f.Title = marker, "\n"+marker, "\n/merge @acme/all "+marker, marker
		}
		r.Tool.Version, r.Plan.TerraformVersion = marker, marker+"\n"+marker
	})
	wrote(t, "created ", hostile)
	body := hub.bodies(ownBot)[0]
	if strings.Count(body, "<!--") != 1 || strings.Count(body, "-->") < 1 {
		t.Errorf("there is more than one comment of HTML in\n%.2000s", body)
	}
	for _, line := range strings.Split(body, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "/") {
			t.Errorf("GitLab would obey %q", line)
		}
	}
	wrote(t, "created ", hostile, "--stack", "other")
}

func TestCommentIsRefused(t *testing.T) {
	hub, server := newGitHub(t, "")
	blocked := demoResult(t, nil)
	for _, c := range []struct {
		status int
		words  []string
	}{
		{http.StatusUnauthorized, []string{"GitHub answers 401", "GITHUB_TOKEN is not valid"}},
		{http.StatusForbidden, []string{"GitHub answers 403 (refused (token))", "permissions: pull-requests: write", "workflow_run"}},
		{http.StatusNotFound, []string{"GitHub answers 404", "no such repository or pull request"}},
		{http.StatusUnprocessableEntity, []string{"GitHub answers 422", "does not take the comment"}},
		{http.StatusInternalServerError, []string{"GitHub answers 500", "trouble of its own", "not known whether"}},
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			inActions(t, server.URL)
			hub.instead = func(w http.ResponseWriter, r *http.Request) bool {
				if r.Method != method || strings.HasSuffix(r.URL.Path, "/graphql") {
					return false
				}
				refuse(w, c.status, "refused")
				return true
			}
			words := c.words
			if method == http.MethodGet && c.status >= 500 {
				words = words[:2]
			}
			refusedIn(t, gate.ExitCannotTell, words, blocked)
		}
	}
	hub.instead = func(w http.ResponseWriter, _ *http.Request) bool {
		refuse(w, http.StatusForbidden, "Unable to create comment because issue is locked.\n::error::x\x1b[2J")
		return true
	}
	refusedIn(t, gate.ExitCannotTell, []string{"locked; unlock it", `\u{1b}`}, blocked)
	if len(hub.comments) > 0 {
		t.Errorf("%d comments", len(hub.comments))
	}
}

// firstTime answers the first request of a kind.
func firstTime(method, path string, answer func(http.ResponseWriter)) func(http.ResponseWriter, *http.Request) bool {
	done := false
	return func(w http.ResponseWriter, r *http.Request) bool {
		if done || r.Method != method || !strings.HasSuffix(r.URL.Path, path) {
			return false
		}
		done = true
		answer(w)
		return true
	}
}

func TestCommentWaitsForLimits(t *testing.T) {
	hub, server := newGitHub(t, "")
	blocked := demoResult(t, nil)
	limited := func(status int, message string, header ...string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			refuse(w, status, message)
		}
	}
	reset := fmt.Sprint(time.Now().Add(30 * time.Second).Unix())
	for _, c := range []struct {
		answer func(http.ResponseWriter)
		least  time.Duration
	}{
		{limited(http.StatusForbidden, "You have exceeded a secondary rate limit.", "Retry-After", "7"), 7 * time.Second},
		{limited(http.StatusForbidden, "You have exceeded a secondary rate limit.", "X-RateLimit-Remaining", "4999", "X-RateLimit-Reset", reset), time.Minute},
		{limited(http.StatusUnprocessableEntity, "was submitted too quickly; abuse detection"), time.Minute},
		{limited(http.StatusTooManyRequests, "slow down", "Retry-After", "3"), 3 * time.Second},
		{limited(http.StatusForbidden, "API rate limit exceeded", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset), 20 * time.Second},
	} {
		for _, at := range [][2]string{{http.MethodPost, "/comments"}, {http.MethodGet, "/pulls/7"}} {
			inActions(t, server.URL)
			hub.comments = nil
			hub.instead = firstTime(at[0], at[1], c.answer)
			a := wrote(t, "created ", blocked)
			if len(a.waited) != 1 || a.waited[0] < c.least || a.waited[0] > c.least+15*time.Second || len(hub.comments) != 1 {
				t.Errorf("waited %v, want %v; %d comments", a.waited, c.least, len(hub.comments))
			}
			says(t, a.story, "the host limits how often it is asked")
		}
	}

	// There is no time for it, or it never ends.
	hub.comments = nil
	for _, retry := range []string{"99999", "1"} {
		hub.instead = func(w http.ResponseWriter, _ *http.Request) bool {
			limited(http.StatusForbidden, "You have exceeded a secondary rate limit.", "Retry-After", retry)(w)
			return true
		}
		a := refusedIn(t, gate.ExitCannotTell, []string{"no time left to wait"}, blocked)
		if want := map[string]int{"99999": 0, "1": 4}[retry]; len(a.waited) != want {
			t.Errorf("waited %v", a.waited)
		}
	}
}

// TestCommentWhoseFateIsUnknown is looked for before it is written again.
func TestCommentWhoseFateIsUnknown(t *testing.T) {
	hub, server := newGitHub(t, "")
	blocked := demoResult(t, nil)
	for _, arrived := range []bool{true, false} {
		inActions(t, server.URL)
		hub.comments = nil
		hub.instead = func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method != http.MethodPost || strings.HasSuffix(r.URL.Path, "/graphql") {
				return false
			}
			hub.instead = nil
			if arrived {
				hub.serve(httptest.NewRecorder(), r)
			}
			refuse(w, http.StatusBadGateway, "oops")
			return true
		}
		comments(t, blocked)
		if len(hub.comments) != 1 {
			t.Errorf("arrived %v: %d comments", arrived, len(hub.comments))
		}
	}
}

// manyFindings makes a result whose text would be longer than GitHub takes.
func manyFindings(t *testing.T, n int) string {
	t.Helper()
	return demoResult(t, func(r *report.Result) {
		first := r.Findings[slices.IndexFunc(r.Findings, func(f report.Finding) bool { return f.Blocks })]
		for i := range n {
			f := first
			f.Address = fmt.Sprintf("aws_s3_bucket.%s[%d]", strings.Repeat("ü", 80), i)
			r.Findings = append(r.Findings, f)
		}
	})
}

func TestCommentThatIsTooLong(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	many := manyFindings(t, 3000)
	wrote(t, "created ", many)
	body := hub.bodies(ownBot)[0]
	if n := len(body); n > 60000 || n < 5000 {
		t.Errorf("%d bytes", n)
	}
	says(t, body, "All findings are in [the whole result](https://github.com/acme/infra/actions/runs/42).", "This text is a view")

	// So many findings are not remembered, and nobody says which are new.
	hub.head = "1111111111111111111111111111111111111111"
	wrote(t, "updated ", demoResult(t, nil), "--commit", hub.head)
	says(t, hub.bodies(ownBot)[0], "stood in the way then and", "which are new is not known")

	// A body that GitHub refuses is said to be refused.
	hub.instead = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPatch {
			refuse(w, http.StatusUnprocessableEntity, "Validation Failed: Body is too long (maximum is 65536 characters)")
		}
		return r.Method == http.MethodPatch
	}
	refusedIn(t, gate.ExitCannotTell, []string{"422", "Body is too long"}, many, "--commit", hub.head)
}

// TestCommentOfSeventyThousandCharacters fits, with what was cut.
func TestCommentOfSeventyThousandCharacters(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	var whole bytes.Buffer
	path := manyFindings(t, 100)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	whole.WriteString(report.Comment(r, report.Options{Limit: 10 << 20}))
	if n := len([]rune(whole.String())); n < 70000 {
		t.Fatalf("only %d characters", n)
	}
	wrote(t, "created ", path, "--whole", "the artifact soc2gate-result")
	body := hub.bodies(ownBot)[0]
	if len(body) > 60000 {
		t.Errorf("%d bytes", len(body))
	}
	says(t, body, "are shown in one line each. All of it is in `the artifact soc2gate-result`.")
}

func TestCommentIsNotOlder(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	made := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	at := func(d time.Duration) string {
		return demoResult(t, func(r *report.Result) { r.Plan.Timestamp = made.Add(d) })
	}
	wrote(t, "created ", at(time.Hour))
	shown := hub.bodies(ownBot)[0]
	// Of the same commit, the plan made last is shown.
	a := wrote(t, "superseded ", at(0))
	says(t, a.out, "it shows a later plan of the same commit")
	// The change has moved on.
	hub.head = "1111111111111111111111111111111111111111"
	a = wrote(t, "superseded: ", at(2*time.Hour))
	says(t, a.out, "the change is at 111111111111 now, and this result is of 6dcb09b5b578")
	if hub.bodies(ownBot)[0] != shown {
		t.Error("an older result was shown")
	}
	// Back at the first commit, and a later plan is shown.
	hub.head = judgedAt
	wrote(t, "updated ", at(2*time.Hour))
	// A plan of the future does not lock the others out.
	wrote(t, "updated ", at(100000*time.Hour))
	wrote(t, "updated ", at(3*time.Hour))
}

func TestCommentOnEnterpriseServer(t *testing.T) {
	hub, server := newGitHub(t, "/api/v3")
	inActions(t, server.URL+"/api/v3")
	wrote(t, "created ", demoResult(t, nil))
	inActions(t, "https://api.github.com")
	wrote(t, "unchanged ", demoResult(t, nil), "--api-url", server.URL+"/api/v3/", "--repo", "acme/infra", "--pr", "7")
	if len(hub.comments) != 1 {
		t.Errorf("%d comments", len(hub.comments))
	}
}

func TestCommentOnALaterPage(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	for i := range 130 {
		hub.add("reviewer", fmt.Sprintf("remark %d", i))
	}
	wrote(t, "created ", demoResult(t, nil))
	for i := range 130 {
		hub.add("reviewer", fmt.Sprintf("remark %d", i))
	}
	wrote(t, "updated https://github.com/acme/infra/pull/7#issuecomment-131\n", demoResult(t, nil), "--root", "x")
	if len(hub.comments) != 261 {
		t.Errorf("%d comments", len(hub.comments))
	}
}

// TestCommentsThatAreTwo become one: two runs at the same time can both create.
func TestCommentsThatAreTwo(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	blocked := demoResult(t, nil)
	wrote(t, "created ", blocked)
	hub.add(ownBot, hub.bodies(ownBot)[0])
	wrote(t, "updated https://github.com/acme/infra/pull/7#issuecomment-2\n", blocked)
	if got := hub.bodies(ownBot)[0]; got != "The result of soc2gate is in [another comment](https://github.com/acme/infra/pull/7#issuecomment-2).\n" {
		t.Errorf("%q", got)
	}
	wrote(t, "unchanged ", blocked)
}

// TestCommentOfAForksResult finds the pull request by what GitHub says of the
// run before, and not by what the fork says.
func TestCommentOfAForksResult(t *testing.T) {
	hub, server := newGitHub(t, "")
	run := `{"workflow_run":{"head_sha":"` + judgedAt + `","head_branch":"fix/#1&state=all","html_url":"https://github.com/acme/infra/actions/runs/41","head_repository":{"owner":{"login":"mallory"}},"pull_requests":[]}}`
	inActions(t, server.URL, "GITHUB_EVENT_PATH", event(t, run))
	hub.fork = "mallory:fix/#1&state=all"
	wrote(t, "created ", manyFindings(t, 2000))
	says(t, hub.bodies(ownBot)[0], "https://github.com/acme/infra/actions/runs/41")

	// A number that the fork passes is of no use for another change.
	hub.head = "1111111111111111111111111111111111111111"
	wrote(t, "superseded: ", demoResult(t, nil), "--pr", "7")
	refusedIn(t, gate.ExitCannotTell, []string{"0 open pull requests have it as their head"}, demoResult(t, nil))
}

// TestCommentAsWhom asks in turn where an answer is to be had.
func TestCommentAsWhom(t *testing.T) {
	hub, server := newGitHub(t, "")
	blocked := demoResult(t, nil)
	for _, c := range []struct{ viewer, user, actions, flag, want string }{
		{viewer: "acme-gate[bot]", user: "octocat", want: "acme-gate[bot]"},
		{user: "octocat", want: "octocat"},
		{actions: "true", want: ownBot},
		{flag: "acme-gate[bot]", want: "acme-gate[bot]"},
	} {
		inActions(t, server.URL, "GITHUB_ACTIONS", c.actions)
		hub.viewer, hub.user, hub.comments = c.viewer, c.user, nil
		hub.add(c.want, "<!-- soc2gate v1 - ")
		hub.add("mallory", "<!-- soc2gate v1 - ")
		wrote(t, "updated https://github.com/acme/infra/pull/7#issuecomment-1\n", blocked, "--author", c.flag)
	}
	hub.viewer, hub.user = "", ""
	inActions(t, server.URL, "GITHUB_ACTIONS", "")
	refusedIn(t, gate.ExitCannotTell, []string{"ask whose the token is", "403"}, blocked)
}

// TestCommentIsSentNowhereElse: another host than the API never sees the token.
func TestCommentIsSentNowhereElse(t *testing.T) {
	var elsewhere []string
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		elsewhere = append(elsewhere, r.URL.Path)
	}))
	defer other.Close()
	hub, server := newGitHub(t, "")
	blocked := demoResult(t, nil)
	for _, c := range []struct {
		method, to string
		words      []string
	}{
		{http.MethodGet, other.URL + "/x", []string{"another host"}},
		{http.MethodPost, other.URL + "/x", []string{"the repository has moved"}},
		{http.MethodPost, server.URL + "/repositories/1/issues/7/comments", []string{"the repository has moved"}},
	} {
		for _, status := range []int{http.StatusMovedPermanently, http.StatusTemporaryRedirect} {
			inActions(t, server.URL)
			hub.instead = func(w http.ResponseWriter, r *http.Request) bool {
				if r.Method != c.method || strings.HasSuffix(r.URL.Path, "/graphql") {
					return false
				}
				w.Header().Set("Location", c.to)
				w.WriteHeader(status)
				return true
			}
			refusedIn(t, gate.ExitCannotTell, c.words, blocked)
		}
	}
	// A page that is said to be on another host is not asked for.
	hub.instead = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/comments") && r.URL.Query().Get("page") == "" {
			w.Header().Set("Link", "<"+other.URL+"/comments?page=2>; rel=\"next\"")
		}
		return false
	}
	wrote(t, "created ", blocked)
	if len(elsewhere) > 0 || len(hub.comments) != 1 {
		t.Errorf("another host was asked: %v", elsewhere)
	}
}

func TestCommentInADryRun(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	blocked := demoResult(t, nil)
	a := wrote(t, "<!-- soc2gate v1 - ", blocked, "--dry-run")
	says(t, a.out, "## ⛔ Blocked: this plan breaks")
	says(t, a.story, "soc2gate: would be created\n")
	if hub.writes() > 0 {
		t.Error("something was written")
	}
	wrote(t, "created ", blocked)
	a = wrote(t, "<!-- soc2gate v1 - ", blocked, "--dry-run", "--root", "x")
	says(t, a.story, "soc2gate: would be updated https://github.com/acme/infra/pull/7#issuecomment-1\n")
}

// TestCommentIsCalledWrongly asks nobody anything.
func TestCommentIsCalledWrongly(t *testing.T) {
	hub, server := newGitHub(t, "")
	blocked := demoResult(t, nil)
	for _, c := range []struct {
		env, args []string
		words     string
	}{
		{nil, []string{}, "comment needs the path"},
		{nil, []string{"a", "b"}, "another argument"},
		{nil, []string{"missing.json"}, "missing.json"},
		{nil, []string{blocked, "--timeout", "0s"}, "--timeout"},
		{nil, []string{blocked, "--host", "gitea"}, "github or gitlab"},
		{nil, []string{blocked, "--stack", "<x>"}, "is not a name"},
		{nil, []string{blocked, "--root", "../x"}, "within the repository"},
		{nil, []string{blocked, "--pr", "-1"}, "--pr is the number"},
		{nil, []string{blocked, "--commit", "6dcb09b"}, "the whole ID"},
		{nil, []string{blocked, "--repo", "acme"}, "OWNER/NAME"},
		{nil, []string{blocked, "--repo", "acme/.."}, "OWNER/NAME"},
		{nil, []string{blocked, "--repo", "acme/infra/../x"}, "OWNER/NAME"},
		{nil, []string{blocked, "--api-url", "http://github.example.com"}, "https only"},
		{nil, []string{blocked, "--api-url", "http://127.0.0.1.example.com"}, "https only"},
		{nil, []string{blocked, "--api-url", "https://x:" + fakeToken + "@github.example.com"}, "address of the API"},
		{nil, []string{"--previous", "-", "-"}, "standard input holds one file"},
		{[]string{"GITHUB_TOKEN", ""}, []string{blocked}, "GITHUB_TOKEN is not set"},
		{[]string{"GITHUB_TOKEN", fakeToken + "\nx"}, []string{blocked}, "the token has characters"},
		{[]string{"GITHUB_EVENT_PATH", "missing.json"}, []string{blocked}, "GITHUB_EVENT_PATH"},
		{[]string{"GITHUB_EVENT_PATH", event(t, `{"ref":"refs/heads/main"}`)}, []string{blocked}, "this run is not of one"},
		{[]string{"GITHUB_EVENT_PATH", event(t, `{"issue":{"number":7}}`)}, []string{blocked}, "this run is not of one"},
		{[]string{"GITHUB_EVENT_PATH", event(t, `{"issue":{"number":7,"pull_request":{"url":"x"}}}`)}, []string{blocked}, "the whole ID"},
	} {
		inActions(t, server.URL, c.env...)
		refusedIn(t, gate.ExitUsage, []string{c.words}, c.args...)
	}
	if len(hub.asked) > 0 {
		t.Errorf("asked %v", hub.asked)
	}
	// Many a secret ends with a line break.
	inActions(t, server.URL, "GITHUB_TOKEN", fakeToken+"\n")
	wrote(t, "created ", blocked)
}

// TestCommentOfAForgedResult: what render refuses is not shown on a change.
func TestCommentOfAForgedResult(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	text, err := os.ReadFile(demoResult(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	var result map[string]any
	if err := json.Unmarshal(text, &result); err != nil {
		t.Fatal(err)
	}
	result["decision"], result["exit_code"] = "allow", 0
	forged, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	refusedIn(t, gate.ExitUsage, []string{"contradicts itself"}, file(t, "forged.json", forged))
	if len(hub.asked) > 0 {
		t.Errorf("asked %v", hub.asked)
	}
}

package main

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/soc2gate/soc2gate/gate"
)

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
	hub.viewer, hub.user, hub.comments = "acme-gate[bot]", "", nil
	a := wrote(t, "created ", blocked, "--author", "octocat")
	says(t, a.story, "the token writes as acme-gate[bot] and not as octocat")
	hub.viewer = ""
	inActions(t, server.URL, "GITHUB_ACTIONS", "")
	refusedIn(t, gate.ExitCannotTell, []string{"ask whose the token is", "403"}, blocked)
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
	// What is passed needs no event.
	inActions(t, server.URL, "GITHUB_EVENT_PATH", "missing.json")
	wrote(t, "<!-- ", blocked, "--dry-run", "--pr", "7", "--commit", judgedAt)
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

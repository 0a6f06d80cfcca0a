package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/gate"
)

const (
	fakeGitLabToken = "glpat-FAKE00000000000000"
	projectBot      = "project_12_bot_0f"
)

// gitLabDouble plays GitLab for one merge request, as its documentation of the
// merge requests, notes and users API says (2026-11).
type gitLabDouble struct {
	t     *testing.T
	head  string
	notes []map[string]any
	asked []string
	// refusal is answered to what changes something, if it is not 0.
	refusal int
}

func newGitLab(t *testing.T) (*gitLabDouble, *httptest.Server) {
	t.Helper()
	d := &gitLabDouble{t: t, head: judgedAt}
	mux := http.NewServeMux()
	const mr = "/api/v4/projects/12/merge_requests/7"
	mux.HandleFunc("GET /api/v4/user", func(w http.ResponseWriter, _ *http.Request) {
		d.send(w, http.StatusOK, map[string]any{"id": 99, "username": projectBot})
	})
	mux.HandleFunc("GET "+mr, func(w http.ResponseWriter, _ *http.Request) {
		d.send(w, http.StatusOK, map[string]any{"iid": 7, "sha": d.head, "web_url": "https://gitlab.example.com/acme/infra/-/merge_requests/7"})
	})
	mux.HandleFunc("GET "+mr+"/notes", d.list)
	mux.HandleFunc("POST "+mr+"/notes", func(w http.ResponseWriter, r *http.Request) { d.write(w, r, nil) })
	mux.HandleFunc("PUT "+mr+"/notes/{id}", func(w http.ResponseWriter, r *http.Request) {
		for _, n := range d.notes {
			if fmt.Sprint(n["id"]) == r.PathValue("id") {
				d.write(w, r, n)
				return
			}
		}
		d.send(w, http.StatusNotFound, map[string]any{"message": "404 Note Not Found"})
	})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.asked = append(d.asked, r.Method+" "+r.URL.Path)
		if r.Header.Get("Private-Token") != fakeGitLabToken {
			d.send(w, http.StatusUnauthorized, map[string]any{"message": "401 Unauthorized " + r.Header.Get("Private-Token")})
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return d, server
}

func (d *gitLabDouble) send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		d.t.Error(err)
	}
}

func (d *gitLabDouble) add(author, body string) map[string]any {
	n := map[string]any{"id": len(d.notes) + 301, "body": body, "system": false, "author": map[string]any{"username": author}}
	d.notes = append(d.notes, n)
	return n
}

// list has at most 20 notes in a page, unless more are asked for.
func (d *gitLabDouble) list(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	size, _ := strconv.Atoi(query.Get("per_page"))
	page, _ := strconv.Atoi(query.Get("page"))
	if query.Get("sort") != "asc" || query.Get("order_by") != "created_at" || size != 100 || page < 1 {
		d.t.Errorf("asked for %s", r.URL.RawQuery)
	}
	from, to := min((page-1)*size, len(d.notes)), min(page*size, len(d.notes))
	w.Header().Set("X-Next-Page", "")
	if to < len(d.notes) {
		w.Header().Set("X-Next-Page", strconv.Itoa(page+1))
	}
	d.send(w, http.StatusOK, append([]map[string]any{}, d.notes[from:to]...))
}

// write takes a new note, or another text for one.
func (d *gitLabDouble) write(w http.ResponseWriter, r *http.Request, into map[string]any) {
	var sent map[string]string
	decoder := json.NewDecoder(r.Body)
	if err := decoder.Decode(&sent); err != nil || len(sent) != 1 || sent["body"] == "" || r.Header.Get("Content-Type") != "application/json" {
		d.t.Errorf("sent %v: %v", sent, err)
	}
	switch {
	case d.refusal != 0:
		d.send(w, d.refusal, map[string]any{"error": "insufficient_scope", "error_description": fakeGitLabToken})
	case len([]rune(sent["body"])) > 1000000:
		d.send(w, http.StatusBadRequest, map[string]any{"message": map[string]any{"note": []string{"is too long (maximum is 1000000 characters)"}}})
	case into == nil:
		d.send(w, http.StatusCreated, d.add(projectBot, sent["body"]))
	default:
		into["body"] = sent["body"]
		d.send(w, http.StatusOK, into)
	}
}

// inGitLab makes the surroundings of a pipeline that runs for merge request 7.
func inGitLab(t *testing.T, api string, more ...string) {
	t.Helper()
	for _, name := range ciVariables {
		t.Setenv(name, "")
	}
	for name, value := range map[string]string{
		"GITLAB_CI": "true", "GITLAB_TOKEN": fakeGitLabToken, "CI_API_V4_URL": api + "/api/v4", "CI_PROJECT_ID": "13", "CI_MERGE_REQUEST_PROJECT_ID": "12",
		"CI_MERGE_REQUEST_IID": "7", "CI_COMMIT_SHA": judgedAt, "CI_JOB_URL": "https://gitlab.example.com/acme/infra/-/jobs/5",
	} {
		t.Setenv(name, value)
	}
	for i := 0; i < len(more); i += 2 {
		t.Setenv(more[i], more[i+1])
	}
}

func TestCommentOnGitLab(t *testing.T) {
	lab, server := newGitLab(t)
	inGitLab(t, server.URL)
	for i := range 120 {
		lab.add("reviewer", fmt.Sprintf("remark %d", i))
	}
	many := manyFindings(t, 400)
	wrote(t, "created https://gitlab.example.com/acme/infra/-/merge_requests/7#note_421\n", many, "--stack", "prod")
	body := lab.notes[120]["body"].(string)
	says(t, body, "## ⛔ Blocked", "commit [`6dcb09b`](https://gitlab.example.com/acme/infra/-/commit/"+judgedAt+")", "[the whole result](https://gitlab.example.com/acme/infra/-/jobs/5)")
	if len(body) > 200000 || len(body) < 60000 {
		t.Errorf("%d bytes", len(body))
	}

	// A merged results pipeline runs on another commit than the head.
	lab.head = "1111111111111111111111111111111111111111"
	wrote(t, "superseded: ", many, "--stack", "prod")
	inGitLab(t, server.URL, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", lab.head)
	lab.add("mallory", body)
	a := wrote(t, "updated https://gitlab.example.com/acme/infra/-/merge_requests/7#note_421\n", demoResult(t, nil), "--stack", "prod")
	says(t, a.story, "1 with the marker of this stack by others")
	says(t, lab.notes[120]["body"].(string), "Since the previous run, which was *blocked*", "0 findings new, 400 gone")
	wrote(t, "created ", demoResult(t, nil), "--stack", "test")
	if len(lab.notes) != 123 || lab.notes[121]["body"] != body {
		t.Errorf("%d notes", len(lab.notes))
	}
}

func TestCommentIsRefusedByGitLab(t *testing.T) {
	lab, server := newGitLab(t)
	blocked := demoResult(t, nil)
	for _, c := range []struct {
		status int
		words  []string
	}{
		{http.StatusForbidden, []string{"GitLab answers 403 (insufficient_scope)", "scope `api`"}},
		{http.StatusBadRequest, []string{"GitLab answers 400"}},
		{http.StatusBadGateway, []string{"GitLab answers 502", "not known whether"}},
	} {
		inGitLab(t, server.URL)
		lab.refusal = c.status
		refusedIn(t, gate.ExitCannotTell, c.words, blocked)
	}
	lab.refusal = 0
	inGitLab(t, server.URL, "GITLAB_TOKEN", "glpat-WRONG")
	refusedIn(t, gate.ExitCannotTell, []string{"GitLab answers 401", "and not CI_JOB_TOKEN"}, blocked)
	inGitLab(t, server.URL)
	refusedIn(t, gate.ExitCannotTell, []string{"GitLab answers 404", "no such project or merge request"}, blocked, "--pr", "8")
	refusedIn(t, gate.ExitUsage, []string{"--repo is the number or the path"}, blocked, "--repo", "acme/../infra")
	inGitLab(t, server.URL, "CI_MERGE_REQUEST_IID", "")
	refusedIn(t, gate.ExitUsage, []string{"this run is not of one"}, blocked)
	inGitLab(t, server.URL, "GITLAB_TOKEN", "")
	refusedIn(t, gate.ExitUsage, []string{"GITLAB_TOKEN is not set"}, blocked)
	if len(lab.notes) > 0 {
		t.Errorf("%d notes", len(lab.notes))
	}
	if strings.Contains(strings.Join(lab.asked, " "), "DELETE") {
		t.Errorf("asked %v", lab.asked)
	}
}

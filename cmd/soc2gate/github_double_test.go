package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// The tokens of the doubles are none of anybody's.
const (
	fakeToken = "ghs_FAKE0000000000000000000000000000000000"
	ownBot    = "github-actions[bot]"
	judgedAt  = "6dcb09b5b57875f334f61aebed695e2e4193db5e"
)

// gitHubDouble plays GitHub. Every request is checked by GitHub's own
// description, and so is every answer, which is made of GitHub's own example.
type gitHubDouble struct {
	fault  func(format string, args ...any) // fails the test
	doc    *openapi3.T
	router routers.Router
	prefix string // of the API: empty, or /api/v3

	mu       sync.Mutex
	head     string // of the pull request
	fork     string // OWNER:BRANCH by which it is found
	viewer   string // of the token; GraphQL refuses if empty
	user     string // the same over REST
	comments []map[string]any
	asked    []string // methods and paths
	// instead answers in place of the double, if it returns true.
	instead func(w http.ResponseWriter, r *http.Request) bool
}

// description is read once: it does not change.
var description = sync.OnceValues(func() (*openapi3.T, error) {
	return openapi3.NewLoader().LoadFromFile("testdata/openapi/github.json")
})

func newGitHub(t *testing.T, prefix string) (*gitHubDouble, *httptest.Server) {
	t.Helper()
	doc, err := description()
	if err != nil {
		t.Fatal(err)
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	d := &gitHubDouble{fault: t.Errorf, doc: doc, router: router, prefix: prefix, head: judgedAt, viewer: ownBot}
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	return d, server
}

// example is a copy of GitHub's own, with these members changed.
func (d *gitHubDouble) example(name string, change map[string]any) map[string]any {
	text, err := json.Marshal(d.doc.Components.Examples[name].Value.Value)
	var made map[string]any
	if err == nil {
		err = json.Unmarshal(text, &made)
	}
	if err != nil {
		d.fault("example %s: %v", name, err)
	}
	maps.Copy(made, change)
	return made
}

// add puts a comment on the pull request.
func (d *gitHubDouble) add(author, body string) map[string]any {
	id := len(d.comments) + 1
	one := d.example("issue-comment", map[string]any{
		"id": id, "body": body, "html_url": fmt.Sprintf("https://github.com/acme/infra/pull/7#issuecomment-%d", id),
	})
	one["user"].(map[string]any)["login"] = author
	d.comments = append(d.comments, one)
	return one
}

// bodies are the texts of an author's comments.
func (d *gitHubDouble) bodies(author string) []string {
	var all []string
	for _, c := range d.comments {
		if c["user"].(map[string]any)["login"] == author {
			all = append(all, c["body"].(string))
		}
	}
	return all
}

// writes counts the requests that changed something.
func (d *gitHubDouble) writes() int {
	return len(slices.DeleteFunc(slices.Clone(d.asked), func(a string) bool {
		return strings.HasPrefix(a, "GET ") || strings.HasSuffix(a, "/graphql")
	}))
}

func (d *gitHubDouble) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.serve(w, r)
}

func (d *gitHubDouble) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	d.asked = append(d.asked, r.Method+" "+r.URL.Path)
	r.Body = io.NopCloser(bytes.NewReader(body))
	if r.Header.Get("Authorization") != "Bearer "+fakeToken {
		refuse(w, http.StatusUnauthorized, "Bad credentials")
		return
	}
	if d.instead != nil && d.instead(w, r) {
		return
	}
	if strings.HasSuffix(r.URL.Path, "/graphql") {
		d.answerGraphQL(w, r, body)
		return
	}
	in := d.check(r)
	if in == nil {
		refuse(w, http.StatusUnprocessableEntity, "not as described")
		return
	}
	d.answer(w, r, in)
}

// check compares a request with the description.
func (d *gitHubDouble) check(r *http.Request) *openapi3filter.RequestValidationInput {
	path, ok := strings.CutPrefix(r.URL.Path, d.prefix)
	if !ok {
		d.fault("%s %s is not below %s", r.Method, r.URL.Path, d.prefix)
		return nil
	}
	plain := r.Clone(r.Context())
	plain.URL.Path = path
	route, params, err := d.router.FindRoute(plain)
	if err != nil {
		d.fault("%s %s: %v", r.Method, path, err)
		return nil
	}
	in := &openapi3filter.RequestValidationInput{Request: plain, PathParams: params, Route: route, Options: &openapi3filter.Options{MultiError: true}}
	if err := openapi3filter.ValidateRequest(r.Context(), in); err != nil {
		d.fault("%s %s is not as GitHub describes it: %v", r.Method, path, err)
		return nil
	}
	return in
}

// answerGraphQL knows the one question that is asked outside of the description.
func (d *gitHubDouble) answerGraphQL(w http.ResponseWriter, r *http.Request, body []byte) {
	want := map[string]string{"": "/graphql", "/api/v3": "/api/graphql"}[d.prefix]
	if r.Method != http.MethodPost || r.URL.Path != want || string(bytes.TrimSpace(body)) != `{"query":"query { viewer { login } }"}` {
		d.fault("%s %s: %s", r.Method, r.URL.Path, body)
	}
	if d.viewer == "" {
		refuse(w, http.StatusForbidden, "Resource not accessible by integration")
		return
	}
	_, _ = fmt.Fprintf(w, `{"data":{"viewer":{"login":%q}}}`, d.viewer)
}

func (d *gitHubDouble) answer(w http.ResponseWriter, r *http.Request, in *openapi3filter.RequestValidationInput) {
	switch in.Route.Operation.OperationID {
	case "pulls/get":
		d.send(w, in, http.StatusOK, d.pull())
	case "pulls/list":
		found := []any{}
		if r.URL.Query().Get("head") == d.fork {
			found = append(found, d.simple())
		}
		d.send(w, in, http.StatusOK, found)
	case "users/get-authenticated":
		if d.user == "" {
			refuse(w, http.StatusForbidden, "Resource not accessible by integration")
			return
		}
		d.send(w, in, http.StatusOK, d.example("private-user-response-with-public-and-private-profile-information", map[string]any{"login": d.user, "user_view_type": "private"}))
	case "issues/list-comments":
		d.list(w, r, in)
	case "issues/create-comment", "issues/update-comment":
		d.write(w, in)
	}
}

func (d *gitHubDouble) pull() map[string]any {
	pr := d.example("pull-request", map[string]any{"number": 7, "requested_teams": []any{}}) // whose example is not as described
	pr["head"].(map[string]any)["sha"] = d.head
	pr["base"].(map[string]any)["repo"].(map[string]any)["html_url"] = "https://github.com/acme/infra"
	return pr
}

// simple is the pull request as lists have it.
func (d *gitHubDouble) simple() any {
	list := d.doc.Components.Examples["pull-request-simple-items"].Value.Value.([]any)
	pr := maps.Clone(list[0].(map[string]any))
	pr["number"], pr["requested_teams"] = 7, []any{}
	pr["head"] = maps.Clone(pr["head"].(map[string]any))
	pr["head"].(map[string]any)["sha"] = d.head
	return pr
}

func (d *gitHubDouble) list(w http.ResponseWriter, r *http.Request, in *openapi3filter.RequestValidationInput) {
	query := r.URL.Query()
	size, _ := strconv.Atoi(query.Get("per_page"))
	page, _ := strconv.Atoi(query.Get("page"))
	size, page = max(size, 1), max(page, 1)
	from, to := min((page-1)*size, len(d.comments)), min(page*size, len(d.comments))
	if to < len(d.comments) {
		query.Set("page", strconv.Itoa(page+1))
		w.Header().Set("Link", fmt.Sprintf("<http://%s%s?%s>; rel=\"next\"", r.Host, r.URL.Path, query.Encode()))
	}
	d.send(w, in, http.StatusOK, append([]map[string]any{}, d.comments[from:to]...))
}

// write takes a comment, if it is not longer than GitHub takes.
func (d *gitHubDouble) write(w http.ResponseWriter, in *openapi3filter.RequestValidationInput) {
	var sent struct {
		Body string `json:"body"`
	}
	if err := json.NewDecoder(in.Request.Body).Decode(&sent); err != nil {
		d.fault("%v", err)
	}
	if len([]rune(sent.Body)) > 65536 {
		refuse(w, http.StatusUnprocessableEntity, "Validation Failed: Body is too long (maximum is 65536 characters)")
		return
	}
	if in.Route.Method == http.MethodPost {
		d.send(w, in, http.StatusCreated, d.add(cmp.Or(d.viewer, d.user, ownBot), sent.Body))
		return
	}
	for _, c := range d.comments {
		if fmt.Sprint(c["id"]) == in.PathParams["comment_id"] {
			c["body"] = sent.Body
			d.send(w, in, http.StatusOK, c)
			return
		}
	}
	refuse(w, http.StatusNotFound, "Not Found")
}

// send answers, and checks that GitHub could have.
func (d *gitHubDouble) send(w http.ResponseWriter, in *openapi3filter.RequestValidationInput, status int, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		d.fault("%v", err)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: status, Header: w.Header(), Options: in.Options}
	if err := openapi3filter.ValidateResponse(in.Request.Context(), out.SetBodyBytes(text)); err != nil {
		d.fault("the double does not answer as GitHub does: %.300v", err)
	}
	w.WriteHeader(status)
	_, _ = w.Write(text)
}

// refuse answers as GitHub refuses. A host may say anything, the token included.
func refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	text, _ := json.Marshal(map[string]string{"message": message + " " + fakeToken, "documentation_url": "https://docs.github.com/rest"})
	_, _ = w.Write(text)
}

// TestGitHubDoubleIsStrict sends what GitHub's description refuses, and what it
// does not know.
func TestGitHubDoubleIsStrict(t *testing.T) {
	hub, server := newGitHub(t, "")
	var faults []string
	hub.fault = func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	for _, c := range [][3]string{
		{"POST", "/repos/acme/infra/issues/7/comments", `{}`},
		{"POST", "/repos/acme/infra/issues/7/comments", `{"body":1}`},
		{"POST", "/repos/acme/infra/issues/x/comments", `{"body":"x"}`},
		{"PATCH", "/repos/acme/infra/issues/comments/1", ``},
		{"GET", "/repos/acme/infra/pulls?state=any", ``},
		{"PUT", "/repos/acme/infra/issues/7/comments", `{"body":"x"}`},
		{"GET", "/repos/acme/infra", ``},
		{"POST", "/graphql", `{"query":"mutation { x }"}`},
	} {
		faults = nil
		req, err := http.NewRequestWithContext(t.Context(), c[0], server.URL+c[1], strings.NewReader(c[2]))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+fakeToken)
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if len(faults) != 1 {
			t.Errorf("%s %s %s: %d faults: %v", c[0], c[1], c[2], len(faults), faults)
		}
	}
}

package comment

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// GitLab is a merge request. Five kinds of request are all that it takes, so
// that they stand here: GitLab's own library would add a tenth to the program.
type GitLab struct {
	access Access
	client *http.Client
	api    string // of the merge request, and of the API
	self   string
	number int
	page   string // of the merge request, for people
}

// gitLabLimit is the size of a note. GitLab takes 1,000,000 characters (GitLab
// documentation, "Size of comments and descriptions", 2026-11); nobody reads so
// many.
const gitLabLimit = 200000

var gitLabCures = map[int]string{
	http.StatusUnauthorized:        "GITLAB_TOKEN is not valid there; it is an access token of a project, group or person, and not CI_JOB_TOKEN, and it may have expired",
	http.StatusForbidden:           "the token needs the scope `api`, and its user must be a member of the project who may comment",
	http.StatusNotFound:            "there is no such project or merge request, or the token may not see it",
	http.StatusBadRequest:          "it does not take the note as it is",
	http.StatusUnprocessableEntity: "it does not take the note as it is",
}

// NewGitLab opens the merge request of a place.
func NewGitLab(a Access, p Place) (*GitLab, error) {
	hc, base, err := a.client("Private-Token", a.Token)
	if err != nil {
		return nil, err
	}
	api := strings.TrimSuffix(base.String(), "/")
	return &GitLab{
		access: a, client: hc, number: p.Number, self: api + "/user",
		api: fmt.Sprintf("%s/projects/%s/merge_requests/%d", api, url.PathEscape(p.Repo), p.Number),
	}, nil
}

// Limit is the size of a note in bytes.
func (g *GitLab) Limit() int { return gitLabLimit }

// Change looks the merge request up.
func (g *GitLab) Change(ctx context.Context) (Change, error) {
	var mr struct {
		SHA    string `json:"sha"`
		WebURL string `json:"web_url"`
	}
	_, err := g.do(ctx, fmt.Sprintf("look up merge request %d", g.number), http.MethodGet, g.api, nil, &mr)
	g.page = mr.WebURL
	project, _, _ := strings.Cut(mr.WebURL, "/-/")
	return Change{Head: mr.SHA, Page: project + "/-"}, err
}

// Self is the name of the token's user.
func (g *GitLab) Self(ctx context.Context) (string, error) {
	var user struct {
		Username string `json:"username"`
	}
	_, err := g.do(ctx, "ask whose the token is", http.MethodGet, g.self, nil, &user)
	return user.Username, err
}

// note is a note as GitLab writes it.
type note struct {
	ID     int64  `json:"id"`
	Body   string `json:"body"`
	Author struct {
		Username string `json:"username"`
	} `json:"author"`
}

func (g *GitLab) note(n note) Note {
	return Note{ID: n.ID, Author: n.Author.Username, Body: n.Body, URL: fmt.Sprintf("%s#note_%d", g.page, n.ID)}
}

// Notes lists our notes, the oldest first.
func (g *GitLab) Notes(ctx context.Context) ([]Note, error) {
	doing := fmt.Sprintf("list the notes of merge request %d", g.number)
	var notes []Note
	next := "1"
	for range maxPages {
		var page []note
		header, err := g.do(ctx, doing, http.MethodGet, g.api+"/notes?sort=asc&order_by=created_at&per_page=100&page="+next, nil, &page)
		if err != nil {
			return nil, err
		}
		for _, n := range page {
			if strings.HasPrefix(n.Body, opening) {
				notes = append(notes, g.note(n))
			}
		}
		if next = header.Get("X-Next-Page"); next == "" {
			return notes, nil
		}
		if _, err := strconv.Atoi(next); err != nil {
			return nil, fmt.Errorf("%s: the next page has no number", doing)
		}
	}
	return nil, fmt.Errorf("%s: there are more than %d", doing, maxPages*100)
}

// Create writes a new note.
func (g *GitLab) Create(ctx context.Context, body string) (Note, error) {
	var n note
	_, err := g.do(ctx, fmt.Sprintf("comment on merge request %d", g.number), http.MethodPost, g.api+"/notes", text{body}, &n)
	if err != nil {
		return Note{}, unsure(ctx, err)
	}
	return g.note(n), nil
}

// Update puts another text into a note.
func (g *GitLab) Update(ctx context.Context, id int64, body string) (Note, error) {
	var n note
	_, err := g.do(ctx, fmt.Sprintf("update note %d of merge request %d", id, g.number), http.MethodPut, fmt.Sprintf("%s/notes/%d", g.api, id), text{body}, &n)
	return g.note(n), err
}

type text struct {
	Body string `json:"body"`
}

package comment

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/google/go-github/v90/github"
)

// GitHub is a pull request on github.com, GitHub Enterprise Cloud or Server.
type GitHub struct {
	access      Access
	client      *github.Client
	graphql     string
	owner, repo string
	number      int
	branch      string // OWNER:BRANCH, by which to find the number
	commit      string
	inActions   bool
}

// gitHubLimit is the size of a comment: GitHub takes 65,536 characters (its
// answer 422, 2026-11), and this is less however they are counted.
const gitHubLimit = 60000

// maxPages bounds how many pages of comments are read, of 100 each.
const maxPages = 200

var gitHubCures = map[int]string{
	http.StatusUnauthorized:        "GITHUB_TOKEN is not valid there; it may have expired, or belong to another host",
	http.StatusForbidden:           "give the job `permissions: pull-requests: write`; a run for a pull request of a fork cannot have it, and its result is for a job on workflow_run to show",
	http.StatusNotFound:            "there is no such repository or pull request, or the token may not see it",
	http.StatusGone:                "it is not there any more",
	http.StatusUnprocessableEntity: "it does not take the comment as it is",
}

// NewGitHub opens the pull request of a place.
func NewGitHub(a Access, p Place) (*GitHub, error) {
	hc, base, err := a.client("Authorization", "Bearer "+a.Token)
	if err != nil {
		return nil, err
	}
	g := &GitHub{access: a, number: p.Number, branch: p.Branch, commit: p.Commit, inActions: p.InActions}
	g.owner, g.repo, _ = strings.Cut(p.Repo, "/")
	api, graphql := base.String(), *base
	graphql.Path = strings.TrimSuffix(strings.TrimSuffix(base.Path, "/"), "/v3") + "/graphql" // of Enterprise Server /api/graphql
	g.graphql = graphql.String()
	g.client, err = github.NewClient(github.WithHTTPClient(hc), github.WithURLs(&api, nil), github.WithUserAgent("soc2gate"), github.WithDisableRateLimitCheck())
	if err != nil {
		return nil, fmt.Errorf("open GitHub: %w", err)
	}
	return g, nil
}

// Limit is the size of a comment in bytes.
func (g *GitHub) Limit() int { return gitHubLimit }

// Change looks the pull request up, by its head if its number is not known.
func (g *GitHub) Change(ctx context.Context) (Change, error) {
	if g.number == 0 {
		if err := g.find(ctx); err != nil {
			return Change{}, err
		}
	}
	doing := fmt.Sprintf("look up pull request %d of %s/%s", g.number, g.owner, g.repo)
	pr, _, err := g.client.PullRequests.Get(ctx, g.owner, g.repo, g.number)
	if err != nil {
		return Change{}, g.failed(ctx, doing, err)
	}
	return Change{Head: pr.GetHead().GetSHA(), Page: pr.GetBase().GetRepo().GetHTMLURL()}, nil
}

// find takes the open pull request from the branch whose head was judged. A
// workflow that runs after that of a fork is told the branch and the commit by
// GitHub, and a number only by the fork.
func (g *GitHub) find(ctx context.Context) error {
	doing := fmt.Sprintf("find the pull request of commit %.12s", g.commit)
	found, _, err := g.client.PullRequests.List(ctx, g.owner, g.repo, &github.PullRequestListOptions{
		State: "open", Head: g.branch, ListOptions: github.ListOptions{PerPage: 100},
	})
	if err != nil {
		return g.failed(ctx, doing, err)
	}
	var numbers []int
	for _, pr := range found {
		if pr.GetHead().GetSHA() == g.commit {
			numbers = append(numbers, pr.GetNumber())
		}
	}
	if len(numbers) != 1 {
		return fmt.Errorf("%s: %d open pull requests have it as their head; pass --pr", doing, len(numbers))
	}
	g.number = numbers[0]
	return nil
}

// Notes lists our comments on the pull request, the oldest first.
func (g *GitHub) Notes(ctx context.Context) ([]Note, error) {
	doing := fmt.Sprintf("list the comments of pull request %d", g.number)
	var notes []Note
	options := &github.IssueListCommentsOptions{ListOptions: github.ListOptions{PerPage: 100}}
	for range maxPages {
		page, resp, err := g.client.Issues.ListComments(ctx, g.owner, g.repo, g.number, options)
		if err != nil {
			return nil, g.failed(ctx, doing, err)
		}
		for _, c := range page {
			if n := g.note(c); strings.HasPrefix(n.Body, opening) {
				notes = append(notes, n)
			}
		}
		if options.Page = resp.NextPage; options.Page == 0 {
			return notes, nil
		}
	}
	return nil, fmt.Errorf("%s: there are more than %d", doing, maxPages*100)
}

func (g *GitHub) note(c *github.IssueComment) Note {
	return Note{ID: c.GetID(), Author: c.GetUser().GetLogin(), Body: c.GetBody(), URL: g.access.hide(c.GetHTMLURL())}
}

// Create writes a new comment.
func (g *GitHub) Create(ctx context.Context, body string) (Note, error) {
	c, _, err := g.client.Issues.CreateComment(ctx, g.owner, g.repo, g.number, &github.IssueComment{Body: &body})
	if err != nil {
		err = g.failed(ctx, fmt.Sprintf("comment on pull request %d of %s/%s", g.number, g.owner, g.repo), err)
		return Note{}, unsure(ctx, err)
	}
	return g.note(c), nil
}

// Update puts another text into a comment.
func (g *GitHub) Update(ctx context.Context, id int64, body string) (Note, error) {
	c, _, err := g.client.Issues.EditComment(ctx, g.owner, g.repo, id, &github.IssueComment{Body: &body})
	if err != nil {
		return Note{}, g.failed(ctx, fmt.Sprintf("update comment %d of pull request %d", id, g.number), err)
	}
	return g.note(c), nil
}

package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/soc2gate/soc2gate/report"
)

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

	// Another commit with the same plan; and one in which a finding is gone.
	hub.head = "2222222222222222222222222222222222222222"
	wrote(t, "updated ", blocked, "--commit", hub.head, "--root", "infra/prod")
	says(t, hub.bodies(ownBot)[0], "0 findings new, 0 gone; the plan is the same.", "commit [`2222222`]")
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

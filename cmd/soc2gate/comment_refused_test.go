package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/soc2gate/soc2gate/gate"
)

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

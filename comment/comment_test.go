package comment

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"github.com/soc2gate/soc2gate/report"
)

const commitA = "6dcb09b5b57875f334f61aebed695e2e4193db5e"

func TestMarkerIsReadAsItWasWritten(t *testing.T) {
	m := marker{
		Head: commitA, Made: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Decision: "block", Plan: "sha256:" + strings.Repeat("0", 64),
		Result: "r", Text: digest(""), Count: 2, stack: "prod/eu --> <!--", standing: []report.Mark{{1, 2}, {255, 255, 255}},
	}
	for _, text := range []string{"", "x\n", "## ✅\n\n--> <!-- soc2gate v1 - -->\n"} {
		body := m.of(text)
		if !strings.HasPrefix(body, prefix(m.stack)) || len(m.line())+len(text) != len(body) {
			t.Errorf("%q", body)
		}
		line, _, _ := strings.Cut(body, "\n")
		if strings.Count(line, "<!--") != 1 || strings.Count(line, "-->") != 1 {
			t.Errorf("%q is not one comment of HTML", line)
		}
		got, intact := read(body)
		if got == nil || !intact {
			t.Fatalf("%v, %v", got, intact)
		}
		got.stack, got.Text = m.stack, m.Text
		if got.line() != m.line() {
			t.Errorf("%+v, want %+v", got, m)
		}
	}
}

// TestMarkerIsNotSeen: a reader's first line is the decision.
func TestMarkerIsNotSeen(t *testing.T) {
	m := marker{Head: commitA, Decision: "block", Plan: "sha256:" + strings.Repeat("0", 64), standing: make([]report.Mark, maxStanding)}
	var html strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(m.of(report.Comment(report.Result{Decision: "block"}, report.Options{}))), &html); err != nil {
		t.Fatal(err)
	}
	seen := strings.TrimSpace(strings.TrimPrefix(html.String(), "<!-- raw HTML omitted -->"))
	if !strings.HasPrefix(seen, "<h2>⛔ Blocked: ") {
		t.Errorf("%.300s", seen)
	}
	if n := len(m.line()); n > maxMarker {
		t.Errorf("the longest marker has %d bytes and would not be read", n)
	}
}

// TestPrefixesOfStacks: no stack's comments are found under another's name.
func TestPrefixesOfStacks(t *testing.T) {
	names := []string{"", "-", "a", "aa", "aaa", "A", "prod", "prod/eu", "prod ", "LQ"}
	for _, a := range names {
		for _, b := range names {
			if (a == b) != strings.HasPrefix(prefix(a)+"x", prefix(b)) {
				t.Errorf("%q and %q", a, b)
			}
		}
	}
}

// FuzzMarker reads what anybody may have put into a comment.
func FuzzMarker(f *testing.F) {
	f.Add("<!-- soc2gate v1 - e30 - -->\n")
	f.Add(marker{Head: commitA, Decision: "allow", Plan: "sha256:" + strings.Repeat("0", 64), standing: make([]report.Mark, 3)}.of("x"))
	f.Fuzz(func(t *testing.T, body string) {
		m, _ := read(body)
		if m == nil {
			return
		}
		if !FullCommit(m.Head) || len(m.standing) > maxStanding {
			t.Errorf("%+v", m)
		}
		r := report.Result{Decision: "allow"}
		if text := report.Comment(r, report.Options{Previous: m.trace()}); !strings.Contains(text, "Since the previous run") {
			t.Error(text)
		}
	})
}

// TestAccess sends the token encrypted, or not off this machine.
func TestAccess(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://api.github.com": true, "https://github.example.com/api/v3/": true, "https://github.example.com:8443/api/v3": true,
		"http://127.0.0.1:8080": true, "http://[::1]:8080/x": true, "http://localhost": true, "http://127.9.9.9": true,
		"http://api.github.com": false, "http://10.0.0.1": false, "http://localhost.example.com": false, "http://127.0.0.1.example.com": false,
		"http://[::ffff:10.0.0.1]": false, "http://0.0.0.0": false, "ftp://127.0.0.1": false, "": false, "api.github.com": false, "//api.github.com": false,
		"https://user:secret@api.github.com": false, "https://api.github.com?x": false, "https://api.github.com#x": false, "https://": false, "file:///etc/passwd": false, "https://a b": false,
	} {
		err := Access{API: address, Token: "x"}.Check()
		if (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%v shows a password", err)
		}
	}
}

// TestRetryOfWhatBreaks: what can be done twice is, and a new comment is not.
func TestRetryOfWhatBreaks(t *testing.T) {
	for method, want := range map[string]int{http.MethodGet: maxTries, http.MethodPut: maxTries, http.MethodPatch: maxTries, http.MethodPost: 1} {
		tries := 0
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			tries++
			var sent [4]byte
			if n, _ := r.Body.Read(sent[:]); string(sent[:n]) != "text" {
				t.Errorf("try %d sends %q", tries, sent[:n])
			}
			w.WriteHeader(http.StatusServiceUnavailable)
		}))
		var waited []time.Duration
		hc, _, err := Access{API: server.URL, Token: "x", Pause: func(_ context.Context, d time.Duration, _ string) error {
			waited = append(waited, d)
			return nil
		}}.client("Authorization", "x")
		if err != nil {
			t.Fatal(err)
		}
		req, err := http.NewRequestWithContext(t.Context(), method, server.URL, strings.NewReader("text"))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := hc.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		server.Close()
		if tries != want || len(waited) != want-1 || resp.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("%s: %d tries, waited %v, %d", method, tries, waited, resp.StatusCode)
		}
	}
}

// TestRetryOfNoAnswer: a new comment may have arrived, though nobody says so.
func TestRetryOfNoAnswer(t *testing.T) {
	for method, want := range map[string]int{http.MethodGet: maxTries, http.MethodPatch: maxTries, http.MethodPost: 1} {
		tries := 0
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			tries++
			panic(http.ErrAbortHandler) // the connection breaks
		}))
		hc, _, err := Access{API: server.URL, Token: "x", Pause: func(context.Context, time.Duration, string) error { return nil }}.client("Authorization", "x")
		if err != nil {
			t.Fatal(err)
		}
		hc.Transport.(retry).next.(guard).next.(*http.Transport).DisableKeepAlives = true // the library itself tries again on a connection that was kept
		req, err := http.NewRequestWithContext(t.Context(), method, server.URL, strings.NewReader("text"))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := hc.Do(req)
		if err == nil {
			_ = resp.Body.Close()
			t.Error("there was an answer")
		}
		server.Close()
		if tries != want {
			t.Errorf("%s: %d tries, want %d", method, tries, want)
		}
		if unknown := errors.Is(unsure(t.Context(), err), ErrUnsure); !unknown {
			t.Errorf("%s: %v", method, err)
		}
	}
}

// TestRetryEndsWithTheTime does not wait for what comes too late.
func TestRetryEndsWithTheTime(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	if !fits(ctx, time.Minute) || fits(ctx, 2*time.Hour) {
		t.Error("a wait of a minute fits into an hour, and one of two does not")
	}
	cancel()
	if fits(ctx, 0) {
		t.Error("there is no time left")
	}
	if err := Sleep(ctx, time.Hour, ""); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := Sleep(t.Context(), 0, ""); err != nil {
		t.Error(err)
	}
}

package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/soc2gate/soc2gate/live/double"
	"github.com/soc2gate/soc2gate/report"
)

// TestScriptsAgainstADouble runs the program with moto_server in place of AWS.
func TestScriptsAgainstADouble(t *testing.T) {
	server := double.Start(t)
	fixtures, err := filepath.Abs("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	expired, expires := expiring(t, server, false), expiring(t, server, true)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/double",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		ContinueOnError:     true,
		Setup: func(env *testscript.Env) error {
			for name, value := range server.Environment() {
				env.Setenv(name, value)
			}
			env.Setenv("DEMO", filepath.Join(fixtures, "demo", "plan.json"))
			env.Setenv("EXPIRED", expired)
			env.Setenv("EXPIRES", expires)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"refused": refused,
			"formats": formats,
		},
	})
}

// formats ARG...: soc2gate says in every format that AWS did not answer.
func formats(ts *testscript.TestScript, _ bool, args []string) {
	for _, format := range report.Formats() {
		exitCode(ts, slices.Concat(args[:1], []string{"--format", format}, args[1:]))
		if out := ts.ReadFile("stdout"); !strings.Contains(strings.ToLower(out), "synthetic") {
			ts.Fatalf("as %s, the result does not say that it is synthetic: %s", format, out)
		}
	}
}

// over is what AWS answers to a token whose time is over, in the protocol of
// STS, and so that other services' clients find the code as well.
const over = `<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>`

// expiring is a server that takes no token, or only takes it until it was said
// whose it is.
func expiring(t *testing.T, server *double.Server, first bool) string {
	t.Helper()
	moto, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(moto)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if first && bytes.Contains(body, []byte("GetCallerIdentity")) {
			r.Body = io.NopCloser(bytes.NewReader(body))
			proxy.ServeHTTP(w, r)
			return
		}
		w.Header().Set("X-Amzn-Errortype", "ExpiredToken")
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, over)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

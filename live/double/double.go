// Package double starts moto_server, which stands in for AWS in tests, and says
// how a program is made to ask it.
package double

import (
	"bytes"
	_ "embed" // of what mends moto
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Variable names the environment variable that holds the moto_server program.
// Without it, the tests that need one are skipped.
const Variable = "SOC2GATE_DOUBLE"

// Account is the account that moto takes an unknown access key to be of.
const Account = "123456789012"

// Server is a running moto_server, with nothing in its account.
type Server struct{ URL string }

//go:embed sitecustomize.py
var mended []byte

// patience is how long the server may take to start, on a machine that has
// other work.
const patience = time.Minute

// Start runs moto_server on a port of this machine that the kernel chooses,
// until the test ends.
func Start(t testing.TB) *Server {
	t.Helper()
	program := os.Getenv(Variable)
	if program == "" {
		t.Skipf("%s is not set: `make double` runs this test against moto_server", Variable)
	}
	python := t.TempDir()
	if err := os.WriteFile(filepath.Join(python, "sitecustomize.py"), mended, 0o600); err != nil {
		t.Fatal(err)
	}
	said := &log{}
	moto := exec.Command(program, "-H", "127.0.0.1", "-p", "0") //nolint:gosec // whoever runs the tests says which program
	moto.Env = append(foreign(), "PYTHONPATH="+python, "PYTHONDONTWRITEBYTECODE=1")
	moto.Stdout, moto.Stderr = said, said
	if err := moto.Start(); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	t.Cleanup(func() {
		_ = moto.Process.Signal(syscall.SIGTERM)
		_ = moto.Wait() // how it ends is of no interest
	})
	for range patience / (50 * time.Millisecond) {
		if at := said.url(); at != "" {
			return &Server{URL: at}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s did not start: %s", program, said)
	return nil
}

// log keeps what the server says.
type log struct {
	mu   sync.Mutex
	said bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.said.Len() < 1<<16 { // the address comes first; each request is a line
		l.said.Write(p)
	}
	return len(p), nil
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.String()
}

var address = regexp.MustCompile(`(?m)http://127\.0\.0\.1:[0-9]+\s`)

func (l *log) url() string { return strings.TrimSpace(address.FindString(l.String())) }

// foreign is the environment without what concerns AWS or a proxy.
func foreign() []string {
	var kept []string
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); !ofAWS(name) {
			kept = append(kept, variable)
		}
	}
	return kept
}

func ofAWS(name string) bool {
	name = strings.ToUpper(name)
	return strings.HasPrefix(name, "AWS_") || strings.HasSuffix(name, "_PROXY")
}

// Nowhere is the environment that leaves no way to a real account, and has no
// credentials.
func Nowhere() map[string]string {
	return map[string]string{
		"AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull, "AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "us-east-1",
	}
}

// Environment is the one in which a program asks the server. S3 Control puts the
// account before the host, a name that nobody can look up: such a request goes
// to the server as if to a proxy.
func (s *Server) Environment() map[string]string {
	env := Nowhere()
	env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"] = "test", "test"
	env["AWS_ENDPOINT_URL"], env["HTTP_PROXY"], env["NO_PROXY"] = s.URL, s.URL, "127.0.0.1"
	return env
}

// Use sets the test's environment, and takes out of it what else concerns AWS.
func Use(t testing.TB, env map[string]string) {
	t.Helper()
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); ofAWS(name) {
			t.Setenv(name, "") // which puts back what was there when the test ends
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, value := range env {
		t.Setenv(name, value)
	}
}

// Proxy is what HTTP_PROXY and NO_PROXY say. Go reads those only once in a
// process.
func (s *Server) Proxy(r *http.Request) (*url.URL, error) {
	if r.URL.Hostname() == "127.0.0.1" {
		return nil, nil //nolint:nilnil // no proxy and no error, as net/http has it
	}
	return url.Parse(s.URL) //nolint:wrapcheck // it was parsed before
}

// Reset empties the accounts.
func (s *Server) Reset(t testing.TB) {
	t.Helper()
	s.tell(t, "reset", "")
}

// Enforce lets IAM policies count, or not.
func (s *Server) Enforce(t testing.TB, on bool) {
	t.Helper()
	free := "inf"
	if on {
		free = "0"
	}
	s.tell(t, "reset-auth", free)
}

func (s *Server) tell(t testing.TB, what, body string) {
	t.Helper()
	answer, err := http.Post(s.URL+"/moto-api/"+what, "text/plain", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // nothing was written
	if said, _ := io.ReadAll(answer.Body); answer.StatusCode != http.StatusOK {
		t.Fatalf("moto-api/%s: %s: %s", what, answer.Status, said)
	}
}

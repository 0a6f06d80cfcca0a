package comment

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Access is how a host is spoken to.
type Access struct {
	API   string // the address of the API, as CI gives it
	Token string // never shown
	// Pause waits between two tries of a request; it ends early with the context.
	Pause Pause
}

// perTry is how long a host may take to answer one try of a request.
const perTry = 30 * time.Second

// maxAnswer bounds one answer, in bytes: a page of 100 comments of GitLab's
// longest.
const maxAnswer = 128 << 20

// address reads the address of an API. A token is sent encrypted, or not off
// this machine.
func (a Access) address() (*url.URL, error) {
	u, err := url.Parse(a.API)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("the address of the API is not one like https://api.github.com")
	case u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())):
		return nil, fmt.Errorf("the token is sent over https only, and the address of the API begins with %.8q", u.Scheme)
	}
	u.Path = strings.TrimSuffix(u.Path, "/") + "/"
	return u, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Check refuses an address or a token that cannot be used.
func (a Access) Check() error {
	if _, err := a.address(); err != nil {
		return err
	}
	if strings.ContainsFunc(a.Token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("the token has characters that no token has, such as a space or the end of a line")
	}
	return nil
}

// client sends the token in this header, to the host of the API and nowhere
// else.
func (a Access) client(header, value string) (*http.Client, *url.URL, error) {
	base, err := a.address()
	if err != nil {
		return nil, nil, err
	}
	wire := http.DefaultTransport
	if t, ok := wire.(*http.Transport); ok {
		t = t.Clone()
		t.ResponseHeaderTimeout = perTry
		wire = t
	}
	return &http.Client{Transport: retry{guard{base, header, value, wire}, a.Pause}, CheckRedirect: follow}, base, nil
}

// follow goes where a question is answered elsewhere. A change is not sent
// again: the library would make a question of it.
func follow(_ *http.Request, via []*http.Request) error {
	if via[0].Method != http.MethodGet || len(via) >= 5 {
		return http.ErrUseLastResponse
	}
	return nil
}

// hide takes the token out of what a host says.
func (a Access) hide(text string) string {
	if a.Token == "" {
		return text
	}
	return strings.ReplaceAll(text, a.Token, "(token)")
}

// guard adds the token to requests of one host, and lets no other through.
type guard struct {
	base          *url.URL
	header, value string
	next          http.RoundTripper
}

var errElsewhere = errors.New("it sends the request on to another host, which is not to see the token")

// RoundTrip sends one request.
func (g guard) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme != g.base.Scheme || req.URL.Host != g.base.Host {
		if req.Body != nil {
			_ = req.Body.Close()
		}
		return nil, errElsewhere
	}
	req = req.Clone(req.Context())
	req.Header.Set(g.header, g.value)
	resp, err := g.next.RoundTrip(req)
	if err != nil {
		return nil, err //nolint:wrapcheck // the client says what was asked
	}
	resp.Body = http.MaxBytesReader(nil, resp.Body, maxAnswer)
	return resp, nil
}

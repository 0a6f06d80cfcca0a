// Delay stands between a program and a server on this machine and lets every
// answer wait, as the way to AWS would.
//
//	delay -to http://127.0.0.1:5000 -by 50ms
//
// A question that was asked before is answered from memory: the server is one
// process that takes its own time for each, and AWS is not. It prints the
// address it listens on and ends with its standard input.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"sync"
	"time"
)

func main() {
	to := flag.String("to", "", "the server, on 127.0.0.1")
	by := flag.Duration("by", 50*time.Millisecond, "how long each answer waits")
	flag.Parse()
	if err := delay(*to, *by, os.Stdin, os.Stdout); err != nil { //nolint:forbidigo // only main knows the streams
		fmt.Fprintln(os.Stderr, "delay:", err) //nolint:forbidigo // as above
		os.Exit(1)                             //nolint:forbidigo // only main ends the program
	}
}

// delay serves until its input ends.
func delay(to string, by time.Duration, until io.Reader, address io.Writer) error {
	server, err := url.Parse(to)
	if err != nil || server.Hostname() != "127.0.0.1" {
		return errors.New("-to is not a server on 127.0.0.1")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // it is listened to until the end
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	defer listener.Close()                                     //nolint:errcheck // it is over
	go func() { _ = http.Serve(listener, late(server, by)) }() //nolint:gosec // the only client is a benchmark
	if _, err := fmt.Fprintf(address, "http://%s\n", listener.Addr()); err != nil {
		return fmt.Errorf("say where: %w", err)
	}
	if _, err := io.Copy(io.Discard, until); err != nil {
		return fmt.Errorf("wait: %w", err)
	}
	return nil
}

// late hands every request on as it is, with the host it was sent to, and its
// answer after a while.
func late(server *url.URL, by time.Duration) http.Handler {
	return &httputil.ReverseProxy{
		Transport: &memory{answers: map[string][]byte{}},
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(server)
			r.Out.Host = r.In.Host
		},
		ModifyResponse: func(*http.Response) error {
			time.Sleep(by)
			return nil
		},
	}
}

// memory asks the server what it was not asked before.
type memory struct {
	mu      sync.Mutex
	answers map[string][]byte
}

// RoundTrip tells questions apart by all that they say but for the time and
// the signature, which are in the headers.
func (m *memory) RoundTrip(r *http.Request) (*http.Response, error) {
	question, err := ask(r)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	answer, known := m.answers[question]
	m.mu.Unlock()
	if !known {
		if answer, err = forward(r); err != nil {
			return nil, err
		}
		m.mu.Lock()
		m.answers[question] = answer
		m.mu.Unlock()
	}
	response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(answer)), r)
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return response, nil
}

// ask reads the question and leaves it in the request.
func ask(r *http.Request) (string, error) {
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return "", fmt.Errorf("read the question: %w", err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	return fmt.Sprintf("%s %s%s %s\n%s", r.Method, r.Host, r.URL.RequestURI(), r.Header.Get("X-Amz-Target"), body), nil
}

// forward returns the server's answer as it goes over the wire.
func forward(r *http.Request) ([]byte, error) {
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, fmt.Errorf("ask the server: %w", err)
	}
	defer response.Body.Close() //nolint:errcheck // it was read to its end
	answer, err := httputil.DumpResponse(response, true)
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return answer, nil
}

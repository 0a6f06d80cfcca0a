// Delay stands between a program and a server on this machine and lets every
// answer wait, as the way to AWS would.
//
//	delay -to http://127.0.0.1:5000 -by 50ms
//
// It prints the address it listens on and ends with its standard input.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
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

// Delay stands between a program and a server on this machine and lets every
// answer wait, as the way to AWS would.
//
//	delay -to http://127.0.0.1:5000 -by 50ms
//
// It prints the address it listens on and ends with its standard input.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
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
	server, err := url.Parse(*to)
	if err != nil || server.Hostname() != "127.0.0.1" {
		log.Fatalf("delay: -to %q is not a server on 127.0.0.1", *to)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatalf("delay: %v", err)
	}
	go func() { log.Fatal(http.Serve(listener, late(server, *by))) }() //nolint:gosec // the only client is a benchmark
	fmt.Fprintf(os.Stdout, "http://%s\n", listener.Addr())             //nolint:forbidigo // the result of this program
	_, _ = io.Copy(io.Discard, os.Stdin)                               //nolint:forbidigo // nothing else stops it
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

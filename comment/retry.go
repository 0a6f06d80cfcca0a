package comment

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Pause waits, and returns an error if the context ends before. Why is for who
// wonders.
type Pause func(ctx context.Context, d time.Duration, why string) error

// Sleep is the Pause of a clock on the wall.
func Sleep(ctx context.Context, d time.Duration, _ string) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx) //nolint:wrapcheck // nothing to add
	case <-timer.C:
		return nil
	}
}

// How often and how long a request is tried. GitHub asks to wait a minute, and
// longer each time, where it does not say how long (GitHub documentation,
// "Best practices for using the REST API", 2026-11).
const (
	maxTries  = 5
	firstWait = time.Second // after a failure of the host
	limitWait = time.Minute // after a rate limit without a time
)

// retry sends a request again where the host says that it did nothing, or where
// doing it twice is the same as once. It waits no longer than the context lives.
type retry struct {
	next  http.RoundTripper
	pause Pause
}

// RoundTrip sends one request as often as it takes.
func (r retry) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 0; ; try++ {
		resp, err := r.next.RoundTrip(req) //nolint:bodyclose // closed below, or by the caller
		wait, why := again(req, resp, err, try)
		if why == "" || try+1 == maxTries || !fits(req.Context(), wait) {
			return resp, err //nolint:wrapcheck // the client says what was asked
		}
		next := req.Clone(req.Context())
		if req.GetBody != nil {
			body, failed := req.GetBody()
			if failed != nil {
				return resp, err //nolint:wrapcheck // as above
			}
			next.Body = body
		}
		if resp != nil {
			_ = resp.Body.Close()
		}
		if err := r.pause(req.Context(), wait, why); err != nil {
			return nil, err
		}
		req = next
	}
}

// fits tells whether there is time for a wait.
func fits(ctx context.Context, wait time.Duration) bool {
	end, ok := ctx.Deadline()
	return ctx.Err() == nil && (!ok || time.Until(end) > wait)
}

// again says how long to wait before a request is sent again, and why; nothing
// if that would be no use, or would do it twice.
func again(req *http.Request, resp *http.Response, err error, try int) (time.Duration, string) {
	twice := req.Method != http.MethodPost
	switch {
	case errors.Is(err, errElsewhere):
		return 0, ""
	case err != nil && twice:
		return firstWait << try, "the host did not answer"
	case err != nil:
		return 0, ""
	case limited(resp):
		return untilFree(resp.Header, try), "the host limits how often it is asked"
	case resp.StatusCode >= http.StatusInternalServerError && twice:
		return firstWait << try, "the host answers " + resp.Status
	}
	return 0, ""
}

// limited tells whether the host refused the request for its number alone.
// Secondary limits of GitHub come as 403, 422 or 429.
func limited(resp *http.Response) bool {
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		return true
	case http.StatusForbidden, http.StatusUnprocessableEntity:
		said := strings.ToLower(peek(resp))
		return resp.Header.Get("Retry-After") != "" || resp.StatusCode == http.StatusForbidden && resp.Header.Get("X-Ratelimit-Remaining") == "0" ||
			strings.Contains(said, "secondary rate limit") || strings.Contains(said, "abuse detection")
	}
	return false
}

// peek reads the beginning of an answer and leaves all of it to be read.
func peek(resp *http.Response) string {
	begin, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	rest := io.MultiReader(bytes.NewReader(begin), resp.Body)
	if err != nil {
		rest = bytes.NewReader(begin)
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{rest, resp.Body}
	return string(begin)
}

// untilFree is how long the host asks to wait.
func untilFree(h http.Header, try int) time.Duration {
	if seconds, err := strconv.Atoi(h.Get("Retry-After")); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, 86400)) * time.Second
	}
	for _, of := range []string{"X-Ratelimit-", "Ratelimit-"} { // GitHub's and GitLab's
		if at, err := strconv.ParseInt(h.Get(of+"Reset"), 10, 64); err == nil && h.Get(of+"Remaining") == "0" {
			return max(time.Until(time.Unix(at, 0)), 0) + time.Second
		}
	}
	return limitWait << try
}

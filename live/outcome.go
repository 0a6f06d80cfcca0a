package live

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/aws/smithy-go"

	"github.com/soc2gate/soc2gate/account"
)

// calledFrom is an operation as one collector calls it.
type calledFrom struct{ collector, operation string }

// Outcome is what became of the calls of one operation by one collector.
type Outcome struct {
	Collector string // the first of its kinds
	Operation string // cloudtrail:DescribeTrails
	Actions   []string
	Calls     int // answered ones included
	Attempts  int // requests that were sent
	Took      time.Duration
	Causes    map[account.Cause]int // of calls that gave no answer
	Error     string                // of the last of them
}

// Service is the service that was called, as IAM names it.
func (o Outcome) Service() string {
	service, _, _ := strings.Cut(o.Operation, ":")
	return service
}

// Elapsed is how long the session has been reading.
func (s *Session) Elapsed() time.Duration { return time.Since(s.began) }

// note counts a call. One that tells that the credentials are not good ends the
// session: what others were answered before is no whole account.
func (s *Session) note(r *reader, c *call, v verdict, err error) {
	if v.dead {
		code, _ := deadBy(err)
		s.abort(expired(code))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := calledFrom{r.by.name(), c.op.String()}
	o := s.calls[key]
	if o == nil {
		o = &Outcome{Collector: key.collector, Operation: key.operation, Actions: c.op.actions(), Causes: map[account.Cause]int{}}
		s.calls[key] = o
	}
	o.Calls++
	o.Attempts += int(c.attempts.Load())
	if !c.began.IsZero() {
		o.Took += time.Since(c.began)
	}
	if !v.ok {
		o.Causes[v.cause]++
		o.Error = firstLine(err)
	}
}

// Outcomes returns what became of all calls, sorted by collector and operation.
func (s *Session) Outcomes() []Outcome {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Outcome, 0, len(s.calls))
	for _, o := range s.calls {
		all = append(all, *o)
	}
	slices.SortFunc(all, func(a, b Outcome) int {
		return cmp.Or(cmp.Compare(a.Collector, b.Collector), cmp.Compare(a.Operation, b.Operation))
	})
	return all
}

// deadBy returns the code by which AWS says that credentials are not good.
func deadBy(err error) (code string, dead bool) {
	var api smithy.APIError
	if !errors.As(err, &api) {
		return "", false
	}
	return api.ErrorCode(), classifyCode("", api.ErrorCode(), "").dead
}

// firstLine is the first line of an error, as far as anybody reads.
func firstLine(err error) string {
	if err == nil {
		return ""
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line[:min(len(line), 300)]
}

package live

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go/encoding/cbor"
	"golang.org/x/time/rate"

	"github.com/soc2gate/soc2gate/account"
)

// fake answers in place of AWS: for each operation, as CloudTrail writes it
// ("cloudtrail:DescribeTrails"), the bodies of its answers in the shapes that
// AWS documents, one for each time it is called; the last one is repeated. A
// body that is not text is a refusal.
type fake map[string][]any

// answers is one operation's entry in a fake.
func answers(bodies ...any) []any { return bodies }

// refusal is an answer with another status than 200.
type refusal struct {
	status int
	body   string
	header http.Header
}

// transport is a fake as the SDK sees it. It remembers what was asked.
type transport struct {
	t     *testing.T
	fake  fake
	mu    sync.Mutex
	asked map[string]int
	sent  []*http.Request
}

func (f *transport) Do(r *http.Request) (*http.Response, error) {
	c, ok := r.Context().Value(callKey{}).(*call)
	if !ok {
		f.t.Errorf("a request was sent past the helpers: %s", r.URL)
		return nil, http.ErrUseLastResponse
	}
	name := c.op.String()
	f.mu.Lock()
	n := f.asked[name]
	f.asked[name]++
	f.sent = append(f.sent, r)
	f.mu.Unlock()
	bodies := f.fake[name]
	if len(bodies) == 0 {
		return respond(r, refusal{status: http.StatusNotImplemented, body: "<html>not implemented</html>"}), nil
	}
	switch body := bodies[min(n, len(bodies)-1)].(type) {
	case string:
		return respond(r, refusal{status: http.StatusOK, body: body}), nil
	case refusal:
		return respond(r, body), nil
	case func(*http.Request) refusal:
		return respond(r, body(r)), nil
	case error:
		return nil, body
	case wait:
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	return nil, fmt.Errorf("the fake of %s is neither text nor refusal", name)
}

// wait is an answer that does not come.
type wait struct{}

func respond(r *http.Request, a refusal) *http.Response {
	header := a.header
	if header == nil {
		header = http.Header{}
	}
	return &http.Response{
		StatusCode: a.status, Status: fmt.Sprint(a.status), Header: header, Request: r,
		Body: io.NopCloser(strings.NewReader(a.body)), ContentLength: int64(len(a.body)),
	}
}

// refuses is an error answer in the protocol of the service: JSON, or the XML of
// the query protocol, of EC2 or of S3, or CBOR.
func refuses(operation string, status int, code, message string) refusal {
	service, _, _ := strings.Cut(operation, ":")
	switch service {
	case "cloudwatch":
		return refusal{status: status, body: inCBOR(cbor.Map{"__type": cbor.String("com.amazonaws.cloudwatch#" + code), "message": cbor.String(message)})}
	case "ec2":
		return refusal{status: status, body: fmt.Sprintf("<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>1</RequestID></Response>", code, message)}
	case "s3": // and S3 Control, which wraps the error once more
		return refusal{status: status, body: fmt.Sprintf("<Error><Code>%s</Code><Message>%s</Message><Error><Code>%[1]s</Code><Message>%[2]s</Message></Error></Error>", code, message)}
	case "iam", "sts", "sns", "rds", "elasticloadbalancing", "redshift", "elasticache", "cloudfront":
		return refusal{status: status, body: fmt.Sprintf("<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>1</RequestId></ErrorResponse>", code, message)}
	}
	return refusal{
		status: status, body: fmt.Sprintf(`{"__type":%q,"message":%q}`, code, message),
		header: http.Header{"X-Amzn-Errortype": {code}, "Content-Type": {"application/json"}},
	}
}

// inCBOR is a body of CloudWatch.
func inCBOR(body cbor.Map) string { return string(cbor.Encode(body)) }

const (
	testAccount = "123456789012"
	testRegion  = "us-east-1"
)

// openFake returns a session whose AWS is the fake.
func openFake(t *testing.T, f fake) (*Session, *transport) {
	t.Helper()
	sender := &transport{t: t, fake: f, asked: map[string]int{}}
	s := &Session{Options: Options{Call: 2 * time.Second, Service: 4 * time.Second, Run: 6 * time.Second}, lanes: newLanes(), calls: map[calledFrom]*Outcome{}}
	s.lanes.limit = func(string) rate.Limit { return 1000 } // a fake need not be spared
	bounded, done := context.WithTimeout(t.Context(), s.Run)
	t.Cleanup(done)
	s.ctx, s.stop = context.WithCancelCause(bounded)
	base := aws.Config{
		Region: testRegion, HTTPClient: sender, Credentials: credentials.NewStaticCredentialsProvider("AKIAFAKEFAKEFAKEFAKE", "fake", ""),
		APIOptions: nil, ServiceOptions: []func(string, any){s.endpoint}, Retryer: impatient,
	}
	base.APIOptions = append(base.APIOptions, attempt, s.official)
	s.party = &party{Account: testAccount, ARN: "arn:aws:iam::" + testAccount + ":role/auditor", config: base}
	s.upper = s.party
	return s, sender
}

// impatient is the retryer of the program without its patience.
func impatient() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts, o.MaxBackoff = attempts, time.Millisecond
	})
}

// recorded reads kinds from the fake, about everything, and returns the
// recording as it would be written, and what was asked.
func recorded(t *testing.T, f fake, kinds ...account.Kind) (*account.Recording, *transport) {
	t.Helper()
	s, sender := openFake(t, f)
	rec, err := s.Record(Need{Kinds: kinds, Regions: []string{testRegion}})
	if err != nil {
		t.Fatal(err)
	}
	rec.RecordedAt = time.Date(2026, 11, 27, 6, 0, 0, 0, time.UTC)
	return rec, sender
}

// wantRecorded compares a listing with the JSON of the recording: its items,
// gaps and calls.
func wantRecorded(t *testing.T, rec *account.Recording, kind account.Kind, want string) {
	t.Helper()
	var all bytes.Buffer
	if err := rec.Write(&all); err != nil {
		t.Fatal(err)
	}
	if _, err := account.ReadRecording(bytes.NewReader(all.Bytes())); err != nil {
		t.Errorf("check would refuse the recording: %v", err)
	}
	got := listing(t, all.Bytes(), kind)
	if wanted := normal(t, want); got != wanted {
		t.Errorf("%s is recorded as\n%s\nand not as\n%s", kind, got, wanted)
	}
}

// asked lists the operations that were sent, each with how often.
func (f *transport) operations() []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(f.asked)) {
		all = append(all, fmt.Sprintf("%s %d", name, f.asked[name]))
	}
	return all
}

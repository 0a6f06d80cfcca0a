package live

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/soc2gate/soc2gate/live/double"
)

// witness sees the requests on their way to the double, and its answers.
type witness struct {
	client aws.HTTPClient

	mu     sync.Mutex
	seen   []seen
	signed map[string][]string // the access keys by which an operation was asked
	html   map[string]bool     // the operations that were answered with a page
}

// seen is a request for a role.
type seen struct{ role, external string }

func (d *doubled) witness() *witness {
	return &witness{client: d.client(), signed: map[string][]string{}, html: map[string]bool{}}
}

var credential = regexp.MustCompile(`Credential=([^/]+)/`)

func (w *witness) Do(r *http.Request) (*http.Response, error) {
	name := "" // that of the test's own
	if c, ok := r.Context().Value(callKey{}).(*call); ok {
		name = c.op.String()
	}
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	answer, err := w.client.Do(r)
	w.mu.Lock()
	defer w.mu.Unlock()
	if form, _ := url.ParseQuery(string(body)); form.Get("Action") == "AssumeRole" {
		w.seen = append(w.seen, seen{form.Get("RoleArn"), form.Get("ExternalId")})
	} else if by := credential.FindStringSubmatch(r.Header.Get("Authorization")); by != nil {
		w.signed[name] = append(w.signed[name], by[1])
	}
	if err == nil && answer.StatusCode >= http.StatusNotFound && strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") && !errorDocument(answer) {
		w.html[name] = true
	}
	return answer, err
}

// errorDocument tells whether an answer is an error of AWS, which moto also
// calls HTML at times.
func errorDocument(r *http.Response) bool {
	text, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(text))
	return !bytes.Contains(bytes.ToLower(text), []byte("<!doctype html"))
}

func (w *witness) pages() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Sorted(maps.Keys(w.html))
}

// roles reads a member of an organization by a role, and what only the
// management account may see by another.
func (d *doubled) roles(t *testing.T) {
	member := Role{"arn:aws:iam::111122223333:role/reader", "books-and-more"}
	upper := Role{"arn:aws:iam::444455556666:role/organization", "from-the-top"}
	management := d.config(t)
	management.Credentials = stscreds.NewAssumeRoleProvider(sts.NewFromConfig(management), upper.ARN)
	makeOrganization(t.Context(), management)
	w := d.witness()
	s := d.session(t, Options{Role: member, Management: upper, HTTPClient: w})
	if s.Account() != "111122223333" || s.upper.Account != "444455556666" || !strings.Contains(s.Caller(), ":assumed-role/reader/soc2gate") {
		t.Errorf("read are %s by %s and %s", s.Account(), s.Caller(), s.upper.Account)
	}
	if want := []seen{{member.ARN, member.ExternalID}, {upper.ARN, upper.ExternalID}}; !slices.Equal(w.seen, want) {
		t.Errorf("the roles %v are assumed, and not %v", w.seen, want)
	}
	rec := record(t, s, nil)
	if rec.Account != "111122223333" || rec.Caller != s.Caller() {
		t.Errorf("the recording is of %s by %s", rec.Account, rec.Caller)
	}
	for _, c := range collectors {
		for _, op := range c.operations() {
			for _, key := range w.signed[op.String()] {
				if want := d.keyOf(t, s, c.where); key != want && !sharedBetween(op) {
					t.Errorf("%s is asked with key %s, and not %s", op, key, want)
				}
			}
		}
	}
	d.externalID(t)
}

// sharedBetween tells whether both accounts are asked for the same.
func sharedBetween(op operation) bool {
	var upper, member bool
	for _, c := range collectors {
		if slices.Contains(c.operations(), op) {
			upper, member = upper || c.where == management, member || c.where != management
		}
	}
	return upper && member
}

func (d *doubled) keyOf(t *testing.T, s *Session, w where) string {
	t.Helper()
	from := s.party
	if w == management {
		from = s.upper
	}
	who, err := from.config.Credentials.Retrieve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return who.AccessKeyID
}

const trustOfReaders = `{"Version": "2012-10-17", "Statement": [{
	"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": "books-and-more"}}
}]}`

// externalID lets IAM ask for the external id: with another the role is not
// assumed and nothing is read. Moto lets in whoever has none.
func (d *doubled) externalID(t *testing.T) {
	t.Helper()
	client, name := iam.NewFromConfig(d.config(t)), aws.String("reader")
	must(client.CreateRole(t.Context(), &iam.CreateRoleInput{RoleName: name, AssumeRolePolicyDocument: aws.String(trustOfReaders)}))
	must(client.CreateUser(t.Context(), &iam.CreateUserInput{UserName: name}))
	must(client.PutUserPolicy(t.Context(), &iam.PutUserPolicyInput{UserName: name, PolicyName: name, PolicyDocument: aws.String(policyOf("sts:AssumeRole"))}))
	key := must(client.CreateAccessKey(t.Context(), &iam.CreateAccessKeyInput{UserName: name})).AccessKey
	t.Setenv("AWS_ACCESS_KEY_ID", *key.AccessKeyId)
	t.Setenv("AWS_SECRET_ACCESS_KEY", *key.SecretAccessKey)
	d.Enforce(t, true)
	defer d.Enforce(t, false)
	for id, want := range map[string]string{"books-and-more": "", "another": RoleNotAssumed} {
		s, err := Open(t.Context(), Options{
			Role: Role{"arn:aws:iam::" + double.Account + ":role/reader", id}, AllowCustomEndpoint: true, HTTPClient: d.client(),
		})
		var why *Refusal
		switch {
		case err == nil && want == "":
			s.Close()
		case !errors.As(err, &why) || why.Reason != want:
			t.Errorf("with external id %q: %v, and not %q", id, err, want)
		}
	}
}

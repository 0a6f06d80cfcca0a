package live

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
)

// xml is an answer of an operation: EC2 puts the members into the response, the
// others into a result in it.
func xml(operation, members string) string {
	service, name, _ := strings.Cut(operation, ":")
	if service != "ec2" {
		members = fmt.Sprintf("<%sResult>%s</%[1]sResult>", name, members)
	}
	return fmt.Sprintf("<%sResponse>%s<requestId>1</requestId></%[1]sResponse>", name, members)
}

// listed is the listing of items that one call told all about.
func listed(t *testing.T, call, items string, gaps ...string) string {
	t.Helper()
	var all []map[string]jsontext.Value
	if err := json.Unmarshal([]byte(items), &all); err != nil {
		t.Fatal(err)
	}
	calls := map[string]string{}
	for _, item := range all {
		calls["existence"] = call
		for name, value := range item {
			if value.Kind() != '{' && string(value) != "[]" {
				calls[name] = call
			}
		}
	}
	for _, name := range []string{"Arn", "Id", "Name", "Region", "Aliases"} {
		delete(calls, name)
	}
	listing := map[string]any{"items": jsontext.Value(items)}
	if len(calls) > 0 {
		listing["calls"] = calls
	}
	if len(gaps) > 0 {
		listing["gaps"] = jsontext.Value("[" + strings.Join(gaps, ",") + "]")
	}
	text, err := json.Marshal(listing)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// statusBy is a listing of which another call told some attributes.
func statusBy(listing, call string, attributes ...string) string {
	for _, name := range attributes {
		listing = regexp.MustCompile(`"`+name+`":"[a-z]+:[A-Za-z]+"`).ReplaceAllString(listing, `"`+name+`":"`+call+`"`)
	}
	return listing
}

// gap is one of a recording, in the region of the tests.
func gap(call string, cause account.Cause) string {
	return fmt.Sprintf(`{"region": %q, "call": %q, "cause": %q}`, testRegion, call, cause)
}

// recordedFor is recorded for what wants is true of.
func recordedFor(t *testing.T, f fake, wants func(string) bool, kinds ...account.Kind) (*account.Recording, *transport) {
	t.Helper()
	s, sender := openFake(t, f)
	need := Need{Kinds: kinds, Regions: []string{testRegion}, Wants: func(names ...string) bool {
		for _, name := range names {
			if wants(name) {
				return true
			}
		}
		return false
	}}
	rec, err := s.Record(need)
	if err != nil {
		t.Fatal(err)
	}
	return rec, sender
}

// oneCall is a kind that one operation tells all about: the list that its
// answer holds, what may be in it, and how that is recorded.
type oneCall struct {
	kind            account.Kind
	call            string
	list, in, items string
}

func (c oneCall) answer(in, more string) string {
	return xml(c.call, "<"+c.list+">"+in+"</"+c.list+">"+more)
}

// testOneCall tests what is recorded of an answer, and what of none.
func testOneCall(t *testing.T, cases []oneCall) {
	t.Helper()
	for _, c := range cases {
		token := "<Marker>2</Marker>"
		switch service, _, _ := strings.Cut(c.call, ":"); service {
		case "ec2":
			token = "<nextToken>2</nextToken>"
		case "elasticloadbalancing":
			token = "<NextMarker>2</NextMarker>"
		}
		denied := refuses(c.call, http.StatusForbidden, "UnauthorizedOperation", "no")
		whole := c.answer(c.in, "")
		for name, answered := range map[string]struct {
			bodies []any
			want   string
		}{
			"all":                     {answers(whole), listed(t, c.call, c.items)},
			"none":                    {answers(c.answer("", "")), listed(t, c.call, `[]`)},
			"empty page first":        {answers(c.answer("", token), whole), listed(t, c.call, c.items)},
			"page refused":            {answers(c.answer(c.in, token), denied), listed(t, c.call, c.items, gap(c.call, account.Denied))},
			"page fails":              {answers(c.answer(c.in, token), refuses(c.call, http.StatusBadRequest, "Odd", "")), listed(t, c.call, c.items, gap(c.call, account.Partial))},
			"page without the list":   {answers(c.answer(c.in, token), xml(c.call, "")), listed(t, c.call, c.items, gap(c.call, account.Failed))},
			"refused":                 {answers(denied), listed(t, c.call, `[]`, gap(c.call, account.Denied))},
			"refused by the SCP":      {answers(refuses(c.call, http.StatusForbidden, "AccessDenied", "explicit deny in a service control policy")), listed(t, c.call, `[]`, gap(c.call, account.DeniedBySCP))},
			"empty body":              {answers(""), listed(t, c.call, `[]`, gap(c.call, account.Failed))},
			"page of somebody else":   {answers(refusal{status: http.StatusNotFound, body: "<html>"}), listed(t, c.call, `[]`, gap(c.call, account.Unreachable))},
			"answer without the list": {answers(xml(c.call, "")), listed(t, c.call, `[]`, gap(c.call, account.Failed))},
		} {
			t.Run(string(c.kind)+"/"+name, func(t *testing.T) {
				rec, _ := recorded(t, fake{c.call: answered.bodies}, c.kind)
				wantRecorded(t, rec, c.kind, answered.want)
			})
		}
	}
}

// asked answers with the text and keeps the form that was sent.
func asked(t *testing.T, forms *[]url.Values, text string) func(*http.Request) refusal {
	t.Helper()
	return func(request *http.Request) refusal {
		body, err := io.ReadAll(request.Body)
		if err != nil {
			t.Error(err)
		}
		form, err := url.ParseQuery(string(body))
		if err != nil {
			t.Error(err)
		}
		*forms = append(*forms, form)
		return refusal{status: http.StatusOK, body: text}
	}
}

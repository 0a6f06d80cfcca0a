package live

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
)

// sampled holds an answer to every operation that a collector may send: those
// of an account in which there is one of each thing.
var sampled = fake{}

// sample adds answers to those of the whole account. The file of each service
// calls it; the result is there only so that a variable can.
func sample(f fake) struct{} { //nolint:unparam // see above
	maps.Copy(sampled, f)
	return struct{}{}
}

// flat is a recording as one line for each thing and attribute, so that two can
// be compared.
func flat(t *testing.T, rec *account.Recording) map[string]string {
	t.Helper()
	var text strings.Builder
	if err := rec.Write(&text); err != nil {
		t.Fatal(err)
	}
	var parsed struct {
		Kinds map[string]struct {
			Items []map[string]jsontext.Value `json:"items"`
			Gaps  []jsontext.Value            `json:"gaps"`
		} `json:"kinds"`
	}
	if err := json.Unmarshal([]byte(text.String()), &parsed); err != nil {
		t.Fatal(err)
	}
	lines := map[string]string{}
	for kind, listing := range parsed.Kinds {
		for _, item := range listing.Items {
			id := kind + " " + string(item["Arn"]) + string(item["Id"]) + string(item["Name"]) + string(item["Region"])
			if arn, ok := item["Arn"]; ok { // what is known by that may have no name for want of an answer
				id = kind + " " + string(arn)
				delete(item, "Name")
			}
			lines[id] = "is there"
			for attribute, value := range item {
				lines[id+" "+attribute] = compact(t, value)
			}
		}
		for _, gap := range listing.Gaps {
			lines[kind+" gap "+compact(t, gap)] = compact(t, gap)
		}
	}
	return lines
}

func compact(t *testing.T, value jsontext.Value) string {
	t.Helper()
	value = value.Clone()
	if err := value.Compact(); err != nil {
		t.Fatal(err)
	}
	return string(value)
}

// named is what a check needs that names each thing: some is asked in another
// way then.
func named() Need {
	return Need{Kinds: Collected(), Regions: []string{testRegion}, Wants: func(...string) bool { return true }}
}

// TestEveryCallIsSampled wants an answer in the sample for each operation, and
// wants each to be asked for: the tests below look at nothing else.
func TestEveryCallIsSampled(t *testing.T) {
	_, sender := recorded(t, sampled, Collected()...)
	_, byName := recordedFor(t, sampled, func(string) bool { return true }, Collected()...)
	for _, c := range collectors {
		for _, op := range c.operations() {
			if len(sampled[op.String()]) == 0 {
				t.Errorf("%s: no answer of %s is sampled", c.name(), op)
			} else if sender.asked[op.String()]+byName.asked[op.String()] == 0 {
				t.Errorf("%s: %s is sampled and not asked, or not declared", c.name(), op)
			}
		}
	}
	for name := range sender.asked {
		if len(sampled[name]) == 0 {
			t.Errorf("%s was asked and is not sampled", name)
		}
	}
}

// TestOneCallThatFails lets each operation fail alone, in every way: what it
// tells becomes unknown with that cause or a gap, and nothing else changes.
func TestOneCallThatFails(t *testing.T) {
	var want, byName map[string]string
	asked := map[string]int{}
	synctest.Test(t, func(t *testing.T) {
		whole, sender := recorded(t, sampled, Collected()...)
		names, _ := recordedFor(t, sampled, func(string) bool { return true }, Collected()...)
		want, byName, asked = flat(t, whole), flat(t, names), maps.Clone(sender.asked)
	})
	for _, name := range slices.Sorted(maps.Keys(sampled)) {
		for cause, answer := range map[account.Cause]any{
			account.Denied:      refusal{status: http.StatusForbidden, body: "<ErrorResponse/>"},
			account.Throttled:   refuses(name, http.StatusBadRequest, "ThrottlingException", "Rate exceeded"),
			account.Unreachable: refusal{status: http.StatusBadGateway, body: "<html>bad gateway</html>"},
			account.TimedOut:    wait{},
		} {
			t.Run(name+" "+string(cause), func(t *testing.T) {
				t.Parallel()
				need, want := Need{Kinds: Collected(), Regions: []string{testRegion}}, want
				if asked[name] == 0 {
					need, want = named(), byName
				}
				synctest.Test(t, func(t *testing.T) { compareFailed(t, name, cause, want, flat(t, failing(t, name, answer, need))) })
			})
		}
	}
}

// failing reads the sampled account while an operation gets an answer of its own.
// It is called where time is not the machine's, so that nothing else is late.
func failing(t *testing.T, name string, answer any, need Need) *account.Recording {
	t.Helper()
	f := maps.Clone(sampled)
	f[name] = answers(answer)
	s, _ := openFake(t, f)
	s.Call, s.Service = 250*time.Millisecond, 5*time.Second
	if name == ofEvents {
		s.Call = time.Second // all attempts at two a second
	}
	rec, err := s.Record(need)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// compareFailed allows for three differences: an attribute that is unknown by
// the call, a gap by the call, and things and attributes that are not there
// where there is such a gap.
func compareFailed(t *testing.T, name string, cause account.Cause, want, got map[string]string) {
	t.Helper()
	gaps, unknown := map[string]bool{}, 0
	for line, value := range got {
		kind, _, isGap := strings.Cut(line, " gap ")
		if isGap && strings.Contains(value, `"`+name+`"`) && strings.Contains(value, `"`+string(cause)+`"`) {
			gaps[kind] = true
		}
	}
	for line, value := range got {
		kind, _, _ := strings.Cut(line, " ")
		switch {
		case value == want[line], strings.Contains(line, " gap ") && gaps[kind]:
		case strings.Contains(value, `{"unknown":"`+string(cause)+`","call":"`+name+`"`):
			unknown++
		default:
			t.Errorf("%s = %s, and was %s", line, value, want[line])
		}
	}
	for line, value := range want {
		kind, _, _ := strings.Cut(line, " ")
		if _, ok := got[line]; !ok && !gaps[kind] {
			t.Errorf("%s is gone without a gap, and was %s", line, value)
		}
	}
	if len(gaps) == 0 && unknown == 0 {
		t.Errorf("nobody would know that %s gave no answer", name)
	}
}

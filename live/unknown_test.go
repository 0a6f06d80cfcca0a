package live

import (
	"bytes"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
)

// refusing is the fake with one operation refused as services of this protocol
// do it.
func (f fake) refusing(operation string) fake {
	refused := maps.Clone(f)
	code, status := "AccessDeniedException", http.StatusBadRequest
	if service, _, _ := strings.Cut(operation, ":"); service == "s3" || service == "iam" {
		code, status = "AccessDenied", http.StatusForbidden
	}
	refused[operation] = answers(refuses(operation, status, code, "no"))
	return refused
}

// unknown lists what the recording does not know of a kind: "KeyState denied
// kms:DescribeKey" for an attribute of any item, "gap denied kms:ListKeys" for a
// gap of the listing.
func unknown(t *testing.T, rec *account.Recording, kind account.Kind) []string {
	t.Helper()
	var all bytes.Buffer
	if err := rec.Write(&all); err != nil {
		t.Fatal(err)
	}
	var listed struct {
		Items []map[string]jsontext.Value `json:"items"`
		Gaps  []account.Gap               `json:"gaps"`
		Calls map[string]string           `json:"calls"`
	}
	if err := json.Unmarshal([]byte(listing(t, all.Bytes(), kind)), &listed); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, item := range listed.Items {
		for name, value := range item {
			var gap struct {
				Unknown, Call string
				Seen          jsontext.Value
			}
			if value.Kind() == '{' && json.Unmarshal(value, &gap, json.MatchCaseInsensitiveNames(true)) == nil && gap.Unknown != "" {
				found = append(found, name+" "+gap.Unknown+" "+gap.Call)
			}
		}
	}
	for _, gap := range listed.Gaps {
		found = append(found, "gap "+string(gap.Cause)+" "+gap.Call)
	}
	slices.Sort(found)
	return found
}

// wantUnknown is unknown for facts that all have one cause and one call.
func wantUnknown(t *testing.T, rec *account.Recording, kind account.Kind, cause account.Cause, call string, attributes ...string) {
	t.Helper()
	var want []string
	for _, name := range attributes {
		want = append(want, name+" "+string(cause)+" "+call)
	}
	slices.Sort(want)
	if got := unknown(t, rec, kind); !slices.Equal(got, want) {
		t.Errorf("of %s is unknown\n%s\nand not\n%s", kind, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// recordedSome is recorded for a change that wants the names and has a hand in
// things of the touched kinds.
func recordedSome(t *testing.T, f fake, wanted []string, touched []account.Kind, kinds ...account.Kind) (*account.Recording, *transport) {
	t.Helper()
	s, sender := openFake(t, f)
	wants := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(wanted, n) })
	}
	rec, err := s.Record(Need{Kinds: kinds, Regions: []string{testRegion}, Wants: wants, Touched: touched})
	if err != nil {
		t.Fatal(err)
	}
	return rec, sender
}

// member is an attribute of the first item of a listing as it is recorded, or
// the cause for which it is unknown.
func member(t *testing.T, rec *account.Recording, kind account.Kind, name string) string {
	t.Helper()
	var all bytes.Buffer
	if err := rec.Write(&all); err != nil {
		t.Fatal(err)
	}
	var listed struct {
		Items []map[string]jsontext.Value `json:"items"`
	}
	if err := json.Unmarshal([]byte(listing(t, all.Bytes(), kind)), &listed); err != nil || len(listed.Items) == 0 {
		t.Fatal("there is no item: ", err)
	}
	var gap struct {
		Unknown string `json:"unknown"`
	}
	if value := listed.Items[0][name]; value.Kind() != '{' || json.Unmarshal(value, &gap) != nil || gap.Unknown == "" {
		return string(value)
	}
	return gap.Unknown
}

// attributeOf is an attribute of an item of a listing as it is recorded, empty if
// the item has no such attribute.
func attributeOf(t *testing.T, rec *account.Recording, kind account.Kind, item int, name string) string {
	t.Helper()
	var all bytes.Buffer
	if err := rec.Write(&all); err != nil {
		t.Fatal(err)
	}
	var listed struct {
		Items []map[string]jsontext.Value `json:"items"`
	}
	if err := json.Unmarshal([]byte(listing(t, all.Bytes(), kind)), &listed); err != nil || item >= len(listed.Items) {
		t.Fatalf("there are %d items: %v", len(listed.Items), err)
	}
	if value := listed.Items[item][name]; value != nil {
		return normal(t, string(value))
	}
	return ""
}

// gapsOf are the gaps of a listing as they are recorded, empty if there are none.
func gapsOf(t *testing.T, rec *account.Recording, kind account.Kind) string {
	t.Helper()
	var all bytes.Buffer
	if err := rec.Write(&all); err != nil {
		t.Fatal(err)
	}
	var listed struct {
		Gaps jsontext.Value `json:"gaps"`
	}
	if err := json.Unmarshal([]byte(listing(t, all.Bytes(), kind)), &listed); err != nil {
		t.Fatal(err)
	}
	if listed.Gaps == nil {
		return ""
	}
	return normal(t, string(listed.Gaps))
}

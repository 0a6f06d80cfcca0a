package live

import (
	"bytes"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
)

// wantItems compares the items and the gaps of a listing, and not the calls that
// told them: of what several calls told.
func wantItems(t *testing.T, rec *account.Recording, kind account.Kind, items string, gaps ...string) {
	t.Helper()
	var all bytes.Buffer
	if err := rec.Write(&all); err != nil {
		t.Fatal(err)
	}
	if _, err := account.ReadRecording(bytes.NewReader(all.Bytes())); err != nil {
		t.Errorf("check would refuse the recording: %v", err)
	}
	if err := rec.Fill(account.NewBuilder()); err != nil {
		t.Errorf("check would not understand the recording: %v", err)
	}
	var got struct {
		Items, Gaps []jsontext.Value
	}
	if err := json.Unmarshal([]byte(listing(t, all.Bytes(), kind)), &got, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatal(err)
	}
	if text, want := joined(t, got.Items), normal(t, items); text != want {
		t.Errorf("%s holds\n%s\nand not\n%s", kind, text, want)
	}
	var wanted []jsontext.Value
	for _, gap := range gaps {
		wanted = append(wanted, jsontext.Value(gap))
	}
	if text, want := joined(t, got.Gaps), joined(t, wanted); text != want {
		t.Errorf("of %s is missing\n%s\nand not\n%s", kind, text, want)
	}
}

func joined(t *testing.T, list []jsontext.Value) string {
	t.Helper()
	text, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	return normal(t, string(text))
}

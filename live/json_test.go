package live

import (
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
)

// listing cuts the listing of one kind out of a recording.
func listing(t *testing.T, recording []byte, kind account.Kind) string {
	t.Helper()
	var rec struct {
		Kinds map[account.Kind]jsontext.Value `json:"kinds"`
	}
	if err := json.Unmarshal(recording, &rec); err != nil {
		t.Fatal(err)
	}
	return normal(t, string(rec.Kinds[kind]))
}

// normal writes JSON in one way.
func normal(t *testing.T, text string) string {
	t.Helper()
	if text == "" {
		return ""
	}
	value := jsontext.Value(text)
	if err := value.Canonicalize(); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if err := value.Indent(); err != nil {
		t.Fatal(err)
	}
	return string(value)
}

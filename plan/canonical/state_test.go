package canonical

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

func attributes(t *testing.T, raw string) Forms {
	t.Helper()
	f, err := Attributes(jsontext.NewDecoder(strings.NewReader(raw)), int64(len(raw)))
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return f
}

func stated(t *testing.T, raw string) Sum {
	t.Helper()
	s, err := Stated(jsontext.Value(raw))
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return s
}

// TestAttributesOfAnyTypeAreOpened writes values as cty does for both documents.
func TestAttributesOfAnyTypeAreOpened(t *testing.T) {
	pair := cty.ObjectVal(map[string]cty.Value{"type": cty.StringVal("string"), "value": cty.StringVal("x")})
	for _, v := range append(known, pair, cty.TupleVal([]cty.Value{pair, cty.True}), cty.NullVal(cty.List(cty.Bool))) {
		wrapped, err := ctyjson.Marshal(v, cty.DynamicPseudoType)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := ctyjson.Marshal(v, v.Type())
		if err != nil {
			t.Fatal(err)
		}
		f := attributes(t, fmt.Sprintf(`{"input":%s}`, wrapped))
		if json := stated(t, fmt.Sprintf(`{"input":%s}`, plain)); f.Open != json || f.Plain == json {
			t.Errorf("%s is not %s", wrapped, plain)
		}
	}
}

func TestPairsThatAreNoneStay(t *testing.T) {
	for _, raw := range []string{
		`{"type":"A","value":"x"}`, `{"type":"string","value":"x","more":1}`, `{"type":"string"}`, `{"value":"x"}`,
		`{"type":["x","string"],"value":"x"}`, `{"type":["list"],"value":"x"}`, `{"type":"object","value":{}}`, `{"type":null,"value":"x"}`,
	} {
		if f := attributes(t, raw); f.Open != f.Plain || f.Plain != stated(t, raw) {
			t.Errorf("%s is opened", raw)
		}
	}
}

func TestNothingIsNoMember(t *testing.T) {
	if stated(t, `{"a":null,"b":{"c":null},"d":[null]}`) != stated(t, `{"b":{},"d":[null]}`) {
		t.Error("a null member counts")
	}
	for _, other := range []string{`{"b":{}}`, `{"b":{},"d":[]}`, `{"d":[null]}`, `{"b":{"c":0},"d":[null]}`, `{"b":{},"d":[null,null]}`} {
		if stated(t, other) == stated(t, `{"b":{},"d":[null]}`) {
			t.Errorf("%s is the same", other)
		}
	}
	if stated(t, ``) != stated(t, `null`) || stated(t, `{}`) == stated(t, `null`) {
		t.Error("an object without attributes is none")
	}
}

func TestBrokenAttributesAreErrors(t *testing.T) {
	for name, raw := range map[string]string{
		"deep": strings.Repeat("[", 600) + strings.Repeat("]", 600), "cut off": `{"a":[1`, "twice": `{"a":1,"a":2}`, "empty": ``,
	} {
		if _, err := Attributes(jsontext.NewDecoder(strings.NewReader(raw)), 1<<20); err == nil {
			t.Errorf("%s is no error", name)
		}
	}
	if _, err := Attributes(jsontext.NewDecoder(strings.NewReader(`{"a":["`+strings.Repeat("x", 5000)+`"]}`)), 100); err == nil {
		t.Error("a value beyond the limit is no error")
	}
}

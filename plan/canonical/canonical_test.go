package canonical

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	ctymsgpack "github.com/zclconf/go-cty/cty/msgpack"
)

// known are values as providers have them; Terraform writes each both ways.
var known = []cty.Value{
	cty.NullVal(cty.String), cty.True, cty.False, cty.StringVal(""), cty.StringVal("22"), cty.StringVal("é\x00\n\U0001F600"),
	cty.NumberIntVal(22), cty.NumberIntVal(0), cty.MustParseNumberVal("-0"), cty.MustParseNumberVal("0.1"), cty.NumberFloatVal(-0.5), cty.NumberFloatVal(0.1),
	cty.MustParseNumberVal("9007199254740993"), cty.MustParseNumberVal("18446744073709551615"),
	cty.MustParseNumberVal("123456789012345678901234567890.25"), cty.MustParseNumberVal("1e40"), cty.MustParseNumberVal("1e-40"),
	cty.ListVal([]cty.Value{cty.StringVal("b"), cty.StringVal("a")}), cty.ListValEmpty(cty.String),
	cty.SetVal([]cty.Value{cty.StringVal("b"), cty.StringVal("a")}),
	cty.MapVal(map[string]cty.Value{"b": cty.True, "a.c": cty.False}), cty.MapValEmpty(cty.Bool),
	cty.ObjectVal(map[string]cty.Value{
		"rule": cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"port": cty.NumberIntVal(22), "open": cty.NullVal(cty.Bool)})}),
		"name": cty.StringVal("x"),
	}),
}

func TestBothFormsOfAValueHaveOneSum(t *testing.T) {
	for _, v := range known {
		a, b := fromMsgpack(t, v), fromJSON(t, v)
		if a != b {
			t.Errorf("%#v: its msgpack and its JSON differ", v)
		}
	}
}

func TestDifferentValuesDiffer(t *testing.T) {
	seen := map[Sum]cty.Value{}
	for _, v := range known {
		s := fromJSON(t, v)
		if have, twice := seen[s]; twice && !sameDigits(have, v) {
			t.Errorf("%#v has the sum of %#v", v, have)
		}
		seen[s] = v
	}
}

// sameDigits tells the values that are one on purpose: a list and a set with
// the same elements, 0 and -0, and nothing of two types.
func sameDigits(a, b cty.Value) bool {
	x, errX := ctyjson.Marshal(a, a.Type())
	y, errY := ctyjson.Marshal(b, b.Type())
	trim := func(s []byte) string { return strings.Trim(string(s), `-`) }
	return errX == nil && errY == nil && trim(x) == trim(y)
}

func fromMsgpack(t *testing.T, v cty.Value) Sum {
	t.Helper()
	raw, err := ctymsgpack.Marshal(v, v.Type())
	if err != nil {
		t.Fatal(err)
	}
	s, err := Msgpack(raw)
	if err != nil {
		t.Fatalf("%#v: %v", v, err)
	}
	return s
}

func fromJSON(t *testing.T, v cty.Value) Sum {
	t.Helper()
	raw, err := ctyjson.Marshal(v, v.Type())
	if err != nil {
		t.Fatal(err)
	}
	s, err := JSON(raw, nil)
	if err != nil {
		t.Fatalf("%#v: %v", v, err)
	}
	return s
}

// TestUnknownsAreTakenFromTheMask compares values with unknown parts with the
// pairs of value and mask that Terraform prints for them.
func TestUnknownsAreTakenFromTheMask(t *testing.T) {
	unknown := cty.UnknownVal(cty.String)
	object := func(id cty.Value) cty.Value {
		return cty.ObjectVal(map[string]cty.Value{"id": id, "name": cty.StringVal("x")})
	}
	for _, c := range []struct {
		value       cty.Value
		json, masks string
	}{
		{unknown, ``, `true`},
		{unknown.Refine().NotNull().StringPrefixFull("arn:").NewValue(), `null`, `true`},
		{object(unknown), `{"name":"x"}`, `{"id":true}`},
		{cty.ListVal([]cty.Value{object(unknown), object(cty.StringVal("i"))}), `[{"name":"x"},{"id":"i","name":"x"}]`, `[{"id":true},{}]`},
		{cty.ListVal([]cty.Value{unknown, cty.NullVal(cty.String)}), `[null,null]`, `[true,false]`},
		{cty.ObjectVal(map[string]cty.Value{"all": object(unknown), "m": cty.MapValEmpty(cty.String)}), `{"all":{"name":"x"},"m":{}}`, `{"all":{"id":true},"m":{}}`},
		{cty.ObjectVal(map[string]cty.Value{"m": cty.UnknownVal(cty.Map(cty.String))}), `{}`, `{"m":true}`},
		{cty.ObjectVal(map[string]cty.Value{"any": cty.DynamicVal}), `{}`, `{"any":true}`},
	} {
		s, err := JSON(jsontext.Value(c.json), jsontext.Value(c.masks))
		if err != nil || s != fromMsgpack(t, c.value) {
			t.Errorf("%s with mask %s is not %#v (%v)", c.json, c.masks, c.value, err)
		}
	}
}

// TestAnAttributeOfAnyTypeIsItsValue: Terraform writes the type beside it.
func TestAnAttributeOfAnyTypeIsItsValue(t *testing.T) {
	v := cty.ObjectVal(map[string]cty.Value{"input": cty.StringVal("x")})
	raw, err := ctymsgpack.Marshal(v, cty.Object(map[string]cty.Type{"input": cty.DynamicPseudoType}))
	if err != nil {
		t.Fatal(err)
	}
	if s, err := Msgpack(raw); err != nil || s != fromJSON(t, v) {
		t.Errorf("the sums differ (%v)", err)
	}
}

func TestOneChangedLeafChangesTheSum(t *testing.T) {
	whole, err := JSON(jsontext.Value(`{"a":[{"b":1,"c":null}],"d":true}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []string{
		`{"a":[{"b":2,"c":null}],"d":true}`, `{"a":[{"b":1}],"d":true}`, `{"a":[{"b":1,"c":false}],"d":true}`,
		`{"a":[],"d":true}`, `{"a":{"b":1,"c":null},"d":true}`, `{"a":[{"b":1,"c":null}]}`, `{"A":[{"b":1,"c":null}],"d":true}`, `null`,
	} {
		if s, err := JSON(jsontext.Value(other), nil); err != nil || s == whole {
			t.Errorf("%s has the same sum (%v)", other, err)
		}
	}
}

// TestMaskMustFit: of a value that is said to be unknown, and stands there all
// the same, one reader takes the value and another that it is unknown.
func TestMaskMustFit(t *testing.T) {
	for _, c := range [][2]string{
		{`"x"`, `true`}, {`{}`, `true`}, {`[]`, `true`}, {`{"a":"x"}`, `{"a":true}`}, {`"x"`, `{"a":true}`}, {`"x"`, `[true]`},
		{`["x"]`, `[true]`}, {`["x"]`, `[false,true]`}, {`[]`, `[true]`}, {`["x"]`, `{"0":true}`}, {`{"0":"x"}`, `[true]`}, {``, `[true]`}, {`null`, `[{"a":true}]`}, {``, `{"a":true}`},
	} {
		if s, err := JSON(jsontext.Value(c[0]), jsontext.Value(c[1])); err == nil {
			t.Errorf("%s with the mask %s has the sum %x", c[0], c[1], s)
		}
	}
	for _, c := range [][2]string{{`"x"`, `false`}, {`"x"`, `{}`}, {`["x"]`, `[]`}, {`["x"]`, `[false]`}, {`["x"]`, `false`}, {`{"a":1}`, `[]`}} {
		whole, err := JSON(jsontext.Value(c[0]), nil)
		if s, errMasked := JSON(jsontext.Value(c[0]), jsontext.Value(c[1])); err != nil || errMasked != nil || s != whole {
			t.Errorf("%s with the mask %s: %v, %v", c[0], c[1], err, errMasked)
		}
	}
}

func TestBrokenValuesAreErrors(t *testing.T) {
	for name, raw := range map[string]string{
		"cut off": "\x82\xa1a", "too long a list": "\xdd\xff\xff\xff\xff", "too long an object": "\xdf\xff\xff\xff\xff",
		"left over": "\xc0\xc0", "a name that is no string": "\x81\x01\x01", "no code": "\xc1",
		"nested": strings.Repeat("\x91", 100_000), "twice": "\x82\xa1a\xc0\xa1a\xc0", "long string": "\xdb\xff\xff\xff\xff",
		"extension": "\xc9\xff\xff\xff\xff\x00",
	} {
		if _, err := Msgpack([]byte(raw)); err == nil {
			t.Errorf("%s is no error", name)
		}
	}
	if _, err := JSON(jsontext.Value(strings.Repeat("[", 600)+strings.Repeat("]", 600)), nil); err == nil {
		t.Error("deep nesting is no error")
	}
	if _, err := JSON(jsontext.Value(`1e999999999`), nil); err != nil {
		t.Errorf("a number beyond all bounds: %v", err)
	}
}

func FuzzMsgpack(f *testing.F) {
	for _, v := range known {
		raw, err := ctymsgpack.Marshal(v, v.Type())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("\x82\xa1a\xc7\x08\x0c\x82\x01\xc2\x02\xa4arn:\xa1b\xd4\x00\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := Msgpack(raw)
		b, again := Msgpack(raw)
		if a != b || (err == nil) != (again == nil) {
			t.Error("the same bytes have two sums")
		}
	})
}

package planfile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
	ctymsgpack "github.com/zclconf/go-cty/cty/msgpack"
)

// walk lists what is known of the unknowns in a value.
func walk(value string) ([]string, error) {
	found, err := unknowns([]byte(value), &keeper{interned: map[string]string{}})
	var list []string
	for _, u := range found {
		list = append(list, fmt.Sprintf("%s %v %q", u.Path, u.NotNull, u.Prefix))
	}
	return list, err
}

func TestUnknownsAreThoseOfCty(t *testing.T) {
	unknown := cty.UnknownVal(cty.String)
	prefix := unknown.Refine().StringPrefixFull("arn:").NewValue()
	notNull := unknown.RefineNotNull()
	both := notNull.Refine().StringPrefixFull("é").NewValue()
	number := cty.UnknownVal(cty.Number).Refine().NotNull().NumberRangeInclusive(cty.NumberIntVal(1), cty.MustParseNumberVal("1.5")).NewValue()
	list := cty.UnknownVal(cty.List(cty.String)).Refine().NotNull().CollectionLengthLowerBound(2).CollectionLengthUpperBound(3).NewValue()
	bounds := cty.UnknownVal(cty.List(cty.String)).Refine().CollectionLengthLowerBound(2).NewValue()
	value := cty.ObjectVal(map[string]cty.Value{
		"plain":   unknown,
		"null":    cty.NullVal(cty.String),
		"prefix":  prefix,
		"notnull": notNull,
		"both":    both,
		"number":  number,
		"list":    list,
		"bounds":  bounds,
		"long":    cty.StringVal(strings.Repeat("x", 70000)),
		"numbers": cty.TupleVal([]cty.Value{
			cty.NumberIntVal(0), cty.NumberIntVal(-1), cty.NumberIntVal(200), cty.NumberIntVal(70000), cty.NumberIntVal(1 << 40),
			cty.NumberIntVal(-200), cty.NumberIntVal(-70000), cty.NumberIntVal(-1 << 40), cty.NumberFloatVal(1.5),
			cty.MustParseNumberVal("123456789012345678901234567890"), cty.PositiveInfinity, cty.True, cty.False, notNull,
		}),
		"rules": cty.ListVal([]cty.Value{
			cty.ObjectVal(map[string]cty.Value{"id": unknown}), cty.ObjectVal(map[string]cty.Value{"id": prefix}),
		}),
		"map":   cty.MapVal(map[string]cty.Value{"a.b": prefix, "": notNull, "z": cty.StringVal("known")}),
		"empty": cty.ListValEmpty(cty.String),
		"many":  cty.ListVal(append(slices.Repeat([]cty.Value{cty.StringVal("x")}, 70000), notNull)),
	})
	want := []string{
		`both true "é"`, `list true ""`, `many.70000 true ""`, `map. true ""`, `map.a.b false "arn:"`, `notnull true ""`, `number true ""`,
		`numbers.13 true ""`, `prefix false "arn:"`, `rules.1.id false "arn:"`,
	}
	for name, typ := range map[string]cty.Type{"typed": value.Type(), "open": cty.DynamicPseudoType} {
		raw, err := ctymsgpack.Marshal(value, typ)
		if err != nil {
			t.Fatal(err)
		}
		got, err := walk(string(raw))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v\n%q\n%q", name, err, got, want)
		}
	}
}

// A value of open type has its type beside it, which is no step of a path.
func TestValueOfOpenTypeIsNoList(t *testing.T) {
	value := cty.ObjectVal(map[string]cty.Value{
		"input": cty.TupleVal([]cty.Value{cty.True, cty.UnknownVal(cty.String).RefineNotNull()}),
	})
	raw, err := ctymsgpack.Marshal(value, cty.Object(map[string]cty.Type{"input": cty.DynamicPseudoType}))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := walk(string(raw)); err != nil || !slices.Equal(got, []string{`input.1 true ""`}) {
		t.Errorf("%q, %v", got, err)
	}
}

func TestValueThatIsNoneIsRefused(t *testing.T) {
	nested := strings.Repeat("\x91", 10000)
	for name, c := range map[string]struct{ why, value string }{
		"nothing":               {"cut off", ""},
		"byte that is no value": {"0xc1 begins no value", "\xc1"},
		"something follows":     {"follows the value", "\xc0\xc0"},
		"text cut off":          {"cut off", "\xa5abc"},
		"text not UTF-8":        {"not UTF-8", "\xa1\xff"},
		"absurd text":           {"cut off", "\xdb\xff\xff\xff\xff"},
		"absurd list":           {"cut off", "\xdd\xff\xff\xff\xff\xc0"},
		"absurd map":            {"cut off", "\xdf\xff\xff\xff\xff\xa0\xc0"},
		"map of half":           {"cut off", "\x82\xa1a\xc0"},
		"number cut off":        {"cut off", "\xcf\x00"},
		"list cut off":          {"cut off", "\x92\xc0"},
		"10,000 lists":          {"nested more than 512", nested + "\xc0"},
		"10,000 maps":           {"nested more than 512", strings.Repeat("\x81\xa1a", 10000) + "\xc0"},
		"open types":            {"gives its type twice", strings.Repeat("\x92\xc4\x01x", 10000) + "\xc0"},
		"bytes":                 {"bytes stand where", "\xc4\x01x"},
		"bytes in a list of 3":  {"bytes stand where", "\x93\xc4\x01x\xc0\xc0"},
		"name is no text":       {"name is no text", "\x81\x01\xc0"},
		"name twice":            {"twice or out of order", "\x82\xa1a\xc0\xa1a\xc0"},
		"names out of order":    {"twice or out of order", "\x82\xa1b\xc0\xa1a\xc0"},
		"name not UTF-8":        {"not UTF-8", "\x81\xa1\xff\xc0"},
		"extension 1":           {"extension 1 of 1", "\xd4\x01\x00"},
		"timestamp":             {"extension -1 of 4", "\xd6\xff\x00\x00\x00\x00"},
		"unknown of 2 bytes":    {"extension 0 of 2", "\xd5\x00\x80\x80"},
		"extension cut off":     {"cut off", "\xc7\x05\x0c\x80"},
		"refined by no map":     {"is no map", "\xd5\x0c\x90\xc0"},
		"refined by too much":   {"more than 1024", "\xc8\x04\x01\x0c" + strings.Repeat("\x80", 1025)},
		"null unknown":          {"said to be null", "\xc7\x03\x0c\x81\x01\xc3"},
		"nullness no bool":      {"no truth value", "\xc7\x03\x0c\x81\x01\x05"},
		"prefix no text":        {"prefix is no text", "\xc7\x03\x0c\x81\x02\x05"},
		"prefix not UTF-8":      {"not UTF-8", "\xc7\x04\x0c\x81\x02\xa1\xff"},
		"prefix cut off":        {"cut off", "\xc7\x03\x0c\x81\x02\xa5"},
		"key twice":             {"key 1 is there twice", "\xc7\x05\x0c\x82\x01\xc2\x01\xc2"},
		"key no number":         {"0xa1 is no key", "\xc7\x04\x0c\x81\xa1a\xc0"},
		"more than the map":     {"follows the description", "\xc7\x04\x0c\x81\x01\xc2\xc0"},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := walk(c.value); err == nil || !strings.Contains(err.Error(), c.why) {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

func TestUnknownThatSaysNothingIsNotKept(t *testing.T) {
	for _, value := range []string{"\xd4\x00\x00", "\xc7\x00\x00", "\xd4\x0c\x00", "\xc7\x03\x0c\x81\x05\x02", "\xc7\x03\x0c\x81\x07\x02"} {
		if got, err := walk(value); err != nil || got != nil {
			t.Errorf("%x: %q, %v", value, got, err)
		}
	}
}

func TestPlaceOfAnErrorFitsALine(t *testing.T) {
	_, err := walk(strings.Repeat("\x81\xd9\xff"+strings.Repeat("n", 255), 400) + "\xc1")
	if err == nil || len(err.Error()) > 600 {
		t.Error(err)
	}
}

func TestPathsShareTheirNames(t *testing.T) {
	k := &keeper{interned: map[string]string{}, spent: maxKept - unknownCost}
	if _, err := unknowns([]byte("\x81\xa1a\xc7\x03\x0c\x81\x01\xc2"), k); err == nil {
		t.Error("an unknown beyond the bound is kept")
	}
}

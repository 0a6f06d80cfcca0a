package account

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// object is a JSON object that is written member by member.
type object struct{ text []byte }

func (o *object) add(name string, value jsontext.Value) {
	separator := byte(',')
	if len(o.text) == 0 {
		separator = '{'
	}
	o.text = append(append(append(append(o.text, separator), encoded(name)...), ':'), value...)
}

// fields adds what was said of the attributes of a struct, and tells who said
// it.
func (o *object) fields(pointer any, told func(attribute, call string)) error {
	return fieldsOf(pointer, func(name string, f field) error {
		raw, call := f.encode()
		if raw != nil {
			o.add(name, raw)
			told(name, call)
		}
		return nil
	})
}

func (o *object) done() jsontext.Value {
	if len(o.text) == 0 {
		return jsontext.Value("{}")
	}
	return append(o.text, '}')
}

// encoded writes a value of a kind that JSON can always hold.
func encoded(v any) jsontext.Value {
	raw, err := json.Marshal(v, jsontext.AllowInvalidUTF8(true))
	if err != nil {
		panic("account: a value that cannot be recorded: " + err.Error())
	}
	return raw
}

func encodedGap(why Cause, from *Origin, seen []jsontext.Value) (raw jsontext.Value, call string) {
	gap := recordedGap{Unknown: why, Seen: seen}
	if why == "" || !causes[why] {
		gap.Unknown = NotCollected
	}
	if from != nil {
		gap.Call = from.Ref
	}
	return encoded(gap), ""
}

// encode writes the value for a recording.
func (v *Value[T]) encode() (raw jsontext.Value, call string) {
	switch {
	case !v.Set():
		return nil, ""
	case !v.known, v.hidden:
		return encodedGap(v.cause.word(), v.from, nil)
	case any(v.v) == "":
		return jsontext.Value("null"), v.from.Ref
	}
	return encoded(v.v), v.from.Ref
}

// encode writes the policy for a recording, as an object where it is one.
func (d *Document) encode() (raw jsontext.Value, call string) {
	switch {
	case d.from == nil:
		return nil, ""
	case d.state == documentAbsent && !d.hidden:
		return jsontext.Value("null"), d.from.Ref
	case d.state != documentRead || d.hidden:
		return encodedGap(d.cause.word(), d.from, nil)
	case d.text == nil || d.text.text == "":
		return encodedGap(Unreadable, d.from, nil)
	}
	text := d.text.text
	if plain, err := url.PathUnescape(text); err == nil && strings.HasPrefix(strings.TrimSpace(text), "%") {
		text = plain
	}
	if object := jsontext.Value(text); object.Kind() == '{' && object.IsValid() && object.Compact() == nil {
		return object, d.from.Ref
	}
	return encoded(text), d.from.Ref
}

// encode writes the list for a recording.
func (s *Set[T]) encode() (raw jsontext.Value, call string) {
	if !s.Set() {
		return nil, ""
	}
	items := make([]jsontext.Value, 0, len(s.items))
	told := func(_, by string) {
		if call == "" || by != "" && by < call {
			call = by
		}
	}
	for _, item := range s.items {
		var o object
		if err := o.fields(item, told); err != nil {
			return encodedGap(Failed, nil, nil)
		}
		items = append(items, o.done())
	}
	slices.SortFunc(items, func(a, b jsontext.Value) int { return bytes.Compare(a, b) }) // AWS keeps no order
	if len(s.gaps) > 0 || !s.listed {
		why := Gap{Cause: NotCollected}
		if len(s.gaps) > 0 {
			why = s.gaps[0]
		}
		return encodedGap(why.Cause, &Origin{Ref: why.Call}, items)
	}
	return encoded(items), call
}

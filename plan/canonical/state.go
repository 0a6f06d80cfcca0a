package canonical

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// Forms are the two sums that the attributes of an object in a state file may
// have in the JSON of `terraform show`. A state file has an attribute of any
// type as {"value": ..., "type": ...} and the JSON has the value alone; only a
// schema tells such a pair from an object that has these two members itself.
type Forms struct {
	Plain Sum // as it is written
	Open  Sum // with the value in place of each such pair
}

// Stated sums the attributes of an object in the JSON's prior state. It unwraps
// nothing: else whoever writes the JSON could wrap any attribute, and it would
// still have the sum of the file's.
func Stated(values jsontext.Value) (Sum, error) {
	if len(values) == 0 {
		return Null, nil
	}
	forms, err := Attributes(jsontext.NewDecoder(bytes.NewReader(values)), int64(len(values)))
	return forms.Plain, err
}

// Attributes reads and sums the attributes of an object in a state file, of at
// most limit bytes. A member that is null is as good as none: a state may be
// older than the attribute, and Terraform shows it as null.
func Attributes(d *jsontext.Decoder, limit int64) (Forms, error) {
	r := &reader{Decoder: d, end: d.InputOffset() + limit + around}
	p, err := r.next(0)
	return p.Forms, err
}

// around is what may stand between a member's name and its value: state files
// are indented.
const around = 1 << 10

// reader sums a value while it reads it, so that the value is never held as a
// whole.
type reader struct {
	*jsontext.Decoder
	end int64
}

// part is what is to be known of a value that stands in another.
type part struct {
	Forms
	word    string // a text that types are written with
	written bool   // it is a type, as cty writes it
}

func alike(s Sum) part { return part{Forms: Forms{s, s}} }

func (r *reader) next(depth int) (part, error) {
	token, err := r.ReadToken()
	switch {
	case err != nil:
		return part{}, fmt.Errorf("read: %w", err)
	case depth > deepest:
		return part{}, errDeep
	case r.InputOffset() > r.end:
		return part{}, errors.New("a value is too long")
	}
	switch token.Kind() {
	case 't', 'f':
		return alike(boolean(token.Bool())), nil
	case '"':
		return texts(token.String()), nil
	case '0':
		return alike(number(token.String())), nil
	case '[':
		return r.list(depth)
	case '{':
		return r.object(depth)
	}
	return alike(Null), nil
}

// texts sums a string, and notes whether it is, or begins, a type.
func texts(s string) part {
	p := alike(text('s', s))
	switch s {
	case "string", "number", "bool", "dynamic":
		p.written = true
	case "list", "set", "map", "object", "tuple":
		p.word = s
	}
	return p
}

func (r *reader) list(depth int) (part, error) {
	var plain, open []Sum
	var first string
	for r.PeekKind() != ']' {
		p, err := r.next(depth + 1)
		if err != nil {
			return part{}, err
		}
		if len(plain) == 0 {
			first = p.word
		}
		plain, open = append(plain, p.Plain), append(open, p.Open)
	}
	if _, err := r.ReadToken(); err != nil {
		return part{}, fmt.Errorf("read: %w", err)
	}
	return part{Forms: Forms{list(plain), list(open)}, written: first != "" && len(plain) > 1}, nil
}

func (r *reader) object(depth int) (part, error) {
	o := &members{}
	for r.PeekKind() != '}' {
		name, err := r.ReadToken()
		if err != nil {
			return part{}, fmt.Errorf("read: %w", err)
		}
		key := name.String()
		p, err := r.next(depth + 1)
		if err != nil {
			return part{}, err
		}
		o.add(key, p)
	}
	if _, err := r.ReadToken(); err != nil {
		return part{}, fmt.Errorf("read: %w", err)
	}
	return o.sum()
}

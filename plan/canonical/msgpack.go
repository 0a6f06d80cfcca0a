package canonical

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strconv"

	"github.com/vmihailenco/msgpack/v5"
	"github.com/vmihailenco/msgpack/v5/msgpcode"
)

// Msgpack sums a value of a saved plan file: cty's msgpack, in which
// extensions stand for what is not known yet and a pair of a type and a value
// for an attribute of any type (go-cty 1.19, 2026-11).
func Msgpack(raw []byte) (Sum, error) {
	if len(raw) == 0 {
		return Null, nil
	}
	r := bytes.NewReader(raw)
	d := msgpack.NewDecoder(r)
	s, err := next(d, r, 0)
	if err == nil && r.Len() > 0 {
		err = errors.New("bytes are left behind the value")
	}
	if err != nil {
		return 0, fmt.Errorf("msgpack: %w", err)
	}
	return s, nil
}

func next(d *msgpack.Decoder, rest *bytes.Reader, depth int) (Sum, error) {
	if depth > deepest {
		return 0, errDeep
	}
	code, err := d.PeekCode()
	switch {
	case err != nil:
		return 0, err //nolint:wrapcheck // Msgpack wraps it, once
	case code == msgpcode.Nil:
		return Null, d.DecodeNil() //nolint:wrapcheck // as above
	case code == msgpcode.True, code == msgpcode.False:
		b, err := d.DecodeBool()
		return boolean(b), err
	case msgpcode.IsString(code):
		s, err := content(d, rest)
		return text('s', s), err
	case msgpcode.IsExt(code):
		return Unknown, extension(d)
	case msgpcode.IsFixedArray(code), code == msgpcode.Array16, code == msgpcode.Array32:
		return array(d, rest, depth)
	case msgpcode.IsFixedMap(code), code == msgpcode.Map16, code == msgpcode.Map32:
		return dictionary(d, rest, depth)
	}
	return numeric(d, code)
}

// numeric sums a number by its digits.
func numeric(d *msgpack.Decoder, code byte) (Sum, error) {
	switch code {
	case msgpcode.Float, msgpcode.Double:
		f, err := d.DecodeFloat64()
		return number(strconv.FormatFloat(f, 'g', -1, 64)), err
	case msgpcode.Uint64:
		u, err := d.DecodeUint64()
		return number(strconv.FormatUint(u, 10)), err
	}
	i, err := d.DecodeInt64()
	return number(strconv.FormatInt(i, 10)), err
}

// extension skips what stands for an unknown value.
func extension(d *msgpack.Decoder) error {
	_, n, err := d.DecodeExtHeader()
	if err != nil || n > maxExtension {
		return cmp.Or(err, errors.New("an unknown value is said to be very long")) //nolint:wrapcheck // Msgpack wraps it
	}
	return d.ReadFull(make([]byte, n)) //nolint:wrapcheck // Msgpack wraps it
}

// maxExtension is more than any refinement needs (bytes).
const maxExtension = 1 << 12

func array(d *msgpack.Decoder, rest *bytes.Reader, depth int) (Sum, error) {
	n, err := d.DecodeArrayLen()
	if err != nil || n > rest.Len() {
		return 0, cmp.Or(err, errors.New("a list is longer than the value")) //nolint:wrapcheck // as above
	}
	if n == 2 && typed(d) {
		if _, err := content(d, rest); err != nil {
			return 0, err
		}
		return next(d, rest, depth+1)
	}
	items := make([]Sum, n)
	for i := range items {
		if items[i], err = next(d, rest, depth+1); err != nil {
			return 0, err
		}
	}
	return list(items), nil
}

// content reads a string or bytes, which are no longer than what is left: the
// decoder would make room for whatever length is declared.
func content(d *msgpack.Decoder, rest *bytes.Reader) ([]byte, error) {
	n, err := d.DecodeBytesLen()
	switch {
	case err != nil:
		return nil, err //nolint:wrapcheck // Msgpack wraps it
	case n < 0 || n > rest.Len():
		return nil, errors.New("a string is longer than the value")
	}
	raw := make([]byte, n)
	err = d.ReadFull(raw)
	return raw, err //nolint:wrapcheck // as above
}

// typed tells the pair of a type and a value: only there are bytes.
func typed(d *msgpack.Decoder) bool {
	code, err := d.PeekCode()
	return err == nil && msgpcode.IsBin(code)
}

func dictionary(d *msgpack.Decoder, rest *bytes.Reader, depth int) (Sum, error) {
	n, err := d.DecodeMapLen()
	if err != nil || n > rest.Len() {
		return 0, cmp.Or(err, errors.New("an object is longer than the value")) //nolint:wrapcheck // as above
	}
	members := make([]member, n)
	for i := range members {
		name, err := content(d, rest)
		if err != nil {
			return 0, err
		}
		sum, err := next(d, rest, depth+1)
		if err != nil {
			return 0, err
		}
		members[i] = named(name, sum)
	}
	return object(members)
}

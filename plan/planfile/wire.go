package planfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"google.golang.org/protobuf/encoding/protowire"
)

// wire reads the fields of one protobuf message from a stream, so that a plan
// of any size costs no more than its largest change.
type wire struct {
	r    *bufio.Reader
	left int64 // bytes of the message that were not read
	buf  []byte
}

// field is the head of a field. For a length-delimited one value is the
// length, and the content must be taken or skipped; of the other types it is
// the value.
type field struct {
	num   int32
	typ   protowire.Type
	value uint64
}

// next returns io.EOF, and nothing around it, behind the last field.
func (w *wire) next() (field, error) {
	if w.left == 0 {
		return field{}, io.EOF
	}
	tag, err := w.varint()
	if err != nil {
		return field{}, err
	}
	num, typ := protowire.DecodeTag(tag)
	if !num.IsValid() {
		return field{}, errors.New("a field has no valid number")
	}
	f := field{num: int32(num), typ: typ}
	switch typ {
	case protowire.VarintType, protowire.BytesType:
		f.value, err = w.varint()
	case protowire.Fixed32Type:
		err = w.skip(4)
	case protowire.Fixed64Type:
		err = w.skip(8)
	case protowire.StartGroupType, protowire.EndGroupType:
		err = errors.New("groups are no part of the format")
	default:
		err = errors.New("no such type of field")
	}
	if err == nil && typ == protowire.BytesType && f.value > uint64(w.left) { //nolint:gosec // because left is never negative
		err = errors.New("it is longer than what is left")
	}
	if err != nil {
		return field{}, fmt.Errorf("field %d: %w", num, err)
	}
	return f, nil
}

func (w *wire) varint() (uint64, error) {
	var b [10]byte
	for i := range b {
		if w.left == 0 {
			return 0, cutOff(nil)
		}
		c, err := w.r.ReadByte()
		if err != nil {
			return 0, cutOff(err)
		}
		w.left--
		b[i] = c
		if c < 0x80 {
			v, n := protowire.ConsumeVarint(b[:i+1])
			if n < 0 {
				break
			}
			return v, nil
		}
	}
	return 0, errors.New("a number has more than 64 bits")
}

// bytes returns the content of a length-delimited field, which is valid until
// the next call. The buffer grows with what is really there.
func (w *wire) bytes(f field, limit uint64) ([]byte, error) {
	if f.typ != protowire.BytesType {
		return nil, fmt.Errorf("field %d is of the wrong type", f.num)
	}
	if f.value > limit {
		return nil, fmt.Errorf("field %d has %d bytes, more than %d", f.num, f.value, limit)
	}
	w.buf = w.buf[:0]
	for want := int(f.value); len(w.buf) < want; { //nolint:gosec // because limit bounds it
		have := len(w.buf)
		step := min(want-have, max(have, 64<<10))
		w.buf = append(w.buf, make([]byte, step)...)
		n, err := io.ReadFull(w.r, w.buf[have:])
		w.left -= int64(n)
		if err != nil {
			return nil, cutOff(err)
		}
	}
	return w.buf, nil
}

func (w *wire) skip(n int64) error {
	if n > w.left {
		return cutOff(nil)
	}
	skipped, err := io.CopyN(io.Discard, w.r, n)
	w.left -= skipped
	if err != nil {
		return cutOff(err)
	}
	return nil
}

// cutOff keeps what the archive has to say of a member that ends early.
func cutOff(err error) error {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("it is cut off")
	}
	return err
}

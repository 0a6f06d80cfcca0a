package planfile

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
)

var errType = errors.New("it is of the wrong type")

// message calls take for each field of a whole message. Content is set for
// length-delimited fields.
func message(b []byte, take func(f field, content []byte) error) error {
	for len(b) > 0 {
		num, typ, n := protowire.ConsumeTag(b)
		if n < 0 {
			return errors.New("a field has no valid number")
		}
		f := field{num: int32(num), typ: typ}
		b = b[n:]
		var content []byte
		switch typ {
		case protowire.VarintType:
			f.value, n = protowire.ConsumeVarint(b)
		case protowire.BytesType:
			content, n = protowire.ConsumeBytes(b)
		case protowire.Fixed32Type:
			_, n = protowire.ConsumeFixed32(b)
		case protowire.Fixed64Type:
			_, n = protowire.ConsumeFixed64(b)
		case protowire.StartGroupType, protowire.EndGroupType:
			return fmt.Errorf("field %d: groups are no part of the format", num)
		default:
			return fmt.Errorf("field %d: no such type of field", num)
		}
		if n < 0 {
			return fmt.Errorf("field %d is cut off", num)
		}
		b = b[n:]
		if err := take(f, content); err != nil {
			return err
		}
	}
	return nil
}

// once refuses the second of a field that counts only once: which one is taken
// would depend on the reader. Field numbers up to 63 are looked at.
type once uint64

func (o *once) check(f field, want protowire.Type) error {
	bit := once(1) << f.num
	if *o&bit != 0 {
		return fmt.Errorf("field %d is there twice", f.num)
	}
	*o |= bit
	if f.typ != want {
		return fmt.Errorf("field %d: %w", f.num, errType)
	}
	return nil
}

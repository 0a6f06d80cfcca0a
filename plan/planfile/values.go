package planfile

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
)

// Field numbers of the message Change; those up to lastOfChange are known.
const (
	valueAction  = 1
	valueValues  = 2
	lastOfChange = 8
)

// values reads the message Change: the action, and of the values the one that
// will be.
func (r *changeReader) values(b []byte, c *Change) error {
	var seen once
	var number uint64
	var values [][]byte
	err := message(b, func(f field, content []byte) error {
		switch {
		case f.num == valueAction:
			number = f.value
			return seen.check(f, protowire.VarintType)
		case f.num > lastOfChange:
			r.noteUnknown("Change", f.num)
		case f.num != valueValues:
		case f.typ != protowire.BytesType:
			return fmt.Errorf("field %d: %w", f.num, errType)
		case len(values) == 2:
			return errors.New("it has more than two values")
		default:
			values = append(values, content)
		}
		return nil
	})
	if err != nil {
		return err
	}
	act, ok := r.actions[number]
	if !ok {
		if act, err = actionOf(number); err != nil {
			return err
		}
		r.actions[number] = act
	}
	if len(values) != act.values {
		return fmt.Errorf("it has %d values where %v has %d", len(values), act.names, act.values)
	}
	c.Action = act.names
	if !act.after {
		return nil
	}
	return r.after(values[len(values)-1], c)
}

// after reads what is known of the unknown values in a message DynamicValue.
func (r *changeReader) after(b []byte, c *Change) error {
	var seen once
	var value []byte
	err := message(b, func(f field, content []byte) error {
		if f.num != 1 {
			r.noteUnknown("DynamicValue", f.num)
			return nil
		}
		value = content
		return seen.check(f, protowire.BytesType)
	})
	if err != nil {
		return err
	}
	c.Unknowns, err = unknowns(value, &r.keeper)
	return err
}

package planfile

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/soc2gate/soc2gate/plan/canonical"
)

// Field numbers of the message Change; those up to lastOfChange are known.
const (
	valueAction    = 1
	valueValues    = 2
	valueImporting = 5
	lastOfChange   = 8
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
		case f.num == valueImporting:
			c.Imports = true
			return seen.check(f, protowire.BytesType)
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
	var raw [2][]byte // before and after
	for i, content := range values {
		if raw[i], err = r.dynamic(content); err != nil {
			return err
		}
	}
	return c.keep(act, raw, &r.keeper)
}

// keep notes the sums of both values, and what is known of the unknown ones.
func (c *Change) keep(act action, raw [2][]byte, k *keeper) (err error) {
	switch {
	case act.values == 2:
	case !act.after:
		raw[1] = nil
	case act.names[0] == "no-op":
		raw[1] = raw[0]
	default:
		raw[0], raw[1] = nil, raw[0]
	}
	if act.after {
		if c.Unknowns, err = unknowns(raw[1], k); err != nil {
			return err
		}
	}
	for i := range raw {
		if c.Sums[i], err = canonical.Msgpack(raw[i]); err != nil {
			return err
		}
	}
	return nil
}

// dynamic takes a value out of a message DynamicValue.
func (r *changeReader) dynamic(b []byte) (value []byte, err error) {
	var seen once
	err = message(b, func(f field, content []byte) error {
		if f.num != 1 {
			r.noteUnknown("DynamicValue", f.num)
			return nil
		}
		value = content
		return seen.check(f, protowire.BytesType)
	})
	return value, err
}

package planfile

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/soc2gate/soc2gate/plan/canonical"
)

// takeVariable reads one entry of the map of variables that were set for the
// plan: by files, flags or the environment. Defaults are not among them.
func (r *changeReader) takeVariable(f field) error {
	b, err := r.bytes(f, maxChange)
	if err != nil {
		return err
	}
	name, value, err := r.entry(b)
	if err != nil {
		return err
	}
	if _, twice := r.Variables[name]; twice || name == "" || value == nil {
		return fmt.Errorf("the variable %.100q has no name, no value or more than one", name)
	}
	if r.Variables == nil {
		r.Variables = map[string]canonical.Sum{}
	}
	if r.Variables[name], err = canonical.Msgpack(value); err != nil {
		return fmt.Errorf("the variable %.100q: %w", name, err)
	}
	return r.spend(unknownCost)
}

// entry reads an entry of a map: its key, and the value of any type.
func (r *changeReader) entry(b []byte) (name string, value []byte, err error) {
	var seen once
	err = message(b, func(f field, content []byte) error {
		if err := seen.check(f, protowire.BytesType); err != nil {
			return err
		}
		switch f.num {
		case 1:
			name, err = r.text(content)
		case 2:
			value, err = r.dynamic(content)
		default:
			err = errors.New("a variable has more than a name and a value")
		}
		return err
	})
	return name, value, err
}

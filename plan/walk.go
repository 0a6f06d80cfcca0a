package plan

import (
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// value reads a whole value. Its bytes are good until the next one is read.
func (d *decoder) value() (jsontext.Value, error) {
	raw, err := d.json.ReadValue()
	if err != nil {
		return nil, err //nolint:wrapcheck // broken says it better, once
	}
	return raw, deeper(raw)
}

// mostMembers is how many members an object may have that is passed over. The
// names are held meanwhile, to see whether one is there twice.
const mostMembers = 1 << 17

// skip passes over a value without keeping it. It need not fit into memory.
func (d *decoder) skip() error {
	depth := d.json.StackDepth()
	for {
		if _, err := d.json.ReadToken(); err != nil {
			return err //nolint:wrapcheck // broken says it better, once
		}
		now := d.json.StackDepth()
		if now == depth {
			return nil
		}
		if now > deepest {
			return errors.New(tooDeep)
		}
		if in, n := d.json.StackIndex(now); in == '{' && n > 2*mostMembers {
			return fmt.Errorf("an object has more than %d members", mostMembers)
		}
	}
}

// pass passes over the elements of a list, each of which fits into memory:
// that is faster.
func (d *decoder) pass() error {
	return d.each(func() error {
		_, err := d.value()
		return err
	})
}

// each reads the elements of a list one by one. Null is an empty list.
func (d *decoder) each(element func() error) error {
	if d.json.PeekKind() == 'n' {
		return d.skip()
	}
	if tok, err := d.json.ReadToken(); err != nil || tok.Kind() != '[' {
		return either(err, errors.New("a list was expected"))
	}
	for d.json.PeekKind() != ']' {
		if err := element(); err != nil {
			return err
		}
	}
	_, err := d.json.ReadToken()
	return err //nolint:wrapcheck // as above
}

// entries reads the members of an object whose names are the author's, one by
// one. Null is an empty object.
func (d *decoder) entries(member func(name string) error) error {
	if d.json.PeekKind() == 'n' {
		return d.skip()
	}
	if tok, err := d.json.ReadToken(); err != nil || tok.Kind() != '{' {
		return either(err, errors.New("an object was expected"))
	}
	if d.json.StackDepth() > deepest {
		return errors.New(tooDeep)
	}
	for n := 0; d.json.PeekKind() != '}'; n++ {
		name, err := d.json.ReadToken()
		if err != nil {
			return err //nolint:wrapcheck // as above
		}
		if n > mostMembers {
			return fmt.Errorf("an object has more than %d members", mostMembers)
		}
		if err := member(name.String()); err != nil {
			return err
		}
	}
	_, err := d.json.ReadToken()
	return err //nolint:wrapcheck // as above
}

// object does the same where the names are Terraform's.
func (d *decoder) object(l *level, member func(name string) error) error {
	return d.entries(func(name string) error {
		if l.find([]byte(name), 0) >= 0 {
			return member(name)
		}
		if err := d.stranger(l, []byte(name)); err != nil {
			return err
		}
		return d.skip()
	})
}

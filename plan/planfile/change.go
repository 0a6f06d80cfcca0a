package planfile

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
)

// Field numbers of the message ResourceInstanceChange.
const (
	changeDeposed  = 7
	changeProvider = 8
	changeChange   = 9
	changePrivate  = 10
	changeReplaced = 11
	changeReason   = 12
	changeAddress  = 13
	changePrevious = 14
)

// replaceByRequest is the action reason of what -replace names. Terraform has a
// field for the addresses too, and does not fill it (883c722).
const replaceByRequest = 2

// deposedLen is the length of every deposed key: eight hexadecimal digits.
const deposedLen = 8

func (r *changeReader) takeChange(f field) error {
	b, err := r.bytes(f, maxChange)
	if err != nil {
		return err
	}
	var c Change
	err = r.change(b, &c)
	if err == nil {
		err = c.check()
	}
	if err != nil {
		return fmt.Errorf("change %d, of %.200q: %w", len(r.Changes)+1, c.Address, err)
	}
	if c.PreviousAddress == c.Address {
		c.PreviousAddress = ""
	}
	if c.requested {
		r.Replaces = append(r.Replaces, c.Address)
	}
	r.Changes = append(r.Changes, c)
	return r.spend(changeCost)
}

func (r *changeReader) change(b []byte, c *Change) error {
	var seen once
	return message(b, func(f field, content []byte) error {
		to := &c.Address
		switch f.num {
		case changeDeposed:
			to = &c.Deposed
		case changeProvider:
			to = &c.Provider
		case changePrevious:
			to = &c.PreviousAddress
		case changeAddress, changeChange:
		case changePrivate, changeReplaced:
			return nil
		case changeReason:
			c.requested = f.value == replaceByRequest
			return seen.check(f, protowire.VarintType)
		default:
			r.noteUnknown("ResourceInstanceChange", f.num)
			return nil
		}
		err := seen.check(f, protowire.BytesType)
		switch {
		case err != nil:
			return err
		case f.num == changeChange:
			return r.values(content, c)
		case f.num == changeProvider:
			*to, err = r.provider(content)
		default:
			*to, err = r.text(content)
		}
		return err
	})
}

// provider keeps each provider once, and looks at it once.
func (r *changeReader) provider(b []byte) (string, error) {
	if s, ok := r.providers[string(b)]; ok {
		return s, nil
	}
	s, err := r.text(b)
	if err != nil {
		return "", err
	}
	if _, err := ParseProvider(s); err != nil {
		return "", err
	}
	r.providers[s] = s
	return s, r.spend(len(s) + unknownCost)
}

func (c *Change) check() error {
	switch {
	case c.Address == "":
		return errors.New("it has no address: another version of Terraform wrote it")
	case c.Provider == "":
		return errors.New("it has no provider")
	case c.Action == nil:
		return errors.New("it does not say what changes")
	case c.Deposed != "" && len(c.Deposed) != deposedLen:
		return fmt.Errorf("%q is no key of a deposed object", c.Deposed)
	}
	return nil
}

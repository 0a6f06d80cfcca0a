package planfile

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// keeper makes the strings of a File: equal ones once, and all of them within
// one bound.
type keeper struct {
	interned map[string]string
	spent    int
}

func (k *keeper) spend(n int) error {
	if k.spent += n; k.spent > maxKept {
		return fmt.Errorf("what it says of its changes is more than %d bytes", maxKept)
	}
	return nil
}

// text keeps an address or the like.
func (k *keeper) text(b []byte) (string, error) {
	if err := checkText(b); err != nil {
		return "", err
	}
	return string(b), k.spend(len(b))
}

// once keeps a text that comes again and again.
func (k *keeper) once(b []byte) (string, error) {
	if s, ok := k.interned[string(b)]; ok {
		return s, nil
	}
	s, err := k.text(b)
	if err != nil {
		return "", err
	}
	k.interned[s] = s
	return s, k.spend(len(b) + unknownCost)
}

func checkText(b []byte) error {
	if len(b) > maxText {
		return fmt.Errorf("a text has %d bytes, more than %d", len(b), maxText)
	}
	if !utf8.Valid(b) {
		return errors.New("a text is not UTF-8")
	}
	return nil
}

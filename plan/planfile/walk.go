package planfile

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// walker finds the unknowns in a msgpack value. It needs no schema: what cty
// writes tells objects and maps from lists, sets and tuples.
type walker struct {
	cursor
	keep  *keeper
	path  []step
	found []Unknown
}

// unknowns lists what is known of the unknowns in a value, in the order in
// which they stand there: names sorted, positions ascending.
func unknowns(value []byte, keep *keeper) ([]Unknown, error) {
	w := &walker{cursor: value, keep: keep}
	if err := w.value(); err != nil {
		return nil, fmt.Errorf("the value at %q: %w", w.where(), err)
	}
	if len(w.cursor) > 0 {
		return nil, errors.New("something follows the value")
	}
	return slices.Clip(w.found), nil
}

func (w *walker) value() error {
	it, err := w.head()
	if err != nil {
		return err
	}
	if len(w.path) > maxDepth {
		return fmt.Errorf("it is nested more than %d deep", maxDepth)
	}
	switch it.kind {
	case kindScalar:
		return nil
	case kindString:
		_, err = w.text(it.n)
		return err
	case kindArray:
		return w.array(it.n)
	case kindMap:
		return w.object(it.n)
	case kindExt:
		return w.unknown(it)
	case kindBytes:
		return errors.New("bytes stand where a value should")
	}
	return nil
}

// word reads a value that has to be a text.
func (w *walker) word(what string) ([]byte, error) {
	it, err := w.head()
	if err != nil {
		return nil, err
	}
	if it.kind != kindString {
		return nil, fmt.Errorf("%s is no text", what)
	}
	return w.text(it.n)
}

func (w *walker) text(n int) ([]byte, error) {
	b, err := w.take(n)
	if err == nil && !utf8.Valid(b) {
		err = errors.New("a text is not UTF-8")
	}
	return b, err
}

// array also answers for a value whose type the schema leaves open: cty writes
// the type, as bytes, and the value as if in a list of two.
func (w *walker) array(n int) error {
	if n == 2 {
		ahead := w.cursor
		if it, err := ahead.head(); err == nil && it.kind == kindBytes {
			return w.dynamic(ahead, it.n)
		}
	}
	for i := range n {
		if err := w.under(step{index: i}); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) dynamic(ahead cursor, n int) error {
	if _, err := ahead.take(n); err != nil {
		return err
	}
	w.cursor = ahead
	// The nesting counts though the path gets no longer: a value of open type
	// holds one whose type is given, and never another of open type.
	it, err := ahead.head()
	if err != nil {
		return err
	}
	if second, err := ahead.head(); it.kind == kindArray && it.n == 2 && err == nil && second.kind == kindBytes {
		return errors.New("a value gives its type twice")
	}
	return w.value()
}

func (w *walker) object(n int) error {
	var last []byte
	for i := range n {
		name, err := w.word("a name")
		if err != nil {
			return err
		}
		// Names are written in order, so none can be there twice.
		if i > 0 && string(last) >= string(name) {
			return fmt.Errorf("the name %.100q is there twice or out of order", name)
		}
		last = name
		if err := w.under(step{name: name}); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) under(s step) error {
	w.path = append(w.path, s)
	if err := w.value(); err != nil {
		return err
	}
	w.path = w.path[:len(w.path)-1]
	return nil
}

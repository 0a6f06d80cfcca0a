package planfile

import (
	"errors"
	"fmt"
)

// cty's extensions of msgpack (go-cty 1.19, cty/msgpack/unknown.go).
const (
	extUnknown = 0
	extRefined = 12
)

// Keys of what is known of an unknown. Bounds of numbers and lengths are read
// over; other keys are for cty to invent.
const (
	refineNull   = 1
	refinePrefix = 2
)

// unknown reads an extension, and keeps what it knows.
func (w *walker) unknown(it item) error {
	body, err := w.take(it.n)
	if err != nil {
		return err
	}
	switch {
	case it.ext == extUnknown && it.n <= 1:
		return nil
	case it.ext != extRefined:
		return fmt.Errorf("extension %d of %d bytes is none of cty's", it.ext, it.n)
	case it.n > maxRefined:
		return fmt.Errorf("an unknown has a description of %d bytes, more than %d", it.n, maxRefined)
	case it.n <= 1:
		return nil
	}
	var u Unknown
	if err := u.read(body); err != nil {
		return err
	}
	if !u.NotNull && u.Prefix == "" {
		return nil
	}
	return w.add(u)
}

// read takes the map of an extension apart.
func (u *Unknown) read(body []byte) error {
	w := &walker{cursor: body}
	it, err := w.head()
	if err != nil {
		return err
	}
	if it.kind != kindMap {
		return errors.New("the description of an unknown is no map")
	}
	var seen once
	for range it.n {
		if err := u.entry(w, &seen); err != nil {
			return fmt.Errorf("the description of an unknown: %w", err)
		}
	}
	if len(w.cursor) > 0 {
		return errors.New("something follows the description of an unknown")
	}
	return nil
}

func (u *Unknown) entry(w *walker, seen *once) error {
	b, err := w.take(1)
	if err != nil {
		return err
	}
	if b[0] > 63 {
		return fmt.Errorf("%#x is no key", b[0])
	}
	bit := once(1) << b[0]
	if *seen&bit != 0 {
		return fmt.Errorf("key %d is there twice", b[0])
	}
	*seen |= bit
	switch b[0] {
	case refineNull:
		return u.nullness(w)
	case refinePrefix:
		return u.prefix(w)
	}
	return w.value()
}

func (u *Unknown) nullness(w *walker) error {
	b, err := w.take(1)
	switch {
	case err != nil:
		return err
	case b[0] == 0xc2: // it is not null
		u.NotNull = true
	case b[0] == 0xc3:
		return errors.New("an unknown is said to be null, which is known")
	default:
		return errors.New("whether it is null is no truth value")
	}
	return nil
}

func (u *Unknown) prefix(w *walker) error {
	b, err := w.word("the prefix")
	u.Prefix = string(b)
	return err
}

func (w *walker) add(u Unknown) error {
	if err := w.keep.spend(unknownCost + stepCost*len(w.path) + len(u.Prefix)); err != nil {
		return err
	}
	u.Path = make(Path, len(w.path))
	for i, s := range w.path {
		name, err := w.keep.once([]byte(s.String()))
		if err != nil {
			return err
		}
		u.Path[i] = name
	}
	w.found = append(w.found, u)
	return nil
}

package plan

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// parse checks JSON that stands in a text of the plan, where the decoder has
// not looked.
func parse(text string) (jsontext.Value, error) {
	if text == "" {
		return nil, nil
	}
	dec := jsontext.NewDecoder(bytes.NewReader([]byte(text)))
	raw, err := dec.ReadValue()
	if err != nil {
		return nil, fmt.Errorf("value: %w", err)
	}
	if err := deeper(raw); err != nil {
		return nil, err
	}
	raw = raw.Clone()
	if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, errors.New("value: it goes on after its end")
	}
	return settle(raw), nil
}

// equalTrees tells whether two values are the same, however they are written.
// Numbers are compared as text, so that none is rounded.
func equalTrees(a, b jsontext.Value) bool {
	if bytes.Equal(a, b) {
		return true
	}
	if kind(a) != kind(b) {
		return false
	}
	switch kind(a) {
	case '"':
		return bytes.Equal(plain(a), plain(b))
	case '[':
		return equalLists(a, b)
	case '{':
		return equalObjects(a, b)
	}
	return false
}

func equalLists(a, b jsontext.Value) bool {
	for x, y := inside(a), inside(b); ; {
		_, one, more := x.next()
		_, other, moreToo := y.next()
		if more != moreToo || !more {
			return more == moreToo
		}
		if !equalTrees(settle(one), settle(other)) {
			return false
		}
	}
}

func equalObjects(a, b jsontext.Value) bool {
	left, right := byName(a), byName(b)
	if len(left) != len(right) {
		return false
	}
	for name, one := range left {
		if other, ok := right[name]; !ok || !equalTrees(one, other) {
			return false
		}
	}
	return true
}

// deepest is how far values may nest. Terraform's types nest as deep as their
// schemas and expressions are written by hand, which is far less.
const deepest = 500

const tooDeep = "values nest deeper than 500 levels"

// deeper refuses what nests too deep. Most values have too few brackets to.
func deeper(raw jsontext.Value) error {
	if bytes.Count(raw, []byte("{"))+bytes.Count(raw, []byte("[")) <= deepest {
		return nil
	}
	depth := 0
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '"':
			i = stringEnd(raw, i) - 1
		case '{', '[':
			depth++
			if depth > deepest {
				return errors.New(tooDeep)
			}
		case '}', ']':
			depth--
		}
	}
	return nil
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

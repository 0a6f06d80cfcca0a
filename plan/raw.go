package plan

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// A plan's values stay the bytes that they were read as, and are looked into
// where an adapter asks. The decoder has found the bytes to be valid JSON with
// names that are there once, so that what follows need not check again. On
// other bytes it finds too little, and never fails.

// cursor goes over the members of an object or the elements of a list.
type cursor struct {
	raw   jsontext.Value
	at    int
	named bool
}

// inside starts before the first member. Scalars have none.
func inside(raw jsontext.Value) cursor { return cursor{raw: raw}.enter() }

// enter goes into the value that the cursor stands before.
func (c cursor) enter() cursor {
	if c.at >= len(c.raw) || c.raw[c.at] != '{' && c.raw[c.at] != '[' {
		return cursor{}
	}
	return cursor{raw: c.raw, at: c.at + 1, named: c.raw[c.at] == '{'}
}

// leave goes on behind a value of which the inner cursor has seen everything.
func (c *cursor) leave(inner cursor) { c.at = min(inner.at+1, len(c.raw)) }

// next returns the next member. The name is quoted, and empty in a list.
func (c *cursor) next() (name, value jsontext.Value, ok bool) {
	if name, ok = c.name(); !ok {
		return nil, nil, false
	}
	return name, c.value(), true
}

// name goes to the next value and returns its name.
func (c *cursor) name() (name jsontext.Value, ok bool) {
	if !c.skipBlanks() {
		return nil, false
	}
	if !c.named {
		return nil, true
	}
	start := c.at
	c.at = stringEnd(c.raw, start)
	return c.raw[start:c.at], c.skipBlanks()
}

// value passes over the value that the cursor stands before.
func (c *cursor) value() jsontext.Value {
	start := min(c.at, len(c.raw))
	c.at = valueEnd(c.raw, start)
	return c.raw[start:c.at:c.at]
}

// skipBlanks goes to the next name or value, and tells whether there is one.
func (c *cursor) skipBlanks() bool {
	for ; c.at < len(c.raw); c.at++ {
		switch c.raw[c.at] {
		case ' ', '\t', '\n', '\r', ',', ':':
		case '}', ']':
			return false
		default:
			return true
		}
	}
	return false
}

// valueEnd returns where the value that starts at i ends.
func valueEnd(raw []byte, i int) int {
	if i >= len(raw) {
		return len(raw)
	}
	switch raw[i] {
	case '"':
		return stringEnd(raw, i)
	case '{', '[':
		return nestedEnd(raw, i)
	}
	for ; i < len(raw); i++ {
		switch raw[i] {
		case ' ', '\t', '\n', '\r', ',', '}', ']':
			return i
		}
	}
	return i
}

func nestedEnd(raw []byte, i int) int {
	for depth := 0; i < len(raw); i++ {
		switch raw[i] {
		case '"':
			i = stringEnd(raw, i) - 1
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			if depth == 0 {
				return i + 1
			}
		}
	}
	return len(raw)
}

// stringEnd returns where the string ends that starts with the quote at i: at
// a quote that an even number of backslashes stands before.
func stringEnd(raw []byte, i int) int {
	for from := i + 1; ; {
		quote := bytes.IndexByte(raw[from:], '"')
		if quote < 0 {
			return len(raw)
		}
		end := from + quote
		slashes := 0
		for end-1-slashes > i && raw[end-1-slashes] == '\\' {
			slashes++
		}
		from = end + 1
		if slashes%2 == 0 {
			return from
		}
	}
}

// kind is the first byte of a value, which tells what it is; 0 is no value.
func kind(raw jsontext.Value) byte {
	if len(raw) == 0 {
		return 0
	}
	return raw[0]
}

// settle makes null and absent one.
func settle(raw jsontext.Value) jsontext.Value {
	if kind(raw) == 'n' {
		return nil
	}
	return raw
}

// plain is what a quoted string stands for. Without escapes, as nearly always,
// it is a part of the same bytes.
func plain(quoted jsontext.Value) []byte {
	if len(quoted) < 2 || quoted[0] != '"' {
		return nil
	}
	if bytes.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1]
	}
	text, err := jsontext.AppendUnquote(nil, quoted)
	if err != nil {
		return nil
	}
	return text
}

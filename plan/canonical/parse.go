package canonical

import (
	"bytes"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// digits is a number as it was written.
type digits string

func parse(raw jsontext.Value) (any, error) {
	if len(raw) == 0 {
		return nil, nil //nolint:nilnil // nil is JSON's null
	}
	return parseNext(jsontext.NewDecoder(bytes.NewReader(raw)), 0)
}

func parseNext(d *jsontext.Decoder, depth int) (any, error) {
	if depth > deepest {
		return nil, errDeep
	}
	token, err := d.ReadToken()
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	switch token.Kind() {
	case 't', 'f':
		return token.Bool(), nil
	case '"':
		return token.String(), nil
	case '0':
		return digits(token.String()), nil
	case '[':
		return parseList(d, depth)
	case '{':
		return parseObject(d, depth)
	}
	return nil, nil //nolint:nilnil // as above
}

func parseList(d *jsontext.Decoder, depth int) (any, error) {
	items := []any{}
	for d.PeekKind() != ']' {
		item, err := parseNext(d, depth+1)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	_, err := d.ReadToken()
	return items, err //nolint:wrapcheck // the kind was peeked at
}

func parseObject(d *jsontext.Decoder, depth int) (any, error) {
	members := map[string]any{}
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return nil, fmt.Errorf("read: %w", err)
		}
		key := name.String()
		if members[key], err = parseNext(d, depth+1); err != nil {
			return nil, err
		}
	}
	_, err := d.ReadToken()
	return members, err //nolint:wrapcheck // as above
}

package plan

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// number is a JSON number as it was written, so that nothing is rounded.
type number string

// tree decodes a JSON value into maps, slices, strings, bools, numbers and
// nils. An absent value is nil.
func tree(raw jsontext.Value) (any, error) {
	if len(raw) == 0 {
		return nil, nil //nolint:nilnil // nil is JSON's null
	}
	dec := jsontext.NewDecoder(bytes.NewReader(raw))
	return decodeTree(dec)
}

func decodeTree(dec *jsontext.Decoder) (any, error) {
	tok, err := dec.ReadToken()
	if err != nil {
		return nil, fmt.Errorf("value: %w", err)
	}
	switch tok.Kind() {
	case 'n':
		return nil, nil //nolint:nilnil // as above
	case 't', 'f':
		return tok.Bool(), nil
	case '"':
		return tok.String(), nil
	case '0':
		return number(tok.String()), nil
	case '[':
		return decodeList(dec)
	case '{':
		return decodeMap(dec)
	default:
		return nil, errors.New("value: unexpected token")
	}
}

func decodeList(dec *jsontext.Decoder) (any, error) {
	list := []any{}
	for dec.PeekKind() != ']' {
		item, err := decodeTree(dec)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	_, err := dec.ReadToken()
	return list, wrap("list", err)
}

func decodeMap(dec *jsontext.Decoder) (any, error) {
	members := map[string]any{}
	for dec.PeekKind() != '}' {
		name, err := dec.ReadToken()
		if err != nil {
			return nil, wrap("object", err)
		}
		key := name.String()
		if members[key], err = decodeTree(dec); err != nil {
			return nil, err
		}
	}
	_, err := dec.ReadToken()
	return members, wrap("object", err)
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

package canonical

import (
	"errors"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// JSON sums a value of Terraform's JSON together with the mask of what is not
// known yet: the member after with after_unknown, for instance. Both may be
// empty.
func JSON(value, mask jsontext.Value) (Sum, error) {
	v, err := parse(value)
	if err != nil {
		return 0, fmt.Errorf("value: %w", err)
	}
	m, err := parse(mask)
	if err != nil {
		return 0, fmt.Errorf("mask: %w", err)
	}
	return sum(v, m)
}

// errMask is of what Terraform never writes, and of which readers may believe
// the one or the other.
var errMask = errors.New("what is said to be unknown has a value, or is not there")

func sum(value, mask any) (Sum, error) {
	switch v := value.(type) {
	case []any:
		return sumList(v, mask)
	case map[string]any:
		return sumObject(v, mask)
	case nil:
		return sumNull(mask)
	}
	if unknown(mask) {
		return 0, errMask
	}
	switch v := value.(type) {
	case bool:
		return boolean(v), nil
	case string:
		return text('s', v), nil
	case digits:
		return number(string(v)), nil
	}
	return 0, errors.New("a value is of no kind of JSON")
}

// sumNull knows that an object of which all members are unknown is an empty one
// in the JSON, and not left out (jsonplan, 883c722).
func sumNull(mask any) (Sum, error) {
	switch {
	case mask == true:
		return Unknown, nil
	case unknown(mask):
		return 0, errMask
	}
	return Null, nil
}

func sumList(items []any, mask any) (Sum, error) {
	masks, isList := mask.([]any)
	if !isList || len(masks) != len(items) {
		if unknown(mask) {
			return 0, errMask
		}
		masks = nil
	}
	sums := make([]Sum, len(items))
	for i, item := range items {
		var of any
		if i < len(masks) {
			of = masks[i]
		}
		var err error
		if sums[i], err = sum(item, of); err != nil {
			return 0, err
		}
	}
	return list(sums), nil
}

// sumObject sums the members of the value and those that only the mask names.
func sumObject(value map[string]any, mask any) (Sum, error) {
	masks, isObject := mask.(map[string]any)
	if !isObject && unknown(mask) {
		return 0, errMask
	}
	members := make([]member, 0, len(value)+len(masks))
	for name, v := range value {
		s, err := sum(v, masks[name])
		if err != nil {
			return 0, err
		}
		members = append(members, named(name, s))
	}
	for name, m := range masks {
		if _, have := value[name]; have || !unknown(m) {
			continue
		}
		s, err := sum(nil, m)
		if err != nil {
			return 0, err
		}
		members = append(members, named(name, s))
	}
	return object(members)
}

func unknown(mask any) bool {
	switch m := mask.(type) {
	case bool:
		return m
	case map[string]any:
		for _, inner := range m {
			if unknown(inner) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(m, unknown)
	}
	return false
}

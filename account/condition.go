package account

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// condition is one operator of a Condition applied to one key.
type condition struct {
	name     string // as evidence shows it, without the values
	operator string // without its prefix and suffix
	set      string // "ForAnyValue", "ForAllValues" or empty
	ifExists bool
	key      string // in lower case, as AWS compares it
	values   []string
	unknown  bool // operator or key are not known
}

// operators are the condition operators of IAM (2026-11).
var operators = strings.Fields(`StringEquals StringNotEquals StringEqualsIgnoreCase
	StringNotEqualsIgnoreCase StringLike StringNotLike NumericEquals NumericNotEquals
	NumericLessThan NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals
	DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan
	DateGreaterThanEquals Bool BinaryEquals IpAddress NotIpAddress ArnEquals ArnLike
	ArnNotEquals ArnNotLike Null`)

// conditions reads the Condition of a statement; an empty one is none.
func (r *documentReader) conditions(s *clause, raw jsontext.Value) error {
	if raw == nil {
		return nil
	}
	if text, err := stringOf(raw); err == nil && isHole(text) {
		s.muddled = true
		return nil
	}
	byOperator, err := objectOf(raw)
	if err != nil {
		return fmt.Errorf("Condition: %w", err)
	}
	for _, operator := range slices.Sorted(maps.Keys(byOperator)) {
		list, err := r.operator(operator, byOperator[operator])
		if err != nil {
			return fmt.Errorf("Condition %s: %w", operator, err)
		}
		s.conditions = append(s.conditions, list...)
	}
	return nil
}

// operator reads the keys that one operator is applied to.
func (r *documentReader) operator(name string, raw jsontext.Value) ([]condition, error) {
	proto, err := operatorOf(name)
	if err != nil {
		return nil, err
	}
	if text, err := stringOf(raw); err == nil && isHole(text) {
		proto.unknown = true
		return []condition{proto}, nil
	}
	byKey, err := objectOf(raw)
	if err != nil {
		return nil, err
	}
	list := make([]condition, 0, len(byKey))
	seen := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		c := proto
		c.name, c.key = name+" "+key, strings.ToLower(key)
		c.unknown = c.unknown || strings.Contains(key, Hole)
		if c.values, err = r.values(byKey[key]); err != nil || seen[c.key] {
			return nil, errors.Join(fmt.Errorf("key %q cannot be read, or is there twice", key), err)
		}
		seen[c.key] = true
		list = append(list, c)
	}
	return list, nil
}

// operatorOf takes "ForAnyValue:StringLikeIfExists" apart.
func operatorOf(name string) (condition, error) {
	c := condition{name: name, operator: name}
	if strings.Contains(name, Hole) {
		c.unknown = true
		return c, nil
	}
	if set, rest, ok := strings.Cut(name, ":"); ok {
		if set != "ForAnyValue" && set != "ForAllValues" {
			return c, fmt.Errorf("unknown set operator %q", set)
		}
		c.set, c.operator = set, rest
	}
	c.operator, c.ifExists = strings.CutSuffix(c.operator, "IfExists")
	if !slices.Contains(operators, c.operator) || (c.operator == "Null" && c.ifExists) {
		return c, errors.New("unknown operator")
	}
	return c, nil
}

// values reads a string, number or bool, or a list of them, as AWS compares
// them: as text.
func (r *documentReader) values(raw jsontext.Value) ([]string, error) {
	list, err := listOf(raw)
	if err != nil {
		return nil, err
	}
	values := make([]string, 0, len(list))
	for _, one := range list {
		text := string(one)
		if kind := one.Kind(); kind != 't' && kind != 'f' && kind != '0' {
			if text, err = stringOf(one); err != nil {
				return nil, err
			}
		}
		values = append(values, r.text(text))
	}
	return values, nil
}

// objectOf decodes a JSON object and nothing else.
func objectOf(raw jsontext.Value) (map[string]jsontext.Value, error) {
	if raw.Kind() != '{' {
		return nil, fmt.Errorf("%v is not an object", raw.Kind())
	}
	var members map[string]jsontext.Value
	err := unmarshal(raw, &members)
	return members, err
}

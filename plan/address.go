package plan

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// step is one name of an address with its instance key: module "m"["a.b"], or
// the resource itself. The key is kept as it is written, quotes included;
// none is empty.
type step struct{ name, key string }

// address is a Terraform resource instance address, taken apart.
type address struct {
	modules []step
	data    bool
	typ     string
	step
}

// scope is the path of the module instance that the resource is in.
func (a address) scope() string { return scopeOf(a.modules) }

func scopeOf(modules []step) string {
	var b strings.Builder
	for _, m := range modules {
		b.WriteString("module." + m.name + bracket(m.key) + ".")
	}
	return b.String()
}

func bracket(key string) string {
	if key == "" {
		return ""
	}
	return "[" + key + "]"
}

// parseAddress takes an absolute resource instance address apart. Keys may hold
// any character, dots and brackets included.
func parseAddress(s string) (address, error) {
	var few [8]step
	steps, err := traversal(s, few[:0])
	if err != nil {
		return address{}, fmt.Errorf("address %q: %w", brief(s), err)
	}
	var a address
	for len(steps) >= 2 && steps[0].name == "module" && steps[0].key == "" {
		a.modules = append(a.modules, steps[1])
		steps = steps[2:]
	}
	if len(steps) == 3 && steps[0].name == "data" {
		a.data, steps = true, steps[1:]
	}
	if len(steps) != 2 || steps[0].key != "" {
		return address{}, fmt.Errorf("address %q: not a resource", brief(s))
	}
	a.typ, a.step = steps[0].name, steps[1]
	if a.typ == "data" || a.typ == "module" || (strings.Contains(s, "[") && a.String() != s) {
		return address{}, fmt.Errorf("address %q: not as Terraform writes it", brief(s))
	}
	return a, nil
}

// block is the name of the block that the instance comes from.
func (a address) block() string {
	if a.data {
		return "data." + a.typ + "." + a.name
	}
	return a.typ + "." + a.name
}

// String writes the address as Terraform does.
func (a address) String() string {
	return a.scope() + a.block() + bracket(a.key)
}

// traversal splits "module.m[\"a.b\"].out" into names and keys. Of several
// keys after one name the first is kept. The steps are added to those given.
func traversal(s string, steps []step) ([]step, error) {
	for s != "" {
		end := strings.IndexAny(s, ".[")
		if end < 0 {
			end = len(s)
		}
		if end == 0 {
			return nil, errors.New("a name is missing")
		}
		one := step{name: s[:end]}
		s = s[end:]
		for strings.HasPrefix(s, "[") {
			key, rest, err := instanceKey(s)
			if err != nil {
				return nil, err
			}
			if one.key == "" {
				one.key = key
			}
			s = rest
		}
		steps = append(steps, one)
		if s != "" {
			if s = strings.TrimPrefix(s, "."); s == "" {
				return nil, errors.New("it ends in a dot")
			}
		}
	}
	return steps, nil
}

// instanceKey reads a bracketed key: a number, * or a quoted string with
// Terraform's escapes.
func instanceKey(s string) (key, rest string, err error) {
	if !strings.HasPrefix(s, `["`) {
		key, rest, ok := strings.Cut(s[1:], "]")
		if n, err := strconv.Atoi(key); !ok || key != "*" && (err != nil || n < 0 || strconv.Itoa(n) != key) {
			return "", "", errors.New("a key is neither number nor string")
		}
		return key, rest, nil
	}
	for i := 2; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			if !strings.HasPrefix(s[i+1:], "]") {
				return "", "", errors.New("a key does not end in a bracket")
			}
			return s[1 : i+1], s[i+2:], nil
		}
	}
	return "", "", errors.New("a key is not closed")
}

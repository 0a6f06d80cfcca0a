package plan

import (
	"reflect"
	"strconv"
	"strings"
)

// node is one planned value together with Terraform's masks over it.
type node struct {
	value  any // nil if null or unknown
	mask   any // after_unknown: true where not known yet
	secret any // *_sensitive: true where not to be shown
}

// at follows a path such as "rule.0.status" into the value.
func (n node) at(path string) node {
	for step := range strings.SplitSeq(path, ".") {
		n = n.step(step)
	}
	return n
}

func (n node) step(name string) node {
	return node{value: child(n.value, name), mask: childMask(n.mask, name), secret: childMask(n.secret, name)}
}

// unknown tells whether the value as a whole is known only after apply.
func (n node) unknown() bool { return n.mask == true }

// hidden tells whether any part of the value is sensitive.
func (n node) hidden() bool { return anyTrue(n.secret) }

// partly tells whether any part of the value is unknown.
func (n node) partly() bool { return anyTrue(n.mask) }

// items returns the elements of a list or set. A single object counts as a
// list of one.
func (n node) items() []node {
	list, ok := n.value.([]any)
	if !ok {
		if n.value == nil {
			return nil
		}
		return []node{n}
	}
	nodes := make([]node, len(list))
	for i := range list {
		nodes[i] = n.step(indexName(i))
	}
	return nodes
}

// keys returns the names of an object's members, those not known yet included.
func (n node) keys() []string {
	names := map[string]bool{}
	for _, tree := range []any{n.value, n.mask} {
		members, _ := tree.(map[string]any)
		for name := range members {
			names[name] = true
		}
	}
	return sortedKeys(names)
}

func (n node) text() (string, bool) {
	s, ok := n.value.(string)
	return s, ok
}

func (n node) truth() (bool, bool) {
	switch v := n.value.(type) {
	case bool:
		return v, true
	case string: // Terraform converts "true" for providers that once wanted strings
		b, err := strconv.ParseBool(v)
		return b, err == nil
	}
	return false, false
}

func (n node) integer() (int, bool) {
	v, ok := n.value.(number)
	if !ok {
		return 0, false
	}
	i, err := strconv.Atoi(string(v))
	return i, err == nil
}

func equalTrees(a, b any) bool { return reflect.DeepEqual(a, b) }

func child(v any, name string) any {
	switch v := v.(type) {
	case map[string]any:
		return v[name]
	case []any:
		if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(v) {
			return v[i]
		}
	}
	return nil
}

// childMask follows a mask, where true covers everything below it.
func childMask(mask any, name string) any {
	if mask == true {
		return true
	}
	return child(mask, name)
}

func anyTrue(mask any) bool {
	switch m := mask.(type) {
	case bool:
		return m
	case []any:
		for _, v := range m {
			if anyTrue(v) {
				return true
			}
		}
	case map[string]any:
		for _, v := range m {
			if anyTrue(v) {
				return true
			}
		}
	}
	return false
}

func indexName(i int) string { return strconv.Itoa(i) }

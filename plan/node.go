package plan

import (
	"bytes"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// node is one planned value together with Terraform's masks over it, as bytes
// of the plan. What adapters take out of it is copied.
type node struct {
	value  jsontext.Value // nil if null or unknown
	mask   jsontext.Value // after_unknown: true where not known yet
	secret jsontext.Value // *_sensitive: true where not to be shown
	top    members        // of a whole resource: the members of value
}

// at follows a path such as "rule.0.status" into the value.
func (n node) at(path string) node {
	if strings.IndexByte(path, '.') < 0 {
		return n.step(path)
	}
	for step := range strings.SplitSeq(path, ".") {
		n = n.step(step)
	}
	return n
}

func (n node) step(name string) node {
	below := node{mask: childMask(n.mask, name), secret: childMask(n.secret, name)}
	if len(n.top) > 0 {
		below.value = n.top.get(name)
	} else {
		below.value = child(n.value, name)
	}
	return below
}

// unknown tells whether the value as a whole is known only after apply.
func (n node) unknown() bool { return isTrue(n.mask) }

// hidden tells whether any part of the value is sensitive.
func (n node) hidden() bool { return anyTrue(n.secret) }

// partly tells whether any part of the value is unknown.
func (n node) partly() bool { return anyTrue(n.mask) }

// items returns the elements of a list or set. A single object counts as a
// list of one.
func (n node) items() []node {
	if n.value == nil {
		return nil
	}
	if kind(n.value) != '[' {
		return []node{n}
	}
	var nodes []node
	mask, secret := follow(n.mask), follow(n.secret)
	for c := inside(n.value); ; {
		_, value, ok := c.next()
		if !ok {
			return nodes
		}
		nodes = append(nodes, node{value: settle(value), mask: mask.next(), secret: secret.next()})
	}
}

// members goes over an object's members by name, those not known yet included.
func (n node) members() iter.Seq2[string, node] {
	return func(yield func(string, node) bool) {
		values, masks, secrets := byName(n.value), byName(n.mask), byName(n.secret)
		names := slices.Concat(sortedKeys(values), sortedKeys(masks))
		slices.Sort(names)
		for _, name := range slices.Compact(names) {
			one := node{value: values[name], mask: masks[name], secret: secrets[name]}
			if kind(n.mask) != '{' {
				one.mask = childMask(n.mask, name)
			}
			if kind(n.secret) != '{' {
				one.secret = childMask(n.secret, name)
			}
			if !yield(name, one) {
				return
			}
		}
	}
}

func (n node) text() (string, bool) {
	if kind(n.value) != '"' {
		return "", false
	}
	return string(plain(n.value)), true
}

func (n node) truth() (bool, bool) {
	switch kind(n.value) {
	case 't', 'f':
		return n.value[0] == 't', true
	case '"': // Terraform converts "true" for providers that once wanted strings
		b, err := strconv.ParseBool(string(plain(n.value)))
		return b, err == nil
	}
	return false, false
}

// integer reads a whole number as it is written, so that none is rounded.
func (n node) integer() (int, bool) {
	if !isNumber(n.value) {
		return 0, false
	}
	i, err := strconv.Atoi(string(n.value))
	return i, err == nil
}

// number reads a number as AWS keeps it.
func (n node) number() (float64, bool) {
	if !isNumber(n.value) {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(n.value), 64)
	return f, err == nil
}

func isNumber(raw jsontext.Value) bool {
	k := kind(raw)
	return k == '-' || '0' <= k && k <= '9'
}

func isTrue(raw jsontext.Value) bool { return kind(raw) == 't' }

// child is a member of an object or, by its index, an element of a list.
func child(raw jsontext.Value, name string) jsontext.Value {
	if kind(raw) != '[' {
		return memberOf(raw, name)
	}
	i, err := strconv.Atoi(name)
	if err != nil || i < 0 {
		return nil
	}
	for c := inside(raw); ; i-- {
		_, value, ok := c.next()
		if !ok {
			return nil
		}
		if i == 0 {
			return settle(value)
		}
	}
}

// childMask follows a mask, where true covers everything below it.
func childMask(mask jsontext.Value, name string) jsontext.Value {
	if isTrue(mask) {
		return mask
	}
	return child(mask, name)
}

// anyTrue tells whether a true stands anywhere in a mask. The word may be part
// of a name, so that finding it is not yet an answer.
func anyTrue(mask jsontext.Value) bool {
	if !bytes.Contains(mask, []byte("true")) {
		return false
	}
	for i := 0; i < len(mask); i++ {
		switch mask[i] {
		case '"':
			i = stringEnd(mask, i) - 1
		case 't':
			return true
		}
	}
	return false
}

func indexName(i int) string { return strconv.Itoa(i) }

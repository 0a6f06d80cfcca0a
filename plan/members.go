package plan

import (
	"github.com/go-json-experiment/json/jsontext"
)

// members are those of an object, found in one pass over its bytes.
type members []named

type named struct {
	name  []byte
	value jsontext.Value
}

// list finds the members of the value that the cursor stands before, in the
// place of others that are not needed any more, and passes over it.
func (c *cursor) list(reuse members) (jsontext.Value, members) {
	all := reuse[:0]
	start, inner := c.at, c.enter()
	if !inner.named {
		return settle(c.value()), all
	}
	for {
		name, value, ok := inner.next()
		if !ok {
			break
		}
		all = append(all, named{plain(name), settle(value)})
	}
	c.leave(inner)
	return c.raw[start:c.at:c.at], all
}

func (m members) get(name string) jsontext.Value {
	for i := range m {
		if string(m[i].name) == name {
			return m[i].value
		}
	}
	return nil
}

// byName is for objects whose members are all asked for: a plan may hold so
// many that to look for each of them takes hours.
func byName(raw jsontext.Value) map[string]jsontext.Value {
	if kind(raw) != '{' {
		return nil
	}
	all := map[string]jsontext.Value{}
	for c := inside(raw); ; {
		name, value, ok := c.next()
		if !ok {
			return all
		}
		all[string(plain(name))] = settle(value)
	}
}

// follower goes over the elements of a mask beside those of the value.
type follower struct {
	mask jsontext.Value
	at   cursor
	i    int
}

func follow(mask jsontext.Value) follower {
	f := follower{mask: mask}
	if kind(mask) == '[' {
		f.at = inside(mask)
	}
	return f
}

// next is the mask of the next element: true covers all of them.
func (f *follower) next() jsontext.Value {
	if kind(f.mask) != '[' {
		f.i++
		return childMask(f.mask, indexName(f.i-1))
	}
	_, mask, _ := f.at.next()
	return settle(mask)
}

// memberOf returns a member of an object. Null and absent are nil.
func memberOf(raw jsontext.Value, name string) jsontext.Value {
	value, _ := lookUp(raw, name)
	return settle(value)
}

// lookUp tells null from absent.
func lookUp(raw jsontext.Value, name string) (jsontext.Value, bool) {
	if kind(raw) != '{' {
		return nil, false
	}
	for c := inside(raw); ; {
		key, value, ok := c.next()
		if !ok || string(plain(key)) == name {
			return value, ok
		}
	}
}

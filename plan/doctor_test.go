package plan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// doctored is one change to the JSON of a plan.
type doctored struct {
	name string
	do   func() (undo func())
}

// doctor lists changes to a tree of JSON.
type doctor struct {
	all []doctored
	// lenient leaves out what nobody can see: see invisible.
	lenient bool
}

func (d *doctor) add(name string, do func() func()) {
	d.all = append(d.all, doctored{name, do})
}

// spot is where a value stands in the tree. What is put there as nil, and not
// as JSON's null, is taken away.
type spot struct {
	name string
	put  func(v any)
}

type jsonNull struct{}

func (jsonNull) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

func memberSpot(m map[string]any, key, name string) spot {
	return spot{name + "." + key, func(v any) {
		if v == nil {
			delete(m, key)
		} else {
			m[key] = v
		}
	}}
}

// put is the change of one value into another.
func (d *doctor) put(p spot, what string, old, v any) {
	d.add(p.name+": "+what, func() func() {
		p.put(v)
		return func() { p.put(old) }
	})
}

// leaves changes each leaf of a value: to another, to another type, to none.
func (d *doctor) leaves(p spot, v any) {
	switch v := v.(type) {
	case map[string]any:
		d.members(p, v)
	case []any:
		d.elements(p, v)
	case string:
		d.put(p, "altered", v, v+"x")
		d.put(p, "null", v, jsonNull{})
		d.put(p, "wrapped", v, map[string]any{"type": "string", "value": v})
		if n := json.Number(v); isInteger(v) {
			d.put(p, "a number", v, n)
		}
	case json.Number:
		d.put(p, "altered", v, json.Number("1"+strings.TrimPrefix(string(v), "-")))
		d.put(p, "null", v, jsonNull{})
		if isInteger(string(v)) {
			d.put(p, "a string", v, string(v))
		}
	case bool:
		d.put(p, "altered", v, !v)
		d.put(p, "null", v, jsonNull{})
		d.put(p, "a string", v, fmt.Sprint(v))
	case jsonNull:
		d.put(p, "altered", v, "x")
		d.put(p, "an object", v, map[string]any{})
	}
}

func isInteger(s string) bool {
	return s != "" && len(s) < 18 && strings.Trim(s, "0123456789") == "" && (s == "0" || s[0] != '0')
}

func (d *doctor) members(p spot, m map[string]any) {
	d.put(memberSpot(m, "doctored", p.name), "added", nil, "x")
	for _, key := range slices.Sorted(maps.Keys(m)) {
		at := memberSpot(m, key, p.name)
		if _, null := m[key].(jsonNull); !null || !d.lenient {
			d.put(at, "dropped", m[key], nil)
		}
		d.leaves(at, m[key])
	}
}

func (d *doctor) elements(p spot, l []any) {
	d.put(p, "one more", l, append(slices.Clone(l), "x"))
	for i := range l {
		name := fmt.Sprintf("%s[%d]", p.name, i)
		d.put(spot{name, p.put}, "dropped", l, slices.Delete(slices.Clone(l), i, i+1))
		if next := i + 1; next < len(l) && !equalJSON(l[i], l[next]) {
			swapped := slices.Clone(l)
			swapped[i], swapped[next] = swapped[next], swapped[i]
			d.put(spot{name, p.put}, "swapped", l, swapped)
		}
		d.leaves(spot{name, func(v any) { l[i] = v }}, l[i])
	}
}

func equalJSON(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// masks changes what a mask says of each value: what is unknown becomes known,
// and what is known unknown. That something is false, or not there, is the same.
func (d *doctor) masks(p spot, mask, value any) {
	if mask == true {
		d.put(p, "known", mask, false)
		d.put(p, "gone", mask, jsonNull{})
		return
	}
	d.put(p, "unknown", mask, true)
	switch v := value.(type) {
	case map[string]any:
		m, ok := mask.(map[string]any)
		if !ok { // the mask is false for all of it
			for key := range v {
				d.put(p, key+" unknown", mask, map[string]any{key: true})
			}
			return
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			d.masks(memberSpot(m, key, p.name), m[key], v[key])
		}
		for _, key := range slices.Sorted(maps.Keys(m)) {
			if _, have := v[key]; !have {
				d.masks(memberSpot(m, key, p.name), m[key], nil)
			}
		}
		d.put(memberSpot(m, "doctored", p.name), "unknown", nil, true)
	case []any:
		l, ok := mask.([]any)
		if !ok || len(l) != len(v) {
			d.put(p, "all unknown", mask, slices.Repeat([]any{true}, len(v)+1))
			return
		}
		d.put(p, "one more unknown", mask, append(slices.Clone(l), true))
		for i := range v {
			d.masks(spot{fmt.Sprintf("%s[%d]", p.name, i), func(v any) { l[i] = v }}, l[i], v[i])
		}
	}
}

// untangle reads a plan into a tree in which null is a value of its own.
func untangle(t testing.TB, raw []byte) map[string]any {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var doc map[string]any
	if err := dec.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	nulls(doc)
	return doc
}

func nulls(v any) {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			if v[k] == nil {
				v[k] = jsonNull{}
			}
			nulls(v[k])
		}
	case []any:
		for i := range v {
			if v[i] == nil {
				v[i] = jsonNull{}
			}
			nulls(v[i])
		}
	}
}

package plan

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

func parsed(t testing.TB, text string) jsontext.Value {
	t.Helper()
	v, err := parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// TestUnknownsByMask holds the shapes that Terraform was seen to write.
func TestUnknownsByMask(t *testing.T) {
	type want struct{ unknown, partly, null bool }
	for name, c := range map[string]struct {
		value, mask, path string
		want              want
	}{
		"known leaf, left out of the mask":    {`{"a":1}`, `{}`, "a", want{}},
		"null, left out of the mask":          {`{"a":null}`, `{}`, "a", want{null: true}},
		"unknown leaf, left out of the value": {`{}`, `{"a":true}`, "a", want{unknown: true, partly: true, null: true}},
		"known nested object":                 {`{"o":{"x":1}}`, `{"o":{}}`, "o", want{}},
		"known nested list":                   {`{"l":[1,2]}`, `{"l":[false,false]}`, "l", want{}},
		"known nested empty list":             {`{"l":[]}`, `{"l":[]}`, "l", want{}},
		"list with an unknown element":        {`{"l":["x",null]}`, `{"l":[false,true]}`, "l", want{partly: true}},
		"the known element of it":             {`{"l":["x",null]}`, `{"l":[false,true]}`, "l.0", want{}},
		"the unknown element of it":           {`{"l":["x",null]}`, `{"l":[false,true]}`, "l.1", want{unknown: true, partly: true, null: true}},
		"a real null in a list":               {`{"l":[null,null]}`, `{"l":[false,true]}`, "l.0", want{null: true}},
		"objects in a list":                   {`{"l":[{"a":1},{}]}`, `{"l":[{},{"a":true}]}`, "l.1.a", want{unknown: true, partly: true, null: true}},
		"the other object in the list":        {`{"l":[{"a":1},{}]}`, `{"l":[{},{"a":true}]}`, "l.0.a", want{}},
		"below a whole unknown":               {`{}`, `{"l":true}`, "l.0.a", want{unknown: true, partly: true, null: true}},
		"the whole resource unknown":          {`null`, `true`, "a", want{unknown: true, partly: true, null: true}},
		"no mask at all":                      {`{"a":"x"}`, `null`, "a", want{}},
		"mask false":                          {`{"a":"x"}`, `false`, "a", want{}},
		"past the end of a list":              {`{"l":[1]}`, `{"l":[false]}`, "l.1", want{null: true}},
		"a negative index":                    {`{"l":[1]}`, `{"l":[true]}`, "l.-1", want{null: true}},
		"a name on a list":                    {`{"l":[1]}`, `{"l":[true]}`, "l.x", want{null: true}},
	} {
		t.Run(name, func(t *testing.T) {
			n := node{value: parsed(t, c.value), mask: parsed(t, c.mask)}.at(c.path)
			if got := (want{n.unknown(), n.partly(), n.value == nil}); got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

func TestValuesConvertOnlyWhatTheyAre(t *testing.T) {
	for text, want := range map[string]struct {
		truth, isTruth bool
		number         int
		isNumber       bool
	}{
		`true`: {truth: true, isTruth: true}, `"true"`: {truth: true, isTruth: true}, `"false"`: {isTruth: true}, `"yes"`: {},
		`1`: {number: 1, isNumber: true}, `-1`: {number: -1, isNumber: true}, `1.5`: {}, `1e400`: {}, `"1"`: {truth: true, isTruth: true},
		`null`: {}, `[]`: {}, `{}`: {}, `99999999999999999999`: {},
	} {
		n := node{value: parsed(t, text)}
		truth, isTruth := n.truth()
		integer, isNumber := n.integer()
		if truth != want.truth || isTruth != want.isTruth || isNumber != want.isNumber || isNumber && integer != want.number {
			t.Errorf("%s: truth %v %v, number %v %v", text, truth, isTruth, integer, isNumber)
		}
	}
}

func TestNumbersAreNotRounded(t *testing.T) {
	if a, b := parsed(t, `9007199254740993`), parsed(t, `9007199254740992`); equalTrees(a, b) {
		t.Error("two large numbers became one")
	}
}

// TestNodesAgreeWithTrees is the property of reading bytes in place: whatever
// is asked of them, the answer is that of the decoded value.
func TestNodesAgreeWithTrees(t *testing.T) {
	seen := 0
	eachFixture(t, func(t *testing.T, raw []byte) {
		p := load(t, raw)
		for _, c := range append(p.changes, p.prior...) {
			if err := c.decode(); err != nil {
				t.Fatal(err)
			}
			for _, n := range []node{c.before, c.after} {
				seen += agree(t, c.Address, n, tree(t, n.value), tree(t, n.mask), tree(t, n.secret))
				n.top = nil
				agree(t, c.Address, n, tree(t, n.value), tree(t, n.mask), tree(t, n.secret))
			}
			c.release()
		}
		if len(raw) < 5000 { // nested so deep, every step goes over all of it
			seen += agree(t, "plan", node{value: bytes.TrimSpace(raw)}, tree(t, raw), nil, nil)
		}
	})
	if seen < 30_000 {
		t.Errorf("only %d values were compared", seen)
	}
}

// TestNodesAgreeWithTreesOnOddShapes compares on what Terraform does not write.
func TestNodesAgreeWithTreesOnOddShapes(t *testing.T) {
	odd := []string{
		`null`, `true`, `false`, `0`, `-0`, `1e400`, `""`, `"\\"`, `"\""`, `"\\\""`, `"a\u0062c\ud83d\ude00"`, `{}`, `[]`, ` [ ] `, ` { } `,
		`[1]`, `[true]`, `{"0":true}`, `{"a":true}`, `{"a":{"b":[null,{"c":"]}"}]}}`, `{"\u0061":{"b":true}}`, "{ \"a\" :\n[ 1 ,\t2 ] , \"b\":{\"is true\":false} }",
		`{"a":[[[]],{},"[",{"}":"{"}],"":{"":1}}`, `[null,null,null]`, `[{"a":"true"},[false,[true]]]`, `{"a":[{"b":1},{"b":2}],"0":"zero","-1":"minus"}`,
	}
	for _, value := range odd {
		for _, mask := range odd {
			n := node{value: parsed(t, value), mask: parsed(t, mask), secret: parsed(t, mask)}
			agree(t, value+" under "+mask, n, tree(t, n.value), tree(t, n.mask), tree(t, n.secret))
			equal := equalTrees(n.value, n.mask)
			if want := reflect.DeepEqual(tree(t, n.value), tree(t, n.mask)); equal != want {
				t.Errorf("%s equals %s: %v", value, mask, equal)
			}
		}
	}
}

// TestNoMaskLeavesTheValueAsItIs is the property of the merge: without a true
// in the mask, every leaf is what after says.
func TestNoMaskLeavesTheValueAsItIs(t *testing.T) {
	eachFixture(t, func(t *testing.T, raw []byte) {
		for _, c := range load(t, raw).changes {
			if err := c.decode(); err != nil {
				t.Fatal(err)
			}
			walk(t, c.Address, node{value: c.after.value, mask: c.after.mask})
			c.release()
		}
	})
}

func walk(t *testing.T, where string, n node) {
	t.Helper()
	if n.unknown() && n.value != nil {
		t.Errorf("%s is unknown and has the value %v", where, n.value)
	}
	switch v := tree(t, n.value).(type) {
	case map[string]any:
		for _, name := range sortedKeys(v) {
			walk(t, where+"."+name, n.step(name))
		}
	case []any:
		if mask, ok := tree(t, n.mask).([]any); ok && len(mask) != len(v) {
			t.Errorf("%s: the mask has %d elements for %d", where, len(mask), len(v))
		}
		for i, one := range n.items() {
			walk(t, where+"."+indexName(i), one)
		}
	}
}

// TestShapesOfUnknownNesting follows the masks of one resource that has every
// shape in it, as Terraform wrote them.
func TestShapesOfUnknownNesting(t *testing.T) {
	whole := parsed(t, string(content(t, "plan/unknown-nesting/plan.json")))
	var input node
	for _, c := range (node{value: whole}).at("resource_changes").items() {
		if address, _ := c.at("address").text(); address == "terraform_data.shapes" {
			input = node{value: c.at("change.after").value, mask: c.at("change.after_unknown").value}.at("input")
		}
	}
	for path, want := range map[string]string{
		"tuple": "partly", "tuple.0": "known", "tuple.1": "unknown", "tuple.2": "null", "list.0": "known", "list.1": "unknown",
		"set": "partly", "map.office": "unknown", "map.vpn": "known", "map": "partly", "object": "partly", "object.address": "unknown",
		"object.port": "known", "object.note": "null", "object.deep": "partly", "object.deep.0.ip": "unknown", "nothing": "null",
		"empty": "known", "none": "known", "text": "unknown", "split": "unknown", "split.0": "unknown",
	} {
		n, got := input.at(path), "known"
		switch {
		case n.unknown():
			got = "unknown"
		case n.partly():
			got = "partly"
		case n.value == nil:
			got = "null"
		}
		if got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}

func TestUnknownPartsOfBlocks(t *testing.T) {
	p := fixture(t, "plan/unknown-nesting")
	c := changeAt(t, p, "aws_security_group.office")
	if err := c.decode(); err != nil {
		t.Fatal(err)
	}
	rules := c.after.at("ingress")
	first, second := rules.items()[0], rules.items()[1]
	if rules.unknown() || !rules.partly() || !first.at("cidr_blocks").unknown() || first.at("from_port").partly() || second.partly() {
		t.Errorf("first rule %+v\nsecond rule %+v", first, second)
	}
}

package plan

import (
	"reflect"
	"testing"
)

// FuzzNode compares what is read of bytes in place with the decoded values.
func FuzzNode(f *testing.F) {
	f.Add(`{"a":[{"b":"\\\"]}"},null,-0]}`, `{"a":[{"b":true},false,true]}`)
	f.Add(`["a",{"0":1}]`, `{"0":true,"1":{"0":true}}`)
	f.Add(" { \"\\u0061\" : [ ] , \"\" : {} } ", `true`)
	f.Add(`{"true":"true"}`, `{"true":false,"x":"true"}`)
	f.Fuzz(func(t *testing.T, one, other string) {
		lookAnywhere(node{value: []byte(one), mask: []byte(other), secret: []byte(one)})
		value, err := parse(one)
		mask, err2 := parse(other)
		if err != nil || err2 != nil {
			return
		}
		n := node{value: value, mask: mask, secret: mask}
		agree(t, "node", n, tree(t, value), tree(t, mask), tree(t, mask))
		n.top = membersOf(value)
		agree(t, "whole", n, tree(t, value), tree(t, mask), tree(t, mask))
		if equal := equalTrees(value, mask); equal != reflect.DeepEqual(tree(t, value), tree(t, mask)) {
			t.Errorf("%s equals %s: %v", value, mask, equal)
		}
	})
}

func membersOf(raw []byte) members {
	c := cursor{raw: raw}
	_, all := c.list(nil)
	return all
}

// lookAnywhere asks of bytes that may be no JSON at all, to see that no answer
// takes for ever or brings the program down.
func lookAnywhere(n node) {
	n.top = membersOf(n.value)
	for _, below := range []node{n, n.at("a.0"), n.step("")} {
		below.text()
		below.truth()
		below.integer()
		below.items()
		below.partly()
		equalTrees(below.value, below.mask)
		for range below.members() {
			continue
		}
		references(below.value)
	}
}

package plan

import (
	"bytes"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// number is a JSON number as it was written.
type number string

// tree is how values were read before they stayed bytes: whole, and by the
// library. It is what the bytes are compared with.
func tree(t testing.TB, raw jsontext.Value) any {
	t.Helper()
	if len(raw) == 0 {
		return nil
	}
	v, err := decodeTree(jsontext.NewDecoder(bytes.NewReader(raw)))
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return v
}

func decodeTree(dec *jsontext.Decoder) (any, error) {
	tok, err := dec.ReadToken()
	if err != nil {
		return nil, err
	}
	switch tok.Kind() {
	case 't', 'f':
		return tok.Bool(), nil
	case '"':
		return tok.String(), nil
	case '0':
		return number(tok.String()), nil
	case '[':
		list := []any{}
		for dec.PeekKind() != ']' {
			item, err := decodeTree(dec)
			if err != nil {
				return nil, err
			}
			list = append(list, item)
		}
		_, err := dec.ReadToken()
		return list, err
	case '{':
		members := map[string]any{}
		for dec.PeekKind() != '}' {
			name, err := dec.ReadToken()
			if err != nil {
				return nil, err
			}
			key := name.String()
			if members[key], err = decodeTree(dec); err != nil {
				return nil, err
			}
		}
		_, err := dec.ReadToken()
		return members, err
	default:
		return any(nil), err
	}
}

func treeChild(v any, name string) any {
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

func treeMask(mask any, name string) any {
	if mask == true {
		return true
	}
	return treeChild(mask, name)
}

func treeTrue(mask any) bool {
	switch m := mask.(type) {
	case bool:
		return m
	case []any:
		return slices.ContainsFunc(m, treeTrue)
	case map[string]any:
		for _, v := range m {
			if treeTrue(v) {
				return true
			}
		}
	}
	return false
}

// agree compares a node with what the trees of the same bytes say, at every
// path that the value or a mask has.
func agree(t testing.TB, path string, n node, value, mask, secret any) int {
	t.Helper()
	text, isText := n.text()
	truth, isTruth := n.truth()
	integer, isInteger := n.integer()
	wantText, wantIsText := value.(string)
	wantTruth, wantIsTruth := treeTruth(value)
	wantInteger, wantIsInteger := treeInteger(value)
	got := []any{n.value == nil, n.unknown(), n.partly(), n.hidden(), text, isText, truth, isTruth, integer, isInteger}
	want := []any{value == nil, mask == true, treeTrue(mask), treeTrue(secret), wantText, wantIsText, wantTruth, wantIsTruth, wantInteger, wantIsInteger}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %v\nwant %v", path, got, want)
	}
	if !reflect.DeepEqual(tree(t, n.value), value) || !equalTrees(n.value, n.value) {
		t.Errorf("%s is %s, want %v", path, n.value, value)
	}
	seen := 1
	for _, name := range treeNames(value, mask, secret) {
		v, m, s := treeChild(value, name), treeMask(mask, name), treeMask(secret, name)
		seen += agree(t, path+"."+name, n.step(name), v, m, s)
		if !strings.Contains(name, ".") {
			agree(t, path+".at("+name+")", n.at(name), v, m, s)
		}
	}
	agreeParts(t, path, n, value, mask, secret)
	return seen
}

// agreeParts compares what goes over all elements and members at once.
func agreeParts(t testing.TB, path string, n node, value, mask, secret any) {
	t.Helper()
	if list, ok := value.([]any); ok {
		items := n.items()
		if len(items) != len(list) {
			t.Fatalf("%s: %d items, want %d", path, len(items), len(list))
		}
		for i, item := range items {
			name := strconv.Itoa(i)
			if !reflect.DeepEqual(tree(t, item.value), list[i]) || item.unknown() != (treeMask(mask, name) == true) ||
				item.partly() != treeTrue(treeMask(mask, name)) || item.hidden() != treeTrue(treeMask(secret, name)) {
				t.Errorf("%s: item %d is %+v", path, i, item)
			}
		}
	}
	if _, ok := value.(map[string]any); ok {
		for name, one := range n.members() {
			if !reflect.DeepEqual(tree(t, one.value), treeChild(value, name)) || one.unknown() != (treeMask(mask, name) == true) ||
				one.hidden() != treeTrue(treeMask(secret, name)) {
				t.Errorf("%s: member %s is %+v", path, name, one)
			}
		}
	}
}

func treeTruth(v any) (truth, ok bool) {
	switch v := v.(type) {
	case bool:
		return v, true
	case string:
		truth, err := strconv.ParseBool(v)
		return truth, err == nil
	}
	return false, false
}

func treeInteger(v any) (int, bool) {
	text, ok := v.(number)
	i, err := strconv.Atoi(string(text))
	return i, ok && err == nil
}

// treeNames lists every step that leads anywhere, and some that do not.
func treeNames(trees ...any) []string {
	names := map[string]bool{"no such": true, "-1": true, "0": true}
	for _, v := range trees {
		switch v := v.(type) {
		case map[string]any:
			for name := range v {
				names[name] = true
			}
		case []any:
			for i := range v {
				names[strconv.Itoa(i)] = true
			}
		}
	}
	if len(names) == 3 {
		return nil
	}
	return sortedKeys(names)
}

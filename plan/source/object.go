package source

import (
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"
)

// decodeObject makes a value of what the plan knows of an instance.
func (e *evaluation) decodeObject(o Object) cty.Value {
	if hasPrivate(string(o.Values)) || strings.Contains(strings.ToLower(string(o.Values)), `\ue5c`) {
		return e.unclear(o.Address + " holds characters that are reserved for unknown values")
	}
	d := &decoding{evaluation: e, object: o}
	return d.value("", o.Values, o.Unknown, o.Sensitive, 0)
}

// decoding is an instance on its way to a value.
type decoding struct {
	*evaluation
	object Object
}

func (d *decoding) value(path string, value, unknown, sensitive jsontext.Value, depth int) cty.Value {
	if depth > maxNesting || !d.spend(1+len(value)/64) {
		return d.unclear(d.object.Address + " is too large")
	}
	secret := isTrue(sensitive)
	if isTrue(unknown) {
		return d.unknown(path, secret)
	}
	var v cty.Value
	switch {
	case value.Kind() == '{' || (len(value) == 0 && unknown.Kind() == '{'):
		v = d.members(path, value, unknown, sensitive, depth)
	case value.Kind() == '[':
		v = d.items(path, value, unknown, sensitive, depth)
	default:
		v = scalar(value)
	}
	if secret {
		v = v.Mark(secretMark{})
	}
	return v
}

func (d *decoding) members(path string, value, unknown, sensitive jsontext.Value, depth int) cty.Value {
	values, masks, secrets := object(value), object(unknown), object(sensitive)
	members := map[string]cty.Value{}
	for _, name := range append(names(values), names(masks)...) {
		if _, done := members[name]; !done {
			members[name] = d.value(below(path, name), values[name], masks[name], inherit(sensitive, secrets[name]), depth+1)
		}
	}
	if depth > 0 {
		return cty.ObjectVal(members).Mark(shapeMark{})
	}
	return cty.ObjectVal(members)
}

func (d *decoding) items(path string, value, unknown, sensitive jsontext.Value, depth int) cty.Value {
	values, masks, secrets := list(value), list(unknown), list(sensitive)
	items := make([]cty.Value, len(values))
	open := false
	for i, one := range values {
		items[i] = d.value(below(path, strconv.Itoa(i)), one, nth(masks, i), inherit(sensitive, nth(secrets, i)), depth+1)
		open = open || anyTrue(nth(masks, i), depth)
	}
	if open && len(items) > 1 { // if it is a set, nobody knows its order yet
		return cty.TupleVal(items).WithMarks(cty.NewValueMarks(shapeMark{}, bagMark{}))
	}
	return cty.TupleVal(items).Mark(shapeMark{})
}

// unknown is an attribute that is not known yet.
func (d *decoding) unknown(path string, secret bool) cty.Value {
	ty := cty.DynamicPseudoType
	if textual(path) {
		ty = cty.String
	}
	v := d.pending(Origin{d.object.Address, path}, ty, secret)
	if d.object.NotNull[path] { // without that, a prefix says nothing of null
		plain, marks := v.Unmark()
		refined := plain.RefineNotNull()
		if prefix := d.object.Prefixes[path]; prefix != "" && ty == cty.String && !hasPrivate(prefix) {
			refined = refined.Refine().StringPrefix(prefix).NewValue()
		}
		v = refined.WithMarks(marks)
	}
	if secret {
		v = v.Mark(secretMark{})
	}
	return v
}

// textual tells by its name whether an attribute is a string in every type of
// resource. Of others, only a use as a string is understood.
func textual(path string) bool {
	name := path[strings.LastIndexAny(path, ".")+1:]
	switch name {
	case "id", "arn", "name", "key", "url", "bucket", "json", "minified_json", "policy", "endpoint", "fqdn", "region", "cidr_block":
		return true
	}
	for _, suffix := range []string{"_id", "_arn", "_name", "_url", "_endpoint", "_domain", "_json", "_prefix", "_ip", "_address"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

func scalar(value jsontext.Value) cty.Value {
	switch value.Kind() {
	case 't', 'f':
		return cty.BoolVal(value.Kind() == 't')
	case '0':
		if n, err := cty.ParseNumberVal(string(value)); err == nil {
			return n
		}
		return cty.DynamicVal
	case '"':
		var s string
		if json.Unmarshal(value, &s) == nil {
			return cty.StringVal(s)
		}
		return cty.DynamicVal
	}
	return cty.NullVal(cty.DynamicPseudoType)
}

func isTrue(mask jsontext.Value) bool { return mask.Kind() == 't' }

// anyTrue tells whether a mask is true anywhere.
func anyTrue(mask jsontext.Value, depth int) bool {
	switch {
	case depth > maxNesting || isTrue(mask):
		return true
	case mask.Kind() == '{':
		for _, one := range object(mask) {
			if anyTrue(one, depth+1) {
				return true
			}
		}
	case mask.Kind() == '[':
		for _, one := range list(mask) {
			if anyTrue(one, depth+1) {
				return true
			}
		}
	}
	return false
}

// inherit is the mask of a part: true above covers everything below.
func inherit(above, own jsontext.Value) jsontext.Value {
	if isTrue(above) {
		return above
	}
	return own
}

func object(raw jsontext.Value) map[string]jsontext.Value {
	var m map[string]jsontext.Value
	if raw.Kind() != '{' || json.Unmarshal(raw, &m) != nil {
		return nil
	}
	return m
}

func list(raw jsontext.Value) []jsontext.Value {
	var l []jsontext.Value
	if raw.Kind() != '[' || json.Unmarshal(raw, &l) != nil {
		return nil
	}
	return l
}

func nth(l []jsontext.Value, i int) jsontext.Value {
	if i >= len(l) {
		return nil
	}
	return l[i]
}

// below is the path of a part, as in rule.0.status.
func below(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

package plan

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// shortestSecret is the length from which a sensitive value is looked for in
// outputs; shorter ones would make every other word look like a secret.
const shortestSecret = 4

// noteMasked remembers what a mask says is sensitive of a value.
func (d *decoder) noteMasked(value, mask jsontext.Value) {
	if anyTrue(mask) {
		d.note(settle(value), settle(mask))
	}
}

func (d *decoder) note(value, mask jsontext.Value) {
	switch {
	case value == nil || mask == nil:
	case kind(value) == '[':
		masks := follow(mask)
		for c := inside(value); ; {
			_, item, ok := c.next()
			if !ok {
				return
			}
			d.note(settle(item), masks.next())
		}
	case kind(value) == '{':
		d.noteMembers(value, mask)
	case isTrue(mask):
		d.remember(value)
	}
}

// noteMembers looks for the few members that a mask mostly names, one by one.
func (d *decoder) noteMembers(value, mask jsontext.Value) {
	const few = 8
	if isTrue(mask) || kind(mask) != '{' || bytes.Count(mask, []byte("true")) > few {
		for _, one := range (node{value: value, mask: mask}).members() {
			d.note(one.value, one.mask)
		}
		return
	}
	for c := inside(mask); ; {
		name, inner, ok := c.next()
		if !ok {
			return
		}
		if anyTrue(inner) {
			d.note(memberOf(value, string(plain(name))), inner)
		}
	}
}

// remember keeps one sensitive value, unless it is a word that stands
// everywhere.
func (d *decoder) remember(value jsontext.Value) {
	text := []byte(value)
	if kind(value) == '"' {
		text = plain(value)
	} else if !isNumber(value) {
		return
	}
	for _, everywhere := range []string{"true", "false", "null"} {
		if string(text) == everywhere {
			return
		}
	}
	if len(text) >= shortestSecret && !d.secrets[string(text)] {
		d.secrets[string(bytes.Clone(text))] = true
	}
}

// sensitiveVariable is one that the root module declares as such.
type sensitiveVariable struct {
	name     string
	standard jsontext.Value // its default
}

// noteSecretVariables remembers the values of the variables of the root module
// that are declared sensitive. Which they are stands elsewhere in the plan.
func (d *decoder) noteSecretVariables() {
	whole := jsontext.Value("true")
	for _, v := range d.sensitive {
		d.noteMasked(v.standard, whole)
		d.noteMasked(d.variables[v.name], whole)
	}
	d.sensitive = nil
}

// variable keeps the value of a variable until it is known which are
// sensitive.
func (d *decoder) variable(name string) error {
	raw, err := d.value()
	if err == nil {
		d.variables[name] = memberOf(raw, "value").Clone()
	}
	return err
}

// output reads a change of an output, or an output of the state.
func (d *decoder) output() error {
	raw, err := d.value()
	if err != nil {
		return err
	}
	found, err := d.fields(outputLevel, raw)
	if err != nil {
		return err
	}
	d.noteMasked(found[0], found[2])
	d.noteMasked(found[1], found[3])
	d.noteMasked(found[4], found[5])
	return nil
}

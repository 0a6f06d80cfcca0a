package plan

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/plan/canonical"
)

// label is what says which instance is meant, in a change and in a state.
type label struct{ address, previous, mode, typ, name, deposed jsontext.Value }

// instance checks that an instance is what it says, in every way that it says.
func (d *decoder) instance(h label) (*change, error) {
	for _, raw := range []jsontext.Value{h.address, h.previous, h.mode, h.typ, h.name, h.deposed} {
		if k := kind(settle(raw)); k != 0 && k != '"' {
			return nil, fmt.Errorf("resource %s: a string was expected in place of %s", brief(string(h.address)), brief(string(raw)))
		}
	}
	c := &change{plan: d.Plan, documents: &unread, Address: string(plain(h.address)), family: d.family(plain(h.typ)), locality: &nowhere, rare: &common}
	if deposed, previous := plain(h.deposed), plain(h.previous); len(deposed)+len(previous) > 0 {
		c.rare = &rare{Deposed: string(deposed), PreviousAddress: string(previous)}
	}
	a, err := parseAddress(c.Address)
	mode, name := plain(h.mode), plain(h.name)
	switch {
	case err != nil:
		return nil, err
	case string(mode) != "managed" && string(mode) != "data":
		return nil, fmt.Errorf("%s: mode %q is not known to this version", brief(c.Address), brief(string(mode)))
	case a.typ != c.Type || a.name != string(name) || a.data != (string(mode) == "data"):
		return nil, fmt.Errorf("%s is said to be a %s %s.%s", brief(c.Address), mode, brief(c.Type), brief(string(name)))
	}
	c.data = a.data
	return c, nil
}

// change reads one change that apply would make.
func (d *decoder) change() error {
	c, err := d.changeOf("resource_changes")
	if err == nil {
		d.changes = append(d.changes, c)
	}
	return err
}

// changeOf keeps the values of the types that the model knows, and of what does
// not change only the header: the prior state has the rest.
func (d *decoder) changeOf(list string) (*change, error) {
	raw, err := d.value()
	if err != nil {
		return nil, err
	}
	if kind(raw) != '{' {
		return nil, errors.New(list + ": an object was expected")
	}
	var found, inner slots
	members := inside(raw)
	if err := d.fieldsOf(changeLevel, &members, &found, &nested{changeDiff, diffLevel, &inner}); err != nil {
		return nil, err
	}
	c, err := d.instance(label{
		found[changeAddress], found[changePrevious], found[changeMode], found[changeType], found[changeName], found[changeDeposed],
	})
	if err != nil {
		return nil, err
	}
	if err := d.diff(c, raw, &inner); err != nil {
		return nil, fmt.Errorf("%s: %w", brief(c.Address), err)
	}
	return c, nil
}

// diff reads what happens to the instance.
func (d *decoder) diff(c *change, whole jsontext.Value, found *slots) (err error) {
	if c.action, err = classify(found[diffActions]); err != nil {
		return err
	}
	before, after := settle(found[diffBefore]), settle(found[diffAfter])
	c.imports = settle(found[diffImporting]) != nil
	if err := d.sum(c, before, after, found[diffUnknown]); err != nil {
		return err
	}
	d.noteMasked(before, found[diffBeforeSensitive])
	d.noteMasked(after, found[diffAfterSensitive])
	if governed(c) {
		d.locate(c, after)
		if !bytes.Equal(before, after) {
			d.locate(c, before)
		}
	}
	if !governed(c) || c.still() {
		return d.keepMentioned(c, whole)
	}
	if err := hasValues(c, before, after, settle(found[diffUnknown])); err != nil {
		return err
	}
	c.body, err = d.keep(whole)
	return err
}

// keepMentioned remembers the values of what the sources speak of, for their
// evaluation.
func (d *decoder) keepMentioned(c *change, raw jsontext.Value) (err error) {
	if len(d.mentioned) == 0 {
		return nil
	}
	if a := c.at(); d.mentioned[a.typ+"."+a.name] {
		c.body, err = d.keep(raw)
	}
	return err
}

// sum notes what the values of the plan file are compared by.
func (d *decoder) sum(c *change, before, after, unknown jsontext.Value) (err error) {
	if d.File == nil || d.File.sealed() {
		return nil
	}
	var both [2]canonical.Sum
	if both[0], err = canonical.JSON(before, nil); err == nil {
		both[1], err = canonical.JSON(after, unknown)
	}
	d.sums[c] = both
	return wrap("values", err)
}

// hasValues tells whether a change has the values that its action needs. Without
// them AWS's defaults would be taken for what apply makes.
func hasValues(c *change, before, after, unknown jsontext.Value) error {
	switch {
	case c.action.sets() && kind(after) != '{' && !isTrue(unknown):
		return errors.New("it has no values after the change")
	case c.action.sets() && unknown == nil:
		return errors.New("it does not say what is unknown after the change")
	case c.action.ends() && kind(before) != '{':
		return errors.New("it has no values before the change")
	}
	return nil
}

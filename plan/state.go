package plan

import (
	"errors"

	"github.com/go-json-experiment/json/jsontext"
)

// state reads the prior state: everything that Terraform last saw, what
// -target leaves alone included.
func (d *decoder) state() error {
	return d.object(stateLevel, func(name string) error {
		if name != "values" {
			return d.skip()
		}
		return d.object(valuesLevel, func(name string) error {
			if name == "outputs" {
				return d.entries(func(string) error { return d.output() })
			}
			return d.module()
		})
	})
}

func (d *decoder) module() error {
	return d.object(moduleLevel, func(name string) error {
		switch name {
		case "resources":
			return d.each(d.resource)
		case "child_modules":
			return d.each(d.module)
		}
		return d.skip()
	})
}

func (d *decoder) resource() error {
	raw, err := d.value()
	if err != nil {
		return err
	}
	found, err := d.fields(resourceLevel, raw)
	if err != nil {
		return err
	}
	c, err := d.instance(label{
		address: found[resourceAddress], mode: found[resourceMode], typ: found[resourceType],
		name: found[resourceName], deposed: found[resourceDeposed],
	})
	if err != nil {
		return err
	}
	c.side = stated
	values := settle(found[resourceValues])
	if err := d.sumState(c, values); err != nil {
		return err
	}
	d.noteMasked(values, found[resourceSensitive])
	d.noteCaller(c, values)
	d.prior = append(d.prior, c)
	if !governed(c) {
		return d.keepMentioned(c, raw)
	}
	if kind(values) != '{' {
		return errors.New(c.Address + " has no values")
	}
	d.locate(c, values)
	c.body, err = d.keep(raw)
	return err
}

// keep remembers the value that was read last.
func (d *decoder) keep(raw jsontext.Value) (span, error) {
	return d.store.keep(raw, d.json.InputOffset()-int64(len(raw)))
}

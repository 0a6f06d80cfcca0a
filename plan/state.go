package plan

import (
	"errors"
	"fmt"
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// state reads the prior state: everything that Terraform last saw, what
// -target leaves alone included.
func (d *decoder) state() error {
	return d.object(func(name string) error {
		if name != "values" {
			return d.skip()
		}
		return d.object(func(name string) error {
			switch name {
			case "root_module":
				return d.module()
			case "outputs":
				return d.object(func(string) error { return d.output() })
			}
			return d.skip()
		})
	})
}

func (d *decoder) module() error {
	return d.object(func(name string) error {
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
	c := &change{side: stated}
	if err := d.scalar(c); err != nil {
		return err
	}
	d.noteSecrets(c)
	d.locate(c)
	if c.Mode == "data" && c.Type == "aws_caller_identity" {
		d.noteCaller(c)
	}
	if !governed(c) {
		c.Values, c.SensitiveValues = nil, nil
	}
	c.Deposed = c.DeposedKey
	c.origin = &account.Origin{Source: account.FromState, Ref: c.Address}
	d.prior = append(d.prior, c)
	return d.place(c)
}

// object reads the members of an object one by one. Null is an empty object.
func (d *decoder) object(member func(string) error) error {
	if d.json.PeekKind() == 'n' {
		return d.skip()
	}
	if tok, err := d.json.ReadToken(); err != nil || tok.Kind() != '{' {
		return errors.Join(err, errors.New("an object was expected"))
	}
	for d.json.PeekKind() != '}' {
		name, err := d.json.ReadToken()
		if err != nil {
			return err //nolint:wrapcheck // broken says it better, once
		}
		if err := member(name.String()); err != nil {
			return err
		}
	}
	_, err := d.json.ReadToken()
	return err //nolint:wrapcheck // as above
}

// finish checks that the document was a plan, and links its parts.
func (d *decoder) finish() error {
	if err := d.isPlan(); err != nil {
		return err
	}
	var err error
	if d.config, d.regions, err = decodeConfig(d.rawConf); err != nil {
		return err
	}
	d.noteSecretVariables()
	for _, list := range [][]*change{d.prior, d.changes} {
		for _, c := range list {
			c.region = d.regionOf(c)
		}
	}
	sortChanges(d.changes)
	sortChanges(d.prior)
	d.index = indexInstances(d.changes, d.prior)
	return nil
}

// isPlan tells a plan from the other documents that Terraform writes.
func (d *decoder) isPlan() error {
	switch {
	case d.members["lineage"] && d.members["serial"]:
		return errors.New("this is a state file, not a plan; pass what `terraform show -json PLANFILE` prints")
	case d.FormatVersion == "":
		return errors.New("this JSON is not a Terraform plan: it has no format_version")
	case d.members["values"] && !d.members["configuration"]:
		return errors.New("this is the JSON of a state, not of a plan; pass what `terraform show -json PLANFILE` prints")
	case !strings.HasPrefix(d.FormatVersion, "1.") && d.FormatVersion != "0.2":
		return fmt.Errorf("plan format %s is not known to this version, which reads 1.x", d.FormatVersion)
	case !d.members["configuration"]:
		return errors.New("this JSON is not a whole Terraform plan: it has no configuration")
	}
	return nil
}

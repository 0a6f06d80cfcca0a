package planfile

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/plan/canonical"
)

// Object is one object of a state: the current one of a resource instance, or
// one that a replacement left behind.
type Object struct {
	Address string // as Terraform's JSON writes it
	Deposed string // key of a deposed object, empty for the current one
	Flat    bool   // it is written as by Terraform 0.11, without its types, and has no sums
	Values  canonical.Forms
}

// objectReader reads the resources of a state, one object at a time.
type objectReader struct {
	keeper
	objects []Object
}

// resource is what a state says of all instances of a resource.
type resource struct{ module, mode, typ, name string }

func (r *objectReader) resources(d *jsontext.Decoder) error {
	return elements(d, func() error {
		var of resource
		return object(d, func(d *jsontext.Decoder, name string) error {
			switch name {
			case "module":
				return r.label(d, &of.module)
			case "mode":
				return r.label(d, &of.mode)
			case "type":
				return r.label(d, &of.typ)
			case "name":
				return r.label(d, &of.name)
			case "instances":
				return r.instances(d, of)
			}
			return pass(d, name, "module", "mode", "type", "name", "instances")
		})
	})
}

// instances needs to know whose they are: Terraform writes that before them.
func (r *objectReader) instances(d *jsontext.Decoder, of resource) error {
	prefix, err := of.prefix()
	if err != nil {
		return err
	}
	return elements(d, func() error {
		o := Object{Address: prefix}
		if err := r.instance(d, &o); err != nil {
			return fmt.Errorf("%.200s: %w", o.Address, err)
		}
		r.objects = append(r.objects, o)
		return r.spend(len(o.Address) + changeCost)
	})
}

func (r *objectReader) instance(d *jsontext.Decoder, o *Object) (err error) {
	var key string
	var some bool
	err = object(d, func(d *jsontext.Decoder, name string) error {
		switch name {
		case "index_key":
			key, err = indexKey(d)
			return err
		case "deposed":
			return r.label(d, &o.Deposed)
		case "attributes":
			some = true
			o.Values, err = canonical.Attributes(d, maxObject)
			return err
		case "attributes_flat":
			o.Flat = true
		}
		return pass(d, name, "index_key", "deposed", "attributes", "attributes_flat")
	})
	if err == nil && !some && !o.Flat {
		o.Values = noAttributes()
	}
	o.Address += key
	return err
}

// noAttributes is what Terraform takes an object for that has none at all.
func noAttributes() canonical.Forms {
	s, err := canonical.Stated(jsontext.Value("{}"))
	if err != nil {
		return canonical.Forms{}
	}
	return canonical.Forms{Plain: s, Open: s}
}

func (of resource) prefix() (string, error) {
	address := of.typ + "." + of.name
	switch {
	case of.typ == "" || of.name == "":
		return "", errors.New("it does not say of which resource")
	case of.mode == "data":
		address = "data." + address
	case of.mode != "managed":
		return "", fmt.Errorf("the mode %.100q of a resource is unknown", of.mode)
	}
	if of.module != "" {
		address = of.module + "." + address
	}
	return address, nil
}

func (r *objectReader) label(d *jsontext.Decoder, to *string) error {
	if err := scalar(d, '"', to); err != nil {
		return err
	}
	s, err := r.once([]byte(*to))
	*to = s
	return err
}

// pass skips a member, unless it is a known one in another case: Terraform
// would take it for that.
func pass(d *jsontext.Decoder, name string, known ...string) error {
	for _, k := range known {
		if k != name && strings.EqualFold(k, name) {
			return fmt.Errorf("it is %q in any other state", k)
		}
	}
	if err := d.SkipValue(); err != nil {
		return fmt.Errorf("reading JSON: %w", err)
	}
	return nil
}

// sorted returns all objects, by address and deposed key.
func (r *objectReader) sorted() ([]Object, error) {
	slices.SortFunc(r.objects, func(a, b Object) int {
		return cmp.Or(cmp.Compare(a.Address, b.Address), cmp.Compare(a.Deposed, b.Deposed))
	})
	for i := 1; i < len(r.objects); i++ {
		if a, b := r.objects[i-1], r.objects[i]; a.Address == b.Address && a.Deposed == b.Deposed {
			return nil, fmt.Errorf("it has %.200q twice", b.Address)
		}
	}
	return r.objects, nil
}

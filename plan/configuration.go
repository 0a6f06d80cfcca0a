package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// configuration reads what the author wrote. Its size follows the code and not
// the instances, so that what is asked for is kept in memory.
func (d *decoder) configuration() error {
	return wrap("configuration", d.object(configLevel, func(name string) (err error) {
		if name == "provider_config" {
			return d.entries(d.providerBlock)
		}
		d.config, err = d.configModule()
		return err
	}))
}

// providerBlock keeps what the JSON says of where a provider leads to.
func (d *decoder) providerBlock(key string) error {
	raw, err := d.value()
	if err != nil {
		return err
	}
	found, err := d.fields(providerLevel, raw)
	if err != nil {
		return err
	}
	if isAWSProvider(string(plain(found[providerFullName]))) {
		d.written[key] = d.copies.of(found[providerExpressions])
	}
	return nil
}

func (d *decoder) configModule() (*configModule, error) {
	m := &configModule{calls: map[string]*configCall{}, outputs: map[string]jsontext.Value{}}
	err := d.object(configModLevel, func(name string) error {
		switch name {
		case "resources":
			return d.each(func() error { return d.block(m) })
		case "module_calls":
			return d.entries(func(name string) error { return d.call(m, name) })
		case "outputs":
			return d.entries(func(name string) error { return d.declaredOutput(m, name) })
		case "variables":
			return d.entries(d.declaredVariable)
		}
		return d.skip()
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(m.blocks, func(a, b configResource) int { return strings.Compare(a.address, b.address) })
	m.blocks = slices.Clip(m.blocks)
	for i := range m.blocks[:max(len(m.blocks)-1, 0)] {
		if m.blocks[i].address == m.blocks[i+1].address {
			return nil, fmt.Errorf("the resource %s is there twice", brief(m.blocks[i].address))
		}
	}
	return m, nil
}

// block reads a resource block.
func (d *decoder) block(m *configModule) error {
	raw, err := d.value()
	if err != nil {
		return err
	}
	found, err := d.fields(blockLevel, raw)
	if err != nil {
		return fmt.Errorf("resource: %w", err)
	}
	if kind(found[blockAddress]) != '"' {
		return fmt.Errorf("a resource has no address")
	}
	one := configResource{address: string(plain(found[blockAddress]))}
	if typ := typeOf(one.address); adapters[typ] != nil || typ == "aws_caller_identity" {
		one.provider = d.intern(plain(found[blockProvider]))
		one.expressions, one.forEach = d.copies.of(found[blockExpressions]), d.copies.of(found[blockForEach])
	}
	m.blocks = append(m.blocks, one)
	return nil
}

// typeOf is the type in the address of a block.
func typeOf(block string) string {
	typ, _, _ := strings.Cut(strings.TrimPrefix(block, "data."), ".")
	return typ
}

func (d *decoder) call(m *configModule, name string) error {
	one := &configCall{}
	m.calls[name] = one
	err := d.object(callLevel, func(member string) (err error) {
		switch member {
		case "module":
			one.module, err = d.configModule()
		case "expressions":
			one.expressions, err = d.copied()
		case "for_each_expression":
			one.forEach, err = d.copied()
		default:
			err = d.skip()
		}
		return err
	})
	if err == nil && one.module == nil {
		err = fmt.Errorf("the call of module %q is without a module", brief(name))
	}
	return err
}

func (d *decoder) declaredOutput(m *configModule, name string) error {
	raw, err := d.value()
	if err != nil {
		return err
	}
	found, err := d.fields(declareLevel, raw)
	m.outputs[name] = d.copies.of(found[0])
	return err
}

// declaredVariable remembers the sensitive ones. What is not clearly said to
// be open counts as sensitive.
func (d *decoder) declaredVariable(name string) error {
	raw, err := d.value()
	if err != nil {
		return err
	}
	found, err := d.fields(variableLevel, raw)
	if secret := settle(found[1]); secret != nil && kind(secret) != 'f' {
		d.sensitive = append(d.sensitive, sensitiveVariable{name, found[0].Clone()})
	}
	return err
}

func (d *decoder) copied() (jsontext.Value, error) {
	raw, err := d.value()
	return d.copies.of(raw), err
}

// copies holds small values side by side.
type copies struct{ room []byte }

func (c *copies) of(raw jsontext.Value) jsontext.Value {
	if settle(raw) == nil {
		return nil
	}
	if len(c.room)+len(raw) > cap(c.room) {
		c.room = make([]byte, 0, max(chunkSize/4, len(raw)))
	}
	start := len(c.room)
	c.room = append(c.room, raw...)
	return c.room[start:len(c.room):len(c.room)]
}

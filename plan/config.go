package plan

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// configModule is a module as its author wrote it, as far as Terraform's JSON
// tells: without locals, dynamic blocks and lifecycle settings.
type configModule struct {
	blocks  []configResource // by address
	calls   map[string]*configCall
	outputs map[string]jsontext.Value
}

// configCall is a module block.
type configCall struct {
	expressions jsontext.Value
	forEach     jsontext.Value
	module      *configModule
}

// configResource is a resource block. Of types that the model does not know
// only the address is kept.
type configResource struct {
	address     string
	expressions jsontext.Value
	forEach     jsontext.Value
	provider    string // the key of its provider block
}

// expression returns what an argument is set to, or nil.
func (r *configResource) expression(attr string) jsontext.Value {
	return memberOf(r.expressions, attr)
}

// module returns the configuration of the module instance's call.
func (m *configModule) module(path []step) *configModule {
	for _, s := range path {
		call := m.calls[s.name]
		if call == nil {
			return nil
		}
		m = call.module
	}
	return m
}

// block returns the block that a resource instance was made from.
func (m *configModule) block(a address) *configResource {
	if m = m.module(a.modules); m == nil {
		return nil
	}
	name := a.typ + "." + a.name
	if a.data {
		name = "data." + name
	}
	i, found := slices.BinarySearchFunc(m.blocks, name, func(r configResource, name string) int {
		return strings.Compare(r.address, name)
	})
	if !found {
		return nil
	}
	return &m.blocks[i]
}

// written tells whether the author set the attribute at all; if not, an
// unknown value is one that AWS will choose. A nested attribute may come out
// of a dynamic block, which leaves no trace, so it counts as written.
func (c *change) written(attr string) bool {
	if strings.Contains(attr, ".") {
		return true
	}
	block := c.block()
	if block == nil {
		return true
	}
	_, ok := lookUp(block.expressions, attr)
	return ok
}

// references lists everything that the expression refers to, the longest of
// each chain only: of aws_x.y.id and aws_x.y it keeps the first.
func references(raw jsontext.Value) []string {
	all := collect(raw, nil)
	var longest []string
	for i, ref := range all {
		if i > 0 && (strings.HasPrefix(all[i-1], ref+".") || strings.HasPrefix(all[i-1], ref+"[")) {
			all[i] = all[i-1] // so that the next, shorter one is seen as its prefix as well
			continue
		}
		longest = append(longest, ref)
	}
	return longest
}

// collect adds the references of an expression or of a block of them.
func collect(raw jsontext.Value, all []string) []string {
	for c := inside(raw); ; {
		quoted, value, ok := c.next()
		if !ok {
			return all
		}
		switch name := string(plain(quoted)); {
		case raw[0] == '{' && name == "constant_value":
		case raw[0] == '{' && name == "references":
			all = append(all, texts(value)...)
		default:
			all = collect(value, all)
		}
	}
}

// texts returns the strings of a list.
func texts(raw jsontext.Value) []string {
	if kind(raw) != '[' {
		return nil
	}
	var all []string
	for c := inside(raw); ; {
		_, one, ok := c.next()
		if !ok {
			return all
		}
		if kind(one) == '"' {
			all = append(all, string(plain(one)))
		}
	}
}

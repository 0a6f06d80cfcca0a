package source

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// override merges the blocks of an override file into those that are there.
func (m *module) override(body *hclsyntax.Body) {
	for _, b := range body.Blocks {
		switch b.Type {
		case "locals":
			maps.Copy(m.locals, b.Body.Attributes)
		case "provider":
			m.overrideProvider(b)
		case "terraform":
			m.require(b.Body)
		default:
			table, name := m.table(b)
			if table == nil {
				continue
			}
			if base := table[name]; base != nil {
				b = merged(base, b)
			}
			table[name] = b
		}
	}
}

func (m *module) overrideProvider(b *hclsyntax.Block) {
	for i, base := range m.providers {
		if slices.Equal(base.Labels, b.Labels) && aliasOf(base) == aliasOf(b) {
			m.providers[i] = merged(base, b)
			return
		}
	}
	m.providers = append(m.providers, b)
}

// merged is a block with the settings of another over it: an attribute takes
// the place of the attribute, all nested blocks of a type the place of all.
func merged(base, over *hclsyntax.Block) *hclsyntax.Block {
	body := *base.Body
	body.Attributes = maps.Clone(base.Body.Attributes)
	if body.Attributes == nil {
		body.Attributes = hclsyntax.Attributes{}
	}
	maps.Copy(body.Attributes, over.Body.Attributes)
	replaced := map[string]bool{}
	for name := range over.Body.Attributes { // in JSON, nested blocks look like attributes
		replaced[name] = true
	}
	for _, b := range over.Body.Blocks {
		replaced[nestedType(b)] = true
		delete(body.Attributes, nestedType(b))
	}
	body.Blocks = nil
	for _, b := range base.Body.Blocks {
		if !replaced[nestedType(b)] {
			body.Blocks = append(body.Blocks, b)
		}
	}
	body.Blocks = append(body.Blocks, over.Body.Blocks...)
	block := *base
	block.Body = &body
	return &block
}

// nestedType is the type of a nested block, or of those that a dynamic block makes.
func nestedType(b *hclsyntax.Block) string {
	if b.Type == "dynamic" && len(b.Labels) == 1 {
		return b.Labels[0]
	}
	return b.Type
}

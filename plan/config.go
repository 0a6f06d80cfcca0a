package plan

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// configModule is a module as its author wrote it, as far as Terraform's JSON
// tells: without locals, dynamic blocks and lifecycle settings.
type configModule struct {
	Resources []*configResource `json:"resources"`
	Calls     map[string]*struct {
		Expressions map[string]jsontext.Value `json:"expressions"`
		ForEach     jsontext.Value            `json:"for_each_expression"`
		Module      *configModule             `json:"module"`
	} `json:"module_calls"`
	Outputs map[string]struct {
		Expression jsontext.Value `json:"expression"`
	} `json:"outputs"`

	byName map[string]*configResource
}

// configResource is a resource block.
type configResource struct {
	Address           string                    `json:"address"`
	Expressions       map[string]jsontext.Value `json:"expressions"`
	ForEach           jsontext.Value            `json:"for_each_expression"`
	ProviderConfigKey string                    `json:"provider_config_key"`
}

func decodeConfig(raw jsontext.Value) (*configModule, map[string]string, error) {
	var doc struct {
		Root      *configModule `json:"root_module"`
		Providers map[string]struct {
			Expressions map[string]jsontext.Value `json:"expressions"`
		} `json:"provider_config"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, nil, wrap("configuration", err)
	}
	regions := map[string]string{}
	for key, p := range doc.Providers {
		var region struct {
			Constant string `json:"constant_value"`
		}
		if raw, ok := p.Expressions["region"]; ok && json.Unmarshal(raw, &region) == nil {
			regions[key] = region.Constant
		}
	}
	if doc.Root == nil {
		doc.Root = &configModule{}
	}
	if err := doc.Root.enter(); err != nil {
		return nil, nil, err
	}
	return doc.Root, regions, nil
}

// enter indexes the blocks of a module and of the modules that it calls.
func (m *configModule) enter() error {
	m.byName = make(map[string]*configResource, len(m.Resources))
	for _, r := range m.Resources {
		if r == nil {
			return errors.New("the configuration has a resource that is null")
		}
		m.byName[r.Address] = r
	}
	for name, call := range m.Calls {
		if call == nil || call.Module == nil {
			return fmt.Errorf("the configuration has a call of module %q without a module", name)
		}
		if err := call.Module.enter(); err != nil {
			return err
		}
	}
	return nil
}

// module returns the configuration of the module instance's call.
func (m *configModule) module(path []step) *configModule {
	for _, s := range path {
		call := m.Calls[s.name]
		if call == nil {
			return nil
		}
		m = call.Module
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
	return m.byName[name]
}

// written tells whether the author set the attribute at all; if not, an
// unknown value is one that AWS will choose. A nested attribute may come out
// of a dynamic block, which leaves no trace, so it counts as written.
func (c *change) written(attr string) bool {
	block := c.plan.config.block(c.at)
	if block == nil || strings.Contains(attr, ".") {
		return true
	}
	_, ok := block.Expressions[attr]
	return ok
}

// references lists everything that the expression refers to, the longest of
// each chain only: of aws_x.y.id and aws_x.y it keeps the first.
func references(raw jsontext.Value) []string {
	value, err := tree(raw)
	if err != nil {
		return nil
	}
	var all []string
	collect(value, &all)
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

func collect(value any, all *[]string) {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			collect(item, all)
		}
	case map[string]any:
		refs, _ := v["references"].([]any)
		for _, ref := range refs {
			if s, ok := ref.(string); ok {
				*all = append(*all, s)
			}
		}
		for name, item := range v {
			if name != "references" && name != "constant_value" {
				collect(item, all)
			}
		}
	}
}

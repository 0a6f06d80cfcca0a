package plan

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// shortestSecret is the length from which a sensitive value is looked for in
// outputs; shorter ones would make every other word look like a secret.
const shortestSecret = 4

// noteSecrets remembers the values under Terraform's masks of one resource.
func (d *decoder) noteSecrets(c *change) {
	d.noteMasked(c.Diff.Before, c.Diff.BeforeSensitive)
	d.noteMasked(c.Diff.After, c.Diff.AfterSensitive)
	d.noteMasked(c.Values, c.SensitiveValues)
}

// noteMasked remembers what a mask says is sensitive of a value.
func (d *decoder) noteMasked(raw, rawMask jsontext.Value) {
	mask, err := tree(rawMask)
	if err != nil || !anyTrue(mask) {
		return
	}
	if value, err := tree(raw); err == nil {
		d.note(value, mask)
	}
}

// remember keeps one sensitive value, unless it is a word that stands
// everywhere.
func (d *decoder) remember(v string, mask any) {
	common := v == "true" || v == "false" || v == "null"
	if mask == true && len(v) >= shortestSecret && !common {
		d.secrets[v] = true
	}
}

// noteSecretVariables does the same for the variables of the root module that
// are declared sensitive.
func (d *decoder) noteSecretVariables() {
	var values map[string]struct {
		Value jsontext.Value `json:"value"`
	}
	var conf struct {
		Root struct {
			Variables map[string]struct {
				Sensitive bool           `json:"sensitive"`
				Default   jsontext.Value `json:"default"`
			} `json:"variables"`
		} `json:"root_module"`
	}
	if json.Unmarshal(d.rawConf, &conf) != nil {
		return
	}
	if len(d.rawVars) > 0 && json.Unmarshal(d.rawVars, &values) != nil {
		return
	}
	for name, v := range conf.Root.Variables {
		if !v.Sensitive {
			continue
		}
		for _, raw := range []jsontext.Value{v.Default, values[name].Value} {
			if value, err := tree(raw); err == nil {
				d.note(value, true)
			}
		}
	}
}

// output reads a change of an output, or an output of the state.
func (d *decoder) output() error {
	var one struct {
		Before          jsontext.Value `json:"before"`
		After           jsontext.Value `json:"after"`
		BeforeSensitive jsontext.Value `json:"before_sensitive"`
		AfterSensitive  jsontext.Value `json:"after_sensitive"`
		Value           jsontext.Value `json:"value"`
		Sensitive       jsontext.Value `json:"sensitive"`
	}
	if err := d.scalar(&one); err != nil {
		return err
	}
	d.noteMasked(one.Before, one.BeforeSensitive)
	d.noteMasked(one.After, one.AfterSensitive)
	d.noteMasked(one.Value, one.Sensitive)
	return nil
}

func (d *decoder) note(value, mask any) {
	switch v := value.(type) {
	case string:
		d.remember(v, mask)
	case number:
		d.remember(string(v), mask)
	case []any:
		for i, item := range v {
			d.note(item, childMask(mask, indexName(i)))
		}
	case map[string]any:
		for name, item := range v {
			d.note(item, childMask(mask, name))
		}
	}
}

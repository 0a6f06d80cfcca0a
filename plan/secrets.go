package plan

import (
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// shortestSecret is the length from which a sensitive value is looked for in
// outputs; shorter ones would make every other word look like a secret.
const shortestSecret = 6

// noteSecrets remembers the values under Terraform's masks of one resource.
func (d *decoder) noteSecrets(c *change) {
	pairs := [][2]jsontext.Value{
		{c.Diff.Before, c.Diff.BeforeSensitive}, {c.Diff.After, c.Diff.AfterSensitive}, {c.Values, c.SensitiveValues},
	}
	for _, pair := range pairs {
		mask, err := tree(pair[1])
		if err != nil || !anyTrue(mask) {
			continue
		}
		if value, err := tree(pair[0]); err == nil {
			d.note(value, mask)
		}
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

func (d *decoder) note(value, mask any) {
	switch v := value.(type) {
	case string:
		if mask == true && len(v) >= shortestSecret && !slices.Contains(d.secrets, v) {
			d.secrets = append(d.secrets, v)
		}
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

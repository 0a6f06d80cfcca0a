package plan

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/soc2gate/soc2gate/account"
)

// decoder fills a plan in one pass over its JSON.
type decoder struct {
	*Plan
	json             *jsontext.Decoder
	members          map[string]bool
	rawConf, rawVars jsontext.Value
	regions          map[string]string
}

func (d *decoder) document() error {
	tok, err := d.json.ReadToken()
	if err != nil || tok.Kind() != '{' {
		return errors.New("the plan is not a JSON object; pass what `terraform show -json FILE` prints")
	}
	d.members = map[string]bool{}
	for d.json.PeekKind() == '"' {
		name, err := d.json.ReadToken()
		if err != nil {
			return broken(err)
		}
		key := name.String()
		d.members[key] = true
		if err := d.member(key); err != nil {
			return broken(err)
		}
	}
	if _, err := d.json.ReadToken(); err != nil {
		return broken(err)
	}
	if _, err := d.json.ReadToken(); !errors.Is(err, io.EOF) {
		return errors.New("the plan goes on after its end")
	}
	return nil
}

// member reads one top-level member. planned_values is skipped: it lacks
// actions, deletions and what is outside of a -target.
func (d *decoder) member(name string) error {
	switch name {
	case "format_version":
		return d.scalar(&d.FormatVersion)
	case "terraform_version":
		return d.scalar(&d.TerraformVersion)
	case "timestamp":
		return d.time()
	case "errored":
		return d.tri(&d.Errored)
	case "applyable":
		return d.tri(&d.Applyable)
	case "complete":
		return d.tri(&d.Complete)
	case "resource_changes":
		return d.each(d.change)
	case "resource_drift":
		return d.each(func() error { d.drift++; return d.skip() })
	case "deferred_changes":
		return d.each(d.deferral)
	case "action_invocations", "deferred_action_invocations":
		return d.each(d.invocation)
	case "prior_state":
		return d.state()
	case "configuration":
		return d.scalar(&d.rawConf)
	case "checks":
		return d.each(d.check)
	case "variables":
		return d.scalar(&d.rawVars)
	case "output_changes":
		return d.object(func(string) error { return d.output() })
	case "planned_values", "relevant_attributes":
		return d.skip()
	}
	d.ignored = append(d.ignored, name)
	return d.skip()
}

// skip passes over a value without keeping it.
func (d *decoder) skip() error {
	return d.json.SkipValue() //nolint:wrapcheck // broken says it better, once
}

// scalar reads a whole value into the destination.
func (d *decoder) scalar(into any) error {
	raw, err := d.json.ReadValue()
	if err != nil {
		return err //nolint:wrapcheck // broken says it better, once
	}
	return json.Unmarshal(raw, into) //nolint:wrapcheck // as above
}

func (d *decoder) tri(into *account.Tri) error {
	var truth bool
	if err := d.scalar(&truth); err != nil {
		return err
	}
	*into = account.Known(truth).Tri()
	return nil
}

func (d *decoder) time() error {
	var text string
	if err := d.scalar(&text); err != nil {
		return err
	}
	at, err := time.Parse(time.RFC3339, text)
	d.Timestamp = at
	return wrap("timestamp", err)
}

// each reads the elements of a list one by one. Null is an empty list.
func (d *decoder) each(element func() error) error {
	if d.json.PeekKind() == 'n' {
		return d.skip()
	}
	if tok, err := d.json.ReadToken(); err != nil || tok.Kind() != '[' {
		return errors.Join(err, errors.New("a list was expected"))
	}
	for d.json.PeekKind() != ']' {
		if err := element(); err != nil {
			return err
		}
	}
	_, err := d.json.ReadToken()
	return err //nolint:wrapcheck // as above
}

// change keeps the values of the types that the model knows, and of what does
// not change only the header: the prior state has the rest.
func (d *decoder) change() error {
	c := &change{}
	if err := d.scalar(c); err != nil {
		return err
	}
	var err error
	if c.action, err = classify(c.Diff.Actions); err != nil {
		return fmt.Errorf("%s: %w", c.Address, err)
	}
	d.noteSecrets(c)
	d.locate(c)
	if !governed(c) || (c.action == noop && len(c.Diff.Importing) == 0) {
		c.Diff = diff{Actions: c.Diff.Actions}
	}
	c.origin = &account.Origin{Source: account.FromPlan, Ref: c.Address}
	d.changes = append(d.changes, c)
	return d.place(c)
}

func (d *decoder) place(c *change) (err error) {
	c.plan = d.Plan
	c.at, err = parseAddress(c.Address)
	if err == nil && (c.at.typ != c.Type || c.at.name != c.Name || c.at.data != (c.Mode == "data")) {
		return fmt.Errorf("%s is said to be a %s %s.%s", c.Address, c.Mode, c.Type, c.Name)
	}
	return err
}

func (d *decoder) deferral() error {
	var one struct {
		Reason string `json:"reason"`
		Change struct {
			Address string `json:"address"`
			Type    string `json:"type"`
		} `json:"resource_change"`
	}
	if err := d.scalar(&one); err != nil {
		return err
	}
	d.deferred = append(d.deferred, deferral{one.Reason, one.Change.Address, one.Change.Type})
	return nil
}

func (d *decoder) invocation() error {
	var one struct {
		Address string `json:"address"`
		Inner   struct {
			Address string `json:"address"`
		} `json:"action_invocation"`
	}
	if err := d.scalar(&one); err != nil {
		return err
	}
	d.actions = append(d.actions, one.Address+one.Inner.Address)
	return nil
}

// check keeps the failed ones: they say why a plan is errored.
func (d *decoder) check() error {
	var one tfjson.CheckResultStatic
	if err := d.scalar(&one); err != nil {
		return err
	}
	if one.Status != tfjson.CheckStatusFail && one.Status != tfjson.CheckStatusError {
		return nil
	}
	text := one.Address.ToDisplay
	for _, instance := range one.Instances {
		for _, problem := range instance.Problems {
			text += ": " + problem.Message
		}
	}
	d.failed = append(d.failed, text)
	return nil
}

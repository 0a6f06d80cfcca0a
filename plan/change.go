package plan

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/soc2gate/soc2gate/account"
)

// action is what apply does to one resource instance.
type action uint8

const (
	noop action = iota
	create
	read
	update
	destroy
	replaceDeleteFirst
	replaceCreateFirst
	forget
	createThenForget
)

// classify names a list of plan actions. Terraform may add combinations that
// this version does not know; judging a plan with one of them would be a guess.
func classify(actions tfjson.Actions) (action, error) {
	switch {
	case actions.NoOp():
		return noop, nil
	case actions.Create():
		return create, nil
	case actions.Read():
		return read, nil
	case actions.Update():
		return update, nil
	case actions.Delete():
		return destroy, nil
	case actions.DestroyBeforeCreate():
		return replaceDeleteFirst, nil
	case actions.CreateBeforeDestroy():
		return replaceCreateFirst, nil
	case actions.Forget():
		return forget, nil
	case len(actions) == 2 && actions[0] == tfjson.ActionCreate && actions[1] == "forget":
		return createThenForget, nil
	}
	return noop, fmt.Errorf("actions %q are not known to this version", actions)
}

// change is one resource instance: what happens to it, or, of the prior state,
// how Terraform last saw it.
type change struct {
	Address         string         `json:"address"`
	PreviousAddress string         `json:"previous_address"`
	Deposed         string         `json:"deposed"`
	DeposedKey      string         `json:"deposed_key"` // the name of the same in a state
	Mode            string         `json:"mode"`
	Type            string         `json:"type"`
	Name            string         `json:"name"`
	Provider        string         `json:"provider_name"`
	Diff            diff           `json:"change"`
	Values          jsontext.Value `json:"values"`           // of a state
	SensitiveValues jsontext.Value `json:"sensitive_values"` // of a state

	action  action
	at      address
	region  string
	before  node
	after   node
	decoded bool
	origin  *account.Origin
	side    side
	maybe   bool // it may or may not concern the thing being filled
	plan    *Plan
}

// diff is the part of a resource change that says what happens.
type diff struct {
	Actions         tfjson.Actions `json:"actions"`
	Before          jsontext.Value `json:"before"`
	After           jsontext.Value `json:"after"`
	AfterUnknown    jsontext.Value `json:"after_unknown"`
	BeforeSensitive jsontext.Value `json:"before_sensitive"`
	AfterSensitive  jsontext.Value `json:"after_sensitive"`
	Importing       jsontext.Value `json:"importing"`
}

// side says which of the two documents of a change an adapter reads.
type side uint8

const (
	planned side = iota // what apply would set
	stated              // what Terraform last saw
	deleted             // nothing: the resource goes, AWS's defaults return
)

// decode turns the raw documents into trees, once.
func (c *change) decode() error {
	if c.decoded {
		return nil
	}
	raws := []jsontext.Value{c.Diff.Before, c.Diff.After, c.Diff.AfterUnknown, c.Diff.BeforeSensitive, c.Diff.AfterSensitive}
	if c.side == stated {
		raws = []jsontext.Value{c.Values, nil, nil, c.SensitiveValues, nil}
	}
	var trees [5]any
	for i, raw := range raws {
		var err error
		if trees[i], err = tree(raw); err != nil {
			return fmt.Errorf("%s: %w", c.Address, err)
		}
	}
	c.before = node{value: trees[0], secret: trees[3]}
	c.after = node{value: trees[1], mask: trees[2], secret: trees[4]}
	c.decoded = true
	return nil
}

// release forgets the trees; what adapters took from them stays.
func (c *change) release() { c.before, c.after, c.decoded = node{}, node{}, false }

// values is the document that the adapter reads.
func (c *change) values() node {
	switch c.side {
	case stated:
		return c.before
	case deleted:
		return node{}
	case planned:
	}
	return c.after
}

// as returns the change seen from another side.
func (c *change) as(s side) *change {
	twin := *c
	twin.side = s
	if s == deleted {
		twin.origin = &account.Origin{Source: account.FromAWS, Ref: c.Address + ", deleted by this plan"}
	}
	return &twin
}

// creates tells whether the thing comes into being, so that AWS's defaults of
// today apply.
func (c *change) creates() bool {
	return c.side == planned && c.action != update && c.action != noop
}

// kept tells whether an update leaves an attribute as it was. Terraform then
// does nothing about it, so what the account says of it stays true.
func (c *change) kept(path string) bool {
	if c.side != planned || c.action != update {
		return false
	}
	after := c.after.at(path)
	return !after.partly() && equalTrees(c.before.at(path).value, after.value)
}

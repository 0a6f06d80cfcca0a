package plan

import (
	"fmt"

	"github.com/soc2gate/soc2gate/plan/planfile"
)

// sameChanges goes over both lists, each sorted by address and deposed key.
func (d *decoder) sameChanges() error {
	inFile := shownChanges(d.File.Changes)
	for i, c := range d.changes {
		if i == len(inFile) {
			return fmt.Errorf("the file does not have %s", c.described())
		}
		of, err := changeOf(inFile[i])
		if err != nil {
			return err
		}
		switch {
		case comesBefore(of, c):
			return fmt.Errorf("the JSON does not have %s", of.described())
		case comesBefore(c, of):
			return fmt.Errorf("the file does not have %s", c.described())
		case of.action != c.action || of.imports != c.imports || of.rare.PreviousAddress != c.rare.PreviousAddress:
			return fmt.Errorf("the file has %s, and the JSON %s", of.described(), c.described())
		case d.sums[c] != inFile[i].Sums:
			return fmt.Errorf("the values of %s differ", c.named())
		}
		c.provider = d.providerAt(inFile[i].Provider)
	}
	if len(inFile) > len(d.changes) {
		return fmt.Errorf("the JSON does not have %s", brief(inFile[len(d.changes)].Address))
	}
	return nil
}

func changeOf(c *planfile.Change) (*change, error) {
	act, err := actionNamed(c.Action)
	if err != nil {
		return nil, err
	}
	return &change{Address: c.Address, action: act, imports: c.Imports, rare: &rare{Deposed: c.Deposed, PreviousAddress: c.PreviousAddress}}, nil
}

// named says which object is meant.
func (c *change) named() string {
	if c.rare.Deposed == "" {
		return brief(c.Address)
	}
	return brief(c.Address) + " (deposed " + brief(c.rare.Deposed) + ")"
}

// described says what happens to which object.
func (c *change) described() string {
	text := c.named()
	if c.rare.PreviousAddress != "" {
		text += " (moved from " + brief(c.rare.PreviousAddress) + ")"
	}
	if c.imports {
		text += " (imported)"
	}
	if c.action == replaceCreateFirst {
		return text + ": " + c.action.String() + ", created first"
	}
	return text + ": " + c.action.String()
}

// shownChanges leaves out what `terraform show` does: that data is forgotten.
func shownChanges(all []planfile.Change) []*planfile.Change {
	shown := make([]*planfile.Change, 0, len(all))
	for i := range all {
		a, err := parseAddress(all[i].Address)
		if err != nil || !a.data || all[i].Action[0] != "delete" {
			shown = append(shown, &all[i])
		}
	}
	return shown
}

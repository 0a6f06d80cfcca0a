package plan

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/plan/canonical"
	"github.com/soc2gate/soc2gate/plan/planfile"
)

// sameState compares the prior states, both sorted by address and deposed key.
func (d *decoder) sameState() error {
	objects := d.File.Objects
	for i, c := range d.prior {
		if i == len(objects) {
			return fmt.Errorf("the file does not have %s, which the prior state has", c.named())
		}
		o := &objects[i]
		switch of := objectOf(o); {
		case comesBefore(of, c):
			return fmt.Errorf("the prior state does not have %s", of.named())
		case comesBefore(c, of):
			return fmt.Errorf("the file does not have %s, which the prior state has", c.named())
		case o.Flat:
			return fmt.Errorf("%s is kept as by Terraform 0.11; run terraform apply -refresh-only", c.named())
		case !sameAttributes(c, o.Values, d.sums[c][0]):
			return fmt.Errorf("the prior state of %s differs", c.named())
		}
	}
	if len(objects) > len(d.prior) {
		return fmt.Errorf("the prior state does not have %s", objectOf(&objects[len(d.prior)]).named())
	}
	return nil
}

func objectOf(o *planfile.Object) *change {
	return &change{Address: o.Address, rare: &rare{Deposed: o.Deposed}}
}

// sumState notes what an object of the prior state is compared by.
func (d *decoder) sumState(c *change, values jsontext.Value) error {
	if d.File == nil || d.File.sealed() {
		return nil
	}
	sum, err := canonical.Stated(values)
	d.sums[c] = [2]canonical.Sum{sum}
	return wrap("values", err)
}

// sameAttributes knows which types have attributes of any type: Terraform's own
// have nothing else, and those that the model reads have none (AWS provider
// 5.100, 2026-11). Others may have.
func sameAttributes(c *change, file canonical.Forms, json canonical.Sum) bool {
	switch {
	case strings.HasPrefix(c.Type, "terraform_"):
		return json == file.Open
	case governed(c):
		return json == file.Plain
	}
	return json == file.Plain || json == file.Open
}

func comesBefore(a, b *change) bool {
	return a.Address < b.Address || a.Address == b.Address && a.rare.Deposed < b.rare.Deposed
}

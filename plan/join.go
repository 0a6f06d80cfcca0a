package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/canonical"
	"github.com/soc2gate/soc2gate/plan/planfile"
)

// join compares the JSON with the file, values included, and takes over what
// only the file has: the JSON may come from someone else.
//
// Some of the JSON is compared with nothing. With a file, no verdict rests on it:
//   - configuration: references, and what was written at all, are looked up in
//     the file's own sources; its defaults of sensitive variables only add to
//     what is hidden.
//   - planned_values, relevant_attributes: they are not read.
//   - output_changes, and the outputs of the prior state: only their values
//     that are sensitive are looked at, to be hidden.
//   - checks: they are quoted beside the refusal of an errored plan, and whether
//     it is errored is the file's word.
//   - resource_drift: it is counted for the report.
//   - the masks of what is sensitive decide what is hidden, not what is judged.
//     Who leaves one out has shown the secret to the reader of the JSON already.
//   - of an instance: index, module_address, provider_name, action_reason,
//     replace_paths, identities, depends_on and the like are not read. What an
//     address says of mode, type and name is compared with the address.
func (d *decoder) join() error {
	if d.File == nil || d.File.sealed() {
		return nil
	}
	for _, same := range []func() error{d.sameRun, d.sameFlags, d.sameLater, d.sameChanges, d.sameState, d.sameVariables} {
		if err := same(); err != nil {
			return fmt.Errorf("it is not the JSON of this plan file: %w", err)
		}
	}
	d.Errored, d.Applyable, d.Complete = account.Known(d.File.Errored).Tri(), d.File.Applyable, d.File.Complete
	return nil
}

func (d *decoder) sameRun() error {
	switch f := d.File; {
	case f.TerraformVersion != d.TerraformVersion:
		return fmt.Errorf("that was made by Terraform %s, and the JSON by %s", f.TerraformVersion, brief(d.TerraformVersion))
	case !f.Timestamp.Equal(d.Timestamp):
		return fmt.Errorf("that was made at %s, and the JSON at %s", f.Timestamp.Format(time.RFC3339), d.Timestamp.Format(time.RFC3339))
	}
	return nil
}

// sameFlags lets the JSON say nothing, as that of an older Terraform does. What
// the file does not say is false in the JSON.
func (d *decoder) sameFlags() error {
	for _, flag := range []struct {
		name       string
		file, json account.Tri
	}{
		{"errored", account.Known(d.File.Errored).Tri(), d.Errored},
		{"applyable", d.File.Applyable, d.Applyable},
		{"complete", d.File.Complete, d.Complete},
	} {
		if flag.json != account.Unknown && (flag.file == account.True) != (flag.json == account.True) {
			return fmt.Errorf("they differ in whether the plan is %s", flag.name)
		}
	}
	return nil
}

// sameLater compares what is put off, and the actions of providers.
func (d *decoder) sameLater() error {
	var later []string
	for _, one := range d.deferred {
		if a, err := parseAddress(one.address); err != nil || a.typ != one.typ {
			return fmt.Errorf("the deferred change of %s is said to be of a %s", brief(one.address), brief(one.typ))
		}
		later = append(later, one.address)
	}
	if err := sameNames("deferred change", d.File.Deferred, later); err != nil {
		return err
	}
	return sameNames("action", slices.Concat(d.File.Actions, d.File.DeferredActions), d.actions)
}

// sameNames compares two lists, whatever their order.
func sameNames(what string, inFile, inJSON []string) error {
	inFile, inJSON = slices.Sorted(slices.Values(inFile)), slices.Sorted(slices.Values(inJSON))
	for i, name := range inFile {
		if i == len(inJSON) || inJSON[i] != name {
			return fmt.Errorf("their lists differ at the %s %s", what, brief(name))
		}
	}
	if len(inJSON) > len(inFile) {
		return fmt.Errorf("the file does not have the %s %s", what, brief(inJSON[len(inFile)]))
	}
	return nil
}

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
	return a.Address < b.Address || a.Address == b.Address && a.deposed() < b.deposed()
}

// sameVariables compares the variables that were set. The JSON also has those
// that were not, with their defaults: these are taken from the sources.
func (d *decoder) sameVariables() error {
	for _, name := range slices.Sorted(maps.Keys(d.File.Variables)) {
		value, ok := d.variables[name]
		if !ok {
			return fmt.Errorf("the JSON does not have the variable %s", brief(name))
		}
		sum, err := canonical.JSON(value, nil)
		if err != nil {
			return fmt.Errorf("variable %s: %w", brief(name), err)
		}
		if sum != d.File.Variables[name] {
			return fmt.Errorf("the variable %s differs", brief(name))
		}
	}
	maps.DeleteFunc(d.variables, func(name string, _ jsontext.Value) bool {
		_, set := d.File.Variables[name]
		return !set
	})
	return nil
}

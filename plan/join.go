package plan

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/canonical"
)

// join compares the JSON with the file, values included, and takes over what
// only the file has: the JSON may come from someone else.
//
// Some of the JSON is compared with nothing, as the file does not have it:
//   - configuration: what is written, and what it refers to, is looked up in the
//     file's own sources, and in the configuration only where they cannot tell.
//     The region of a new thing is taken from it. Who gets the JSON from elsewhere
//     has to know that; what we had `terraform show` print can be believed.
//   - planned_values, relevant_attributes: they are not read.
//   - output_changes, and the outputs of the prior state: only their values
//     that are sensitive are looked at, to be hidden.
//   - checks: they are quoted beside the refusal of an errored plan, and whether
//     it is errored is the file's word.
//   - resource_drift: it tells what somebody changed outside of Terraform, which
//     is reported, blocks nothing and allows nothing.
//   - the masks of what is sensitive decide what is hidden, not what is judged.
//     Who leaves one out has shown the secret to the reader of the JSON already.
//   - of an instance: index, module_address, provider_name, action_reason,
//     replace_paths, identities, depends_on and the like are not read. Mode,
//     type and name must be those of the address.
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

package plan

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/canonical"
)

// decoder fills a plan in one pass over its JSON.
type decoder struct {
	*Plan
	json      *jsontext.Decoder
	from      input
	members   map[string]bool
	variables map[string]jsontext.Value
	sensitive []sensitiveVariable
	written   map[string]jsontext.Value // the arguments of provider blocks, by their keys
	strangers map[string]int
	words     map[string]string
	families  map[string]*family
	copies    copies

	localities map[locality]*locality
	numbers    map[string]int32             // of the providers, by their names
	sums       map[*change][2]canonical.Sum // of the values before and after, to compare with the plan file's
}

func (d *decoder) document() error {
	if d.json.PeekKind() != '{' {
		_, err := d.json.ReadToken()
		if err == nil || isSyntax(err) || errors.Is(err, io.EOF) {
			return errors.New("the plan is not a JSON object; pass what `terraform show -json FILE` prints")
		}
		return d.broken(err)
	}
	if err := d.object(planLevel, d.member); err != nil {
		return d.broken(err)
	}
	if _, err := d.json.ReadToken(); err == nil || isSyntax(err) {
		return errors.New("the plan goes on after its end")
	} else if !errors.Is(err, io.EOF) {
		return d.broken(err)
	}
	return nil
}

// member reads one top-level member. planned_values is skipped: it lacks
// actions, deletions and what is outside of a -target.
func (d *decoder) member(name string) error {
	d.members[name] = true
	switch name {
	case "format_version":
		return d.text(&d.FormatVersion)
	case "terraform_version":
		return d.text(&d.TerraformVersion)
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
		return d.each(d.drifting)
	case "deferred_changes":
		return d.each(d.deferral)
	case "action_invocations", "deferred_action_invocations":
		return d.each(d.invocation)
	case "prior_state":
		return d.state()
	case "configuration":
		return d.configuration()
	case "checks":
		return d.each(d.check)
	case "variables":
		return d.entries(d.variable)
	case "output_changes":
		return d.entries(func(string) error { return d.output() })
	case "planned_values":
		return d.plannedModule(name)
	}
	return d.skip()
}

// plannedModule passes over a module of planned_values.
func (d *decoder) plannedModule(string) error {
	if k := d.json.PeekKind(); k != '{' {
		return d.skip()
	}
	return d.entries(func(name string) error {
		switch {
		case name == "resources" && d.json.PeekKind() == '[':
			return d.pass()
		case name == "root_module":
			return d.plannedModule(name)
		case name == "child_modules" && d.json.PeekKind() == '[':
			return d.each(func() error { return d.plannedModule(name) })
		}
		return d.skip()
	})
}

func (d *decoder) text(into *string) error {
	raw, err := d.value()
	if err == nil {
		*into, err = textOf(raw)
	}
	return err
}

// textOf reads a string. Absent and null are empty.
func textOf(raw jsontext.Value) (string, error) {
	switch kind(raw) {
	case '"':
		return string(plain(raw)), nil
	case 0, 'n':
		return "", nil
	}
	return "", errors.New("a string was expected")
}

func (d *decoder) tri(into *account.Tri) error {
	raw, err := d.value()
	if err != nil {
		return err
	}
	if k := kind(raw); k != 't' && k != 'f' {
		return errors.New("true or false was expected")
	}
	*into = account.Known(isTrue(raw)).Tri()
	return nil
}

func (d *decoder) time() error {
	var text string
	if err := d.text(&text); err != nil {
		return err
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return fmt.Errorf("timestamp: %q is none", brief(text))
	}
	d.Timestamp = at
	return nil
}

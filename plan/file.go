package plan

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/planfile"
)

// File is the saved plan file that a plan was read from.
type File struct {
	*planfile.File
	Digest    string // "sha256:" and the hash of its bytes
	Encrypted bool   // by OpenTofu: nothing but the digest is known of it
}

// sealed tells whether nothing but the digest of the file can be used: it is
// encrypted, or of a format that this version does not know.
func (f *File) sealed() bool { return f.Encrypted || f.UnknownVersion }

// part says what of the configuration the plan was made for, in the words of
// the command line.
func (f *File) part() string {
	var flags []string
	for _, target := range f.Targets {
		flags = append(flags, "-target="+target)
	}
	for _, exclude := range f.Excludes {
		flags = append(flags, "-exclude="+exclude)
	}
	return strings.Join(flags, " ")
}

// Binding says what ties a judgement to the plan file that will be applied.
type Binding string

// The bindings.
const (
	Unbound       Binding = "unbound" // the JSON alone was read
	BoundToDigest Binding = "digest"  // the file could not be opened; the JSON is taken for its own
	BoundToFile   Binding = "file"    // the JSON says what the file says
)

// Binding returns what ties the plan to its file.
func (p *Plan) Binding() Binding {
	switch {
	case p.File == nil:
		return Unbound
	case p.File.sealed():
		return BoundToDigest
	}
	return BoundToFile
}

// LoadFile reads the JSON of a saved plan file, and refuses it if it is not
// the JSON of that file. What Load says of the reader is true of this one.
func LoadFile(f File, json io.Reader) (*Plan, error) { return loadWithin(json, &f, usual) }

// join compares the JSON with the file, values included, and takes over what
// only the file has.
func (d *decoder) join() error {
	if d.File == nil || d.File.sealed() {
		return nil
	}
	for _, same := range []func() error{d.sameRun, d.sameChanges, d.sameState} {
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
	case f.Deferred != len(d.deferred), f.Actions+f.DeferredActions != len(d.actions):
		return fmt.Errorf("that has %d deferred changes and %d actions, and the JSON %d and %d", f.Deferred, f.Actions+f.DeferredActions, len(d.deferred), len(d.actions))
	}
	return nil
}

// sameChanges goes over both lists, each sorted by address and deposed key.
func (d *decoder) sameChanges() error {
	inFile := shownChanges(d.File.Changes)
	for i, c := range d.changes {
		if i == len(inFile) {
			return fmt.Errorf("the file does not have %s", c.described())
		}
		act, err := actionNamed(inFile[i].Action)
		if err != nil {
			return err
		}
		of := &change{Address: inFile[i].Address, action: act, rare: &rare{inFile[i].Deposed, inFile[i].PreviousAddress}}
		switch a, b := of.described(), c.described(); {
		case a != b && (of.Address < c.Address || of.Address == c.Address && of.rare.Deposed < c.rare.Deposed):
			return fmt.Errorf("the JSON does not have %s", a)
		case a != b:
			return fmt.Errorf("the file does not have %s", b)
		case d.sums[c] != inFile[i].Sums:
			return fmt.Errorf("the values of %s differ", c.Address)
		}
		c.provider = d.providerAt(inFile[i].Provider)
	}
	if len(inFile) > len(d.changes) {
		return fmt.Errorf("the JSON does not have %s", inFile[len(d.changes)].Address)
	}
	return nil
}

// described is what the file and its JSON must say alike of a change.
func (c *change) described() string {
	text := brief(c.Address)
	if c.rare.Deposed != "" {
		text += " (deposed " + brief(c.rare.Deposed) + ")"
	}
	if c.rare.PreviousAddress != "" {
		text += " (moved from " + brief(c.rare.PreviousAddress) + ")"
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

// sameState compares the prior state with what the changes begin with, whose
// values the file has. Only a plan for a part of the configuration, or for none
// of it, has a state beyond its changes.
func (d *decoder) sameState() error {
	type object struct{ address, deposed string }
	begins := map[object]*change{}
	for _, c := range d.changes {
		begins[object{c.Address, c.rare.Deposed}] = c
	}
	beyond := d.File.Mode == planfile.RefreshOnly || len(d.File.Targets)+len(d.File.Excludes) > 0
	for _, c := range d.prior {
		if c.data {
			continue
		}
		begin := begins[object{c.Address, c.rare.Deposed}]
		switch {
		case begin == nil && !beyond:
			return fmt.Errorf("the file does not have %s, which the prior state has", brief(c.Address))
		case begin != nil && d.sums[begin][0] != d.sums[c][0]:
			return fmt.Errorf("the prior state of %s differs", brief(c.Address))
		}
	}
	return nil
}

package plan

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// finish checks that the document was a plan, and links its parts.
func (d *decoder) finish() error {
	if err := d.isPlan(); err != nil {
		return err
	}
	d.noteSecretVariables()
	for _, list := range [][]*change{d.prior, d.changes} {
		sortChanges(list)
		if err := single(list); err != nil {
			return err
		}
	}
	share(d.prior, d.changes)
	d.listStrangers()
	return nil
}

// isPlan tells a plan from the other documents that Terraform writes.
func (d *decoder) isPlan() error {
	switch {
	case d.strangers["lineage"] > 0 && d.strangers["serial"] > 0:
		return errors.New("this is a state file, not a plan; pass what `terraform show -json PLANFILE` prints")
	case d.FormatVersion == "":
		return errors.New("this JSON is not a Terraform plan: it has no format_version")
	case d.strangers["values"] > 0 && !d.members["configuration"]:
		return errors.New("this is the JSON of a state, not of a plan; pass what `terraform show -json PLANFILE` prints")
	}
	if err := d.checkFormat(); err != nil {
		return err
	}
	if !d.members["configuration"] {
		return errors.New("this JSON is not a whole Terraform plan: it has no configuration")
	}
	return nil
}

// newestMinor is of Terraform 1.5 and of every later one until 2026-11.
const newestMinor = 2

// checkFormat accepts what the format promises to keep, and says where it may
// not have all that is looked for.
func (d *decoder) checkFormat() error {
	major, minor, _ := strings.Cut(d.FormatVersion, ".")
	n, err := strconv.Atoi(minor)
	switch {
	case d.FormatVersion == "0.2":
		d.warnings = append(d.warnings, "plan format 0.2 is of Terraform 0.15 and 1.0, whose plans tell less than newer ones")
	case major != "1" || err != nil || n < 0:
		return fmt.Errorf("plan format %s is not known to this version, which reads 1.x", brief(d.FormatVersion))
	case n > newestMinor:
		d.warnings = append(d.warnings, fmt.Sprintf("plan format %s is newer than 1.%d, and may tell more than this version reads", brief(d.FormatVersion), newestMinor))
	}
	return nil
}

// single refuses a sorted list in which an instance is there twice: readers
// would differ in which of the two they believe.
func single(sorted []*change) error {
	for i, c := range sorted[:max(len(sorted)-1, 0)] {
		if next := sorted[i+1]; c.Address == next.Address && c.rare.Deposed == next.rare.Deposed {
			return fmt.Errorf("the plan has %s twice", brief(c.Address))
		}
	}
	return nil
}

// share lets two sorted lists have one copy of the addresses that are in both.
func share(these, those []*change) {
	for i, j := 0, 0; i < len(these) && j < len(those); {
		switch one, other := these[i], those[j]; {
		case one.Address == other.Address:
			one.Address = other.Address
			i++
		case one.Address < other.Address:
			i++
		default:
			j++
		}
	}
}

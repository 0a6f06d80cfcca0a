package planfile

import (
	"fmt"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/soc2gate/soc2gate/account"
)

// field takes one field of the message Plan.
func (r *changeReader) field(f field) error {
	if singular(f.num) {
		if r.seen[f.num] {
			return fmt.Errorf("field %d is there twice", f.num)
		}
		r.seen[f.num] = true
	}
	err := r.take(f)
	if err != nil {
		return fmt.Errorf("field %d: %w", f.num, err)
	}
	return nil
}

// singular holds for fields that must not come twice: which one counts would
// depend on the reader.
func singular(num int32) bool {
	switch num {
	case fieldVersion, fieldBackend, fieldTerraform, fieldMode, fieldErrored, fieldTimestamp,
		fieldApplyable, fieldComplete, fieldStateStore, fieldExecutionGraph, fieldDestroying:
		return true
	}
	return false
}

func (r *changeReader) take(f field) error {
	switch f.num {
	case fieldVersion, fieldMode, fieldErrored, fieldApplyable, fieldComplete:
		return r.takeNumber(f)
	case fieldTerraform, fieldTimestamp:
		return r.takeText(f)
	case fieldTargets:
		return r.takeAddress(f, &r.Targets)
	case fieldExcludes:
		return r.takeAddress(f, &r.Excludes)
	case fieldReplaces:
		return r.takeAddress(f, &r.Replaces)
	case fieldActionTargets:
		return r.takeAddress(f, &r.ActionTargets)
	case fieldDeferred:
		return r.takeAddressIn(f, deferredAddress, &r.Deferred)
	case fieldActions:
		return r.takeAddressIn(f, actionAddress, &r.Actions)
	case fieldDeferredActions:
		return r.takeAddressIn(f, deferredActionAddress, &r.DeferredActions)
	case fieldVariables:
		return r.takeVariable(f)
	case fieldChanges:
		return r.takeChange(f)
	case fieldBackend, fieldStateStore:
		return r.takeBackend(f)
	}
	return r.pass(f)
}

// pass counts or only skips a field.
func (r *changeReader) pass(f field) error {
	switch f.num {
	case fieldDrift:
		r.Drift++
	case fieldOutputs, fieldRelevant, fieldChecks, fieldFunctions, fieldApplyTime, fieldExecutionGraph:
	case fieldDestroying:
		return nil
	default:
		r.noteUnknown("Plan", f.num)
		if f.typ != protowire.BytesType {
			return nil
		}
	}
	if f.typ != protowire.BytesType {
		return errType
	}
	return r.skip(int64(f.value)) //nolint:gosec // because next bounds it by what is left
}

func (r *changeReader) takeNumber(f field) error {
	if f.typ != protowire.VarintType {
		return errType
	}
	switch f.num {
	case fieldVersion:
		if r.Version = f.value; f.value != formatVersion {
			return errVersion
		}
	case fieldMode:
		modes := []Mode{Normal, Destroy, RefreshOnly}
		if f.value >= uint64(len(modes)) {
			return fmt.Errorf("mode %d is unknown", f.value)
		}
		r.Mode = modes[f.value]
	case fieldErrored:
		r.Errored = f.value != 0
	case fieldApplyable:
		r.Applyable = known(f.value)
	case fieldComplete:
		r.Complete = known(f.value)
	}
	return nil
}

func known(v uint64) account.Tri {
	if v == 0 {
		return account.False
	}
	return account.True
}

func (r *changeReader) takeText(f field) error {
	b, err := r.bytes(f, maxText)
	if err != nil {
		return err
	}
	s, err := r.text(b)
	if err != nil {
		return err
	}
	if f.num == fieldTerraform {
		r.TerraformVersion = s
		return nil
	}
	r.Timestamp, err = parseTime(s)
	return err
}

func (r *changeReader) takeAddress(f field, to *[]string) error {
	b, err := r.bytes(f, maxText)
	if err != nil {
		return err
	}
	s, err := r.text(b)
	*to = append(*to, s)
	if err != nil {
		return err
	}
	return r.spend(stepCost)
}

// noteUnknown remembers that a newer format says something here.
func (r *changeReader) noteUnknown(message string, num int32) {
	name := fmt.Sprintf("%s %d", message, num)
	if len(r.UnknownFields) < maxUnknowns && !slices.Contains(r.UnknownFields, name) {
		r.UnknownFields = append(r.UnknownFields, name)
	}
}

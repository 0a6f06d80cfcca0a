package planfile

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/soc2gate/soc2gate/account"
)

// formatVersion is the format read here, since Terraform 0.12.
const formatVersion = 3

// Field numbers of the message Plan. OpenTofu gives 6 and 22 another meaning
// and has none of 25 to 32.
const (
	fieldVersion         = 1
	fieldVariables       = 2
	fieldChanges         = 3
	fieldOutputs         = 4
	fieldTargets         = 5
	fieldExcludes        = 6 // OpenTofu's alone
	fieldBackend         = 13
	fieldTerraform       = 14
	fieldRelevant        = 15
	fieldReplaces        = 16
	fieldMode            = 17
	fieldDrift           = 18
	fieldChecks          = 19
	fieldErrored         = 20
	fieldTimestamp       = 21
	fieldFunctions       = 22 // OpenTofu: names of ephemeral variables
	fieldApplyable       = 25
	fieldComplete        = 26
	fieldDeferred        = 27
	fieldApplyTime       = 28
	fieldStateStore      = 29
	fieldActions         = 30
	fieldDeferredActions = 31
	fieldActionTargets   = 32
	fieldExecutionGraph  = 500000000 // OpenTofu's experiment
	fieldDestroying      = 500000001 // as above
)

// changeReader fills a File from the member tfplan.
type changeReader struct {
	*File
	wire
	keeper
	seen      map[int32]bool    // singular fields that were there
	providers map[string]string // each looked at and kept once
	actions   map[uint64]action // as above
}

// errVersion ends the reading of a format that is not understood.
var errVersion = errors.New("unknown version of the format")

func (f *File) readChanges(z *archive) error {
	m, err := z.want(changesName)
	if err != nil {
		return err
	}
	in, err := z.open(m)
	if err != nil {
		return err
	}
	r := &changeReader{
		File:      f,
		wire:      wire{r: bufio.NewReaderSize(in, 64<<10), left: int64(m.size)},
		keeper:    keeper{interned: map[string]string{}},
		seen:      map[int32]bool{},
		providers: map[string]string{},
		actions:   map[uint64]action{},
	}
	switch err := r.all(); {
	case errors.Is(err, errVersion):
		f.UnknownVersion = true
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w", changesName, err)
	}
	if _, err := io.Copy(io.Discard, r.r); err != nil {
		return fmt.Errorf("%s: %w", changesName, err)
	}
	return r.settle()
}

func (r *changeReader) all() error {
	for {
		f, err := r.next()
		if err == io.EOF { //nolint:errorlint // because next returns it bare, and any other is an error
			return nil
		}
		if err == nil {
			err = r.field(f)
		}
		if err != nil {
			return err
		}
	}
}

// settle answers what only the whole message can tell.
func (r *changeReader) settle() error {
	switch {
	case r.Version == 0:
		return fmt.Errorf("%s does not say the version of its format", changesName)
	case r.TerraformVersion == "":
		return fmt.Errorf("%s does not say which Terraform wrote it", changesName)
	case r.seen[fieldBackend] == r.seen[fieldStateStore]:
		return fmt.Errorf("%s must name either a backend or a state store", changesName)
	}
	if r.Mode == "" {
		r.Mode = Normal
	}
	// Who writes one of the two knows the other, and leaves out what is false.
	if r.Applyable == account.True || r.Complete == account.True {
		r.Applyable, r.Complete = orFalse(r.Applyable), orFalse(r.Complete)
	}
	slices.SortFunc(r.Changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Address, b.Address), cmp.Compare(a.Deposed, b.Deposed))
	})
	for i := 1; i < len(r.Changes); i++ {
		if a, b := r.Changes[i-1], r.Changes[i]; a.Address == b.Address && a.Deposed == b.Deposed {
			return fmt.Errorf("%s changes %q twice", changesName, b.Address)
		}
	}
	slices.Sort(r.UnknownFields)
	slices.Sort(r.Replaces)
	r.Replaces = slices.Compact(r.Replaces)
	return nil
}

func orFalse(t account.Tri) account.Tri {
	if t == account.True {
		return t
	}
	return account.False
}

// parseTime reads the time a plan was made at; Terraform before 1.5 wrote none.
func parseTime(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("the timestamp %q is none", s)
	}
	return t, nil
}

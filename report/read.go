package report

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/gate"
)

// maxResult bounds a result that comes from elsewhere.
const maxResult = 256 << 20

// Read decodes a result that Write wrote as JSON, in another job perhaps and by
// somebody who wants it to say something else. It takes nothing that this
// version does not know, because half of a judgement would read like all of it,
// and nothing that contradicts itself.
func Read(r io.Reader) (Result, error) {
	var result Result
	limited := &io.LimitedReader{R: r, N: maxResult + 1}
	err := json.UnmarshalRead(limited, &result, json.RejectUnknownMembers(true))
	var syntax *jsontext.SyntacticError
	switch {
	case limited.N == 0:
		return Result{}, fmt.Errorf("the result is larger than %d bytes", maxResult)
	case errors.As(err, &syntax):
		return Result{}, fmt.Errorf("the result is not JSON: %w", err)
	case err != nil:
		return Result{}, fmt.Errorf("the result is not one that this version writes: %w", err)
	}
	if err := result.check(); err != nil {
		return Result{}, fmt.Errorf("the result contradicts itself: %w", err)
	}
	return result, nil
}

// check refuses a result that no judgement could have.
func (r Result) check() error {
	exits := map[string]int{string(gate.Allow): gate.ExitAllow, string(gate.Block): gate.ExitBlock, string(gate.CannotTell): gate.ExitCannotTell}
	exit, known := exits[r.Decision]
	switch {
	case r.Schema != Schema:
		return fmt.Errorf("its schema is %q and not %q", r.Schema, Schema)
	case !known || exit != r.ExitCode:
		return fmt.Errorf("its decision %q does not go with exit code %d", r.Decision, r.ExitCode)
	case !oneOf(r.Scope.Mode, "live", "recorded", "offline"):
		return fmt.Errorf("it was judged %q", r.Scope.Mode)
	case !digestForm.MatchString(r.Plan.Digest):
		return fmt.Errorf("the digest of the plan is %q", r.Plan.Digest)
	}
	for i, f := range r.Findings {
		if err := f.check(); err != nil {
			return fmt.Errorf("finding %d: %w", i, err)
		}
	}
	return r.checkDecision()
}

var digestForm = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

// checkDecision compares the decision with the findings.
func (r Result) checkDecision() error {
	blocks := func(v gate.Verdict) bool {
		return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Blocks && f.Verdict == v.String() })
	}
	introduced, undecided := blocks(gate.Introduced), blocks(gate.Undecided)
	switch gate.Outcome(r.Decision) {
	case gate.Block:
		if !introduced && r.Reason == gate.ReasonIntroduced {
			return errors.New("it blocks, and no finding does")
		}
	case gate.CannotTell:
		if introduced {
			return errors.New("a finding blocks, and it does not")
		}
	case gate.Allow:
		if introduced || undecided || len(r.Limits) > 0 {
			return errors.New("it allows in spite of what it found")
		}
	}
	counts := Count(r.Findings)
	counts.Holds = r.Counts.Holds
	if counts != r.Counts {
		return errors.New("its counts are not those of its findings")
	}
	return nil
}

func (f Finding) check() error {
	states := []string{gate.Unknown.String(), gate.Fails.String(), gate.Passes.String(), gate.Absent.String()}
	switch {
	case !oneOf(f.Verdict, gate.Undecided.String(), gate.Introduced.String(), gate.Left.String(), gate.Fixed.String(), gate.Holds.String()):
		return fmt.Errorf("its verdict is %q", f.Verdict)
	case !oneOf(f.Severity, severities...):
		return fmt.Errorf("its severity is %q", f.Severity)
	case !oneOf(f.Before, states...) || !oneOf(f.After, states...):
		return fmt.Errorf("it goes from %q to %q", f.Before, f.After)
	case f.Blocks && !oneOf(f.Verdict, gate.Undecided.String(), gate.Introduced.String()):
		return fmt.Errorf("it blocks and is %s", f.Verdict)
	}
	for _, l := range f.lines() {
		if l.Start < 1 || l.End < l.Start {
			return fmt.Errorf("its lines are %d to %d", l.Start, l.End)
		}
	}
	return nil
}

// lines are all that the finding names.
func (f Finding) lines() []Lines {
	all := slices.Clone(f.CalledFrom)
	if f.Source != nil {
		all = append(all, *f.Source)
	}
	for _, fact := range slices.Concat(f.Because, f.Was) {
		if fact.Lines != nil {
			all = append(all, *fact.Lines)
		}
	}
	return all
}

func oneOf(s string, all ...string) bool { return slices.Contains(all, s) }

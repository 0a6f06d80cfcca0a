package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/live"
	"github.com/soc2gate/soc2gate/report"
)

func doctorCommand() *cli.Command {
	return &cli.Command{
		Name:   "doctor",
		Usage:  "try every call that reading the account needs, and say which are denied or fail",
		Flags:  liveFlags(),
		Action: doctor,
	}
}

// doctor reads the account and shows what became of the calls.
func doctor(c *cli.Context) error {
	if c.NArg() > 0 {
		return usage("doctor takes no arguments")
	}
	s, err := openLive(c, "")
	if err != nil {
		return cannotTell(err)
	}
	defer s.Close()
	var need live.Need
	need.Regions, need.Skipped = s.Regions(c.StringSlice("region"))
	if _, err := s.Record(need); err != nil {
		return cannotTell(err)
	}
	good, err := diagnose(c.App.Writer, s, need)
	if err != nil {
		return exitError{gate.ExitCannotTell, err}
	}
	if !good {
		return exitError{gate.ExitCannotTell, errSilent}
	}
	return nil
}

// diagnose writes what became of each call and which actions are missing, and
// tells whether all is well.
func diagnose(w io.Writer, s *live.Session, need live.Need) (good bool, err error) {
	var b strings.Builder
	fmt.Fprintf(&b, "account %s as %s, regions %s\n\n", s.Account(), report.Clean(s.Caller()), strings.Join(need.Regions, ", "))
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	tried, missing, failing := map[string]bool{}, map[string]bool{}, 0
	for _, o := range s.Outcomes() {
		tried[o.Collector+" "+o.Operation] = true
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", o.Collector, o.Operation, state(o), report.Clean(o.Error))
		if denied(o) {
			for _, action := range o.Actions {
				missing[action] = true
			}
		} else if len(o.Causes) > 0 && o.Causes[account.NotApplicable] == 0 {
			failing++
		}
	}
	for _, p := range live.Permissions() {
		for _, operation := range p.Operations {
			if !tried[p.Collector+" "+operation] {
				why := "there is nothing to ask it about"
				if p.Named {
					why = "it is asked only for what one plan needs, or where collect is told to"
				}
				_, _ = fmt.Fprintf(table, "%s\t%s\tnot tried\t%s\n", p.Collector, operation, why)
			}
		}
	}
	if err := table.Flush(); err != nil {
		return false, fmt.Errorf("write: %w", err)
	}
	b.WriteString("\n")
	switch {
	case len(missing) > 0:
		fmt.Fprintf(&b, "missing IAM actions (soc2gate permissions prints a policy that allows all):\n  %s\n", strings.Join(slices.Sorted(maps.Keys(missing)), "\n  "))
	case failing > 0:
		fmt.Fprintf(&b, "no action is missing, and %d operations failed for another reason\n", failing)
	default:
		b.WriteString("everything that was tried can be read\n")
	}
	_, err = io.WriteString(w, b.String())
	return len(missing) == 0 && failing == 0, err //nolint:wrapcheck // the caller names it
}

// state says what became of the calls of one operation.
func state(o live.Outcome) string {
	if len(o.Causes) == 0 {
		return fmt.Sprintf("allowed (%d)", o.Calls)
	}
	var words []string
	for _, cause := range slices.Sorted(maps.Keys(o.Causes)) {
		words = append(words, fmt.Sprintf("%s (%d of %d)", cause, o.Causes[cause], o.Calls))
	}
	return strings.Join(words, ", ")
}

func denied(o live.Outcome) bool {
	return o.Causes[account.Denied]+o.Causes[account.DeniedBySCP]+o.Causes[account.DeniedBoundary] > 0
}

package main

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/live"
)

func collectCommand() *cli.Command {
	return &cli.Command{
		Name:  "collect",
		Usage: "read the live account and write a recording that `check --account` takes",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "output", Usage: "write the recording to `FILE`; - is standard output"},
			&cli.StringSliceFlag{Name: "kind", Usage: "read this `KIND` only, cloudtrail.trails for instance; may be repeated (default: all but cloudtrail.events, which takes long)"},
		}, liveFlags()...),
		Action: collectAccount,
	}
}

// collectAccount writes down what can be seen of the account, and of what
// cannot be seen why.
func collectAccount(c *cli.Context) error {
	if c.NArg() > 0 || c.String("output") == "" {
		return usage("collect takes --output FILE and no arguments")
	}
	kinds, err := kindsOf(c.StringSlice("kind"))
	if err != nil {
		return err
	}
	s, err := openLive(c, "")
	if err != nil {
		return cannotTell(err)
	}
	defer s.Close()
	stop := progress(c.App.ErrWriter, "reading account "+s.Account())
	defer stop()
	need := live.Need{Kinds: kinds}
	need.Regions, need.Skipped = s.Regions(c.StringSlice("region"))
	rec, err := s.Record(need)
	if c.Bool("verbose") {
		sayCalls(c.App.ErrWriter, s)
	}
	if err != nil {
		return cannotTell(err)
	}
	return writeRecording(c, rec)
}

// kindsOf checks the names of kinds; none are all.
func kindsOf(names []string) ([]account.Kind, error) {
	var kinds []account.Kind
	for _, name := range names {
		if !slices.Contains(live.Collected(), account.Kind(name)) {
			return nil, usage("--kind: %q is not a kind that can be read; docs/permissions.md lists them", name)
		}
		kinds = append(kinds, account.Kind(name))
	}
	return kinds, nil
}

func writeRecording(c *cli.Context, rec *account.Recording) error {
	var content sheets
	if err := rec.Write(&content); err != nil {
		return exitError{gate.ExitCannotTell, err}
	}
	write := func() error { return writeFile(c.String("output"), content) }
	if c.String("output") == "-" {
		write = func() error { return content.writeTo(c.App.Writer) }
	}
	if err := write(); err != nil {
		return exitError{gate.ExitCannotTell, fmt.Errorf("write %s: %w", c.String("output"), err)}
	}
	whole, partly := rec.Tally()
	if rec.Synthetic {
		say(c.App.ErrWriter, "SYNTHETIC: the answers came from a custom endpoint and not from AWS")
	}
	say(c.App.ErrWriter, "account %s: %d kinds read whole, %d with gaps; `soc2gate doctor` says what is missing", rec.Account, whole, partly)
	if whole == 0 {
		return exitError{gate.ExitCannotTell, fmt.Errorf("nothing of the account could be read whole")}
	}
	return nil
}

// cannotTell gives a refusal its exit code and its reason as the first word.
func cannotTell(err error) error {
	if refused := refusalOf(err); refused != nil {
		return exitError{gate.ExitCannotTell, fmt.Errorf("%s: %w", refused.Reason, refused)}
	}
	return err
}

// sayCalls tells how many calls went where.
func sayCalls(stderr io.Writer, s *live.Session) {
	type service struct {
		name            string
		calls, attempts int
		took            time.Duration
	}
	var all []service
	total := 0
	for _, o := range s.Outcomes() {
		i := slices.IndexFunc(all, func(s service) bool { return s.name == o.Service() })
		if i < 0 {
			i, all = len(all), append(all, service{name: o.Service()})
		}
		one := &all[i]
		one.calls, one.attempts, one.took = one.calls+o.Calls, one.attempts+o.Attempts, one.took+o.Took
		total += o.Calls
	}
	for _, one := range all {
		say(stderr, "%-22s %4d calls, %4d requests, %6s in all", one.name, one.calls, one.attempts, one.took.Round(time.Millisecond))
	}
	say(stderr, "%d calls in %s", total, s.Elapsed().Round(time.Millisecond))
}

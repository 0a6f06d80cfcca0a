package main

import (
	"os"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/evidence"
	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/plan"
	"github.com/soc2gate/soc2gate/report"
)

func checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "judge a plan: a saved plan file, or its JSON, or - for JSON on standard input",
		ArgsUsage: "PLAN",
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "json", Usage: "what `terraform show -json` printed of the plan file (`FILE` or -), instead of running it"},
			&cli.StringFlag{Name: "source", Usage: "where the sources of a plan without a plan file are (`DIR`), to name lines"},
			&cli.StringFlag{Name: "terraform", Usage: "the `PROGRAM` that shows the plan file (default: terraform, or else tofu)"},
			&cli.StringFlag{Name: "account", Usage: "the recorded account to lay the plan over (`FILE`)"},
			&cli.DurationFlag{Name: "account-max-age", Usage: "refuse a recording that is older (24h, say)"},
			recordsFlag(),
			&cli.BoolFlag{Name: "offline", Usage: "judge the plan alone; much will be undecided"},
		}, liveFlags(), outputFlags()),
		Action: check,
	}
}

// check judges one plan and writes the result in every format asked for.
func check(c *cli.Context) error {
	outputs, err := outputsOf(c)
	if err != nil {
		return err
	}
	path, err := planPath(c)
	if err != nil {
		return err
	}
	stop := progress(c.App.ErrWriter, "reading "+path)
	defer stop()
	in := &input{path: path, json: c.String("json"), terraform: c.String("terraform"), stdin: c.App.Reader}
	defer in.close() // and not before, because judging reads values again
	p, err := in.load(c.Context)
	if err != nil {
		return err
	}
	if err := locate(p, c.String("source")); err != nil {
		return err
	}
	result, err := lookAndJudge(c, p, outputs.options.IncludeHolds)
	if err != nil {
		return err
	}
	result.Plan.LinesFrom = c.String("source")
	if err := outputs.write(c, result); err != nil {
		return err
	}
	if result.ExitCode != gate.ExitAllow {
		return exitError{result.ExitCode, errSilent}
	}
	return nil
}

// lookAndJudge judges the plan over the account: as it is now, as it was recorded, or
// not at all.
func lookAndJudge(c *cli.Context, p *plan.Plan, holds bool) (report.Result, error) {
	signed, err := recordsOf(c)
	if err != nil {
		return report.Result{}, err
	}
	if c.Bool("offline") {
		return judge(p, nil, signed, 0, time.Now(), holds)
	}
	if path := c.String("account"); path != "" {
		rec, err := recording(path)
		if err != nil {
			return report.Result{}, err
		}
		result, err := judgeRecorded(c, p, rec, signed, holds)
		result.Scope.Recording = path
		return result, err
	}
	rec, err := readLive(c, p)
	if refused := refusalOf(err); refused != nil {
		result := unread(p, refused, time.Now())
		result.Scope.Synthetic = c.Bool("allow-custom-endpoint") // it may not have been AWS that refused
		return result, nil
	}
	if err != nil {
		return report.Result{}, err
	}
	result, err := judge(p, rec, signed, 0, time.Now(), holds)
	result.Scope.Mode, result.Scope.Age = "live", ""
	return result, err
}

// judgeRecorded judges by a recording, if it is of the account that was expected.
func judgeRecorded(c *cli.Context, p *plan.Plan, rec *account.Recording, signed *evidence.Records, holds bool) (report.Result, error) {
	if expected := c.String("expect-account"); expected != "" && rec.Account != expected {
		return misfits(p, rec, gate.ReasonWrongAccount, "the recording is of account "+rec.Account+", and --expect-account says "+expected, time.Now()), nil
	}
	return judge(p, rec, signed, c.Duration("account-max-age"), time.Now(), holds)
}

// planPath checks what the arguments leave open. That a path is empty is
// mostly an unset variable, and never a plan without changes.
func planPath(c *cli.Context) (string, error) {
	path := c.Args().First()
	switch {
	case c.NArg() == 0 || path == "":
		return "", usage("check needs the path of a plan, or - for standard input")
	case c.NArg() > 1:
		return "", usage("check takes one plan, and %q is another argument", c.Args().Get(1))
	case c.IsSet("json") && c.String("json") == "":
		return "", usage("--json is empty")
	case c.IsSet("terraform") && (c.String("terraform") == "" || c.IsSet("json")):
		return "", usage("--terraform names the program that shows the plan file; it does not go with --json")
	case c.IsSet("account") && c.String("account") == "":
		return "", usage("--account is empty")
	case c.Bool("offline") && c.IsSet("account"):
		return "", usage("--account and --offline exclude each other: judge by the recording or by the plan alone")
	case c.IsSet("account-max-age") && (!c.IsSet("account") || c.Duration("account-max-age") <= 0):
		return "", usage("--account-max-age is a time like 24h and goes with --account")
	}
	if c.Bool("offline") || c.IsSet("account") {
		for _, name := range liveNames() {
			if c.IsSet(name) && (name != "expect-account" || c.Bool("offline")) {
				return "", usage("--%s is about reading the live account, which --account and --offline do not", name)
			}
		}
	}
	return path, checkExpected(c)
}

// recording reads a recorded account; no path is no recording.
func recording(path string) (*account.Recording, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // offline is not an error
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, usage("read account: %w", err)
	}
	defer file.Close()
	rec, err := account.ReadRecording(file)
	if err != nil {
		return nil, usage("%s: %w", path, err)
	}
	return rec, nil
}

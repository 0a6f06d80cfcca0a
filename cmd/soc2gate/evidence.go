package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/evidence"
	"github.com/soc2gate/soc2gate/gate"
)

func evidenceCommand() *cli.Command {
	return &cli.Command{
		Name:      "evidence",
		Usage:     "write the list of everybody who has access, for a review, from a recording and a plan if there is one",
		ArgsUsage: "[PLAN]",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "account", Usage: "the recorded account (`FILE`)"},
			&cli.StringFlag{Name: "output", Usage: "write the list to `FILE`"},
		},
		Action: population,
	}
}

// population writes the list and says its hash, which the review names.
func population(c *cli.Context) error {
	a, err := recordedAccount(c)
	if err != nil {
		return err
	}
	list, err := evidence.PopulationOf(a)
	if err != nil {
		return exitError{gate.ExitCannotTell, err}
	}
	var content sheets
	if err := list.Write(&content); err != nil {
		return exitError{gate.ExitCannotTell, err}
	}
	if err := writeFile(c.String("output"), content); err != nil {
		return exitError{gate.ExitCannotTell, err}
	}
	sum := sha256.Sum256(slices.Concat(content...))
	say(c.App.ErrWriter, "%d principals of account %s; population_sha256 is sha256:%s", list.Count, list.Account, hex.EncodeToString(sum[:]))
	return nil
}

// recordedAccount is the account of a recording, as it is or as a plan will
// make it.
func recordedAccount(c *cli.Context) (*account.Account, error) {
	if c.String("account") == "" || c.String("output") == "" || c.NArg() > 1 {
		return nil, usage("%s takes --account FILE, --output and one plan at most", c.Command.Name)
	}
	rec, err := recording(c.String("account"))
	if err != nil {
		return nil, err
	}
	if c.NArg() == 0 {
		b := account.NewBuilder()
		if err := rec.Fill(b); err != nil {
			return nil, usage("account: %w", err)
		}
		return b.Build(), nil
	}
	in := &input{path: c.Args().First(), stdin: c.App.Reader}
	defer in.close()
	p, err := in.load(c.Context)
	if err != nil {
		return nil, err
	}
	if reason, why := misfit(p, rec, 0, rec.RecordedAt); reason != "" {
		return nil, exitError{gate.ExitCannotTell, usage("%s", why)}
	}
	_, after, err := accounts(p, rec, nil)
	return after, err
}

func vendorCommand() *cli.Command {
	return &cli.Command{
		Name:      "vendor",
		Usage:     "write what is to be completed and signed about AWS: the carve-out statement, the table of its controls, the review of its report",
		ArgsUsage: "[PLAN]",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "account", Usage: "the recorded account (`FILE`)"},
			&cli.StringFlag{Name: "output", Usage: "write the files into this directory (`DIR`); what is there already is left alone"},
		},
		Action: vendor,
	}
}

// vendor writes templates, and over nothing that somebody may have signed.
func vendor(c *cli.Context) error {
	a, err := recordedAccount(c)
	if err != nil {
		return err
	}
	dir := c.String("output")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return usage("--output: %w", err)
	}
	for _, t := range evidence.Vendor(a) {
		path := filepath.Join(dir, t.Name)
		if _, err := os.Lstat(path); err == nil {
			return usage("%s is there already; move it away or choose another directory", path)
		}
	}
	for _, t := range evidence.Vendor(a) {
		path := filepath.Join(dir, t.Name)
		if err := writeFile(path, sheets{[]byte(t.Text)}); err != nil {
			return exitError{gate.ExitCannotTell, err}
		}
		say(c.App.ErrWriter, "%s is to be completed and signed by a person", path)
	}
	return nil
}

package main

import (
	"io"
	"os"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/report"
)

func renderCommand() *cli.Command {
	return &cli.Command{
		Name:      "render",
		Usage:     "show the JSON result of a check in other formats, or - for one on standard input",
		ArgsUsage: "RESULT",
		Description: "Nothing is judged: the exit code is 0 when the result was shown, whatever it says.\n" +
			"With --exit-code it is the one that the result has.",
		Flags: slices.Concat([]cli.Flag{
			&cli.BoolFlag{Name: "exit-code", Usage: "end with the exit code of the result"},
		}, outputFlags()),
		Action: render,
	}
}

// render shows a result again, as it was judged.
func render(c *cli.Context) error {
	outputs, err := outputsOf(c)
	if err != nil {
		return err
	}
	path := c.Args().First()
	switch {
	case c.NArg() == 0 || path == "":
		return usage("render needs the path of a JSON result, or - for standard input")
	case c.NArg() > 1:
		return usage("render takes one result, and %q is another argument", c.Args().Get(1))
	}
	result, err := readResult(path, c.App.Reader)
	if err != nil {
		return err
	}
	if err := outputs.write(c, result); err != nil {
		return err
	}
	if c.Bool("exit-code") && result.ExitCode != 0 {
		return exitError{result.ExitCode, errSilent}
	}
	return nil
}

// readResult reads a result that check wrote.
func readResult(path string, stdin io.Reader) (report.Result, error) {
	if path == "-" {
		r, err := report.Read(stdin)
		if err != nil {
			return r, usage("standard input: %w", err)
		}
		return r, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return report.Result{}, usage("read result: %w", err)
	}
	defer file.Close()
	r, err := report.Read(file)
	if err != nil {
		return r, usage("%s: %w", path, err)
	}
	return r, nil
}

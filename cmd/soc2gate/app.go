package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/report"
)

// exitError is an error that knows its exit code.
type exitError struct {
	code int
	err  error
}

func (e exitError) Error() string { return e.err.Error() }
func (e exitError) Unwrap() error { return e.err }

// usage is an error in how the program was called or in what it was given.
func usage(format string, args ...any) error {
	return exitError{gate.ExitUsage, fmt.Errorf(format, args...)}
}

// run maps arguments and streams to an exit code. Whatever goes wrong
// unforeseen is "cannot tell", never a pass.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	defer func() {
		if p := recover(); p != nil {
			say(stderr, "internal error: %v", p)
			code = gate.ExitCannotTell
		}
	}()
	app := newApp(stdin, stdout, stderr)
	args, err := flagsFirst(app, args)
	if err == nil {
		err = app.Run(args)
	}
	var known exitError
	switch {
	case err == nil:
		return gate.ExitAllow
	case errors.As(err, &known):
		code = known.code
	default:
		code = gate.ExitCannotTell
	}
	if message := err.Error(); message != "" {
		say(stderr, "%s", message)
	}
	return code
}

// say tells the story; that nobody hears it changes no verdict.
func say(stderr io.Writer, format string, args ...any) {
	_, _ = fmt.Fprintf(stderr, "soc2gate: %s\n", report.Escape(fmt.Sprintf(format, args...)))
}

// newApp builds the command table. Several settings undo defaults of the
// library that would let a gate pass by accident: no command is an error, not
// help; values are not split at commas; the library never exits by itself.
func newApp(stdin io.Reader, stdout, stderr io.Writer) *cli.App {
	refuse := func(_ *cli.Context, err error, _ bool) error { return usage("%w", err) }
	app := &cli.App{
		Name:                      "soc2gate",
		Usage:                     "says whether a Terraform plan breaks a SOC 2 control of the AWS account it would change",
		Description:               exitCodes,
		Reader:                    stdin,
		Writer:                    stdout,
		ErrWriter:                 stderr,
		HideVersion:               true,
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              refuse,
		Commands:                  []*cli.Command{checkCommand(), renderCommand(), commentCommand(), collectCommand(), doctorCommand(), permissionsCommand(), evidenceCommand(), vendorCommand(), rulesCommand(), explainCommand(), responsibilityCommand(), versionCommand()},
		Action:                    noCommand,
	}
	for _, c := range app.Commands {
		c.OnUsageError = refuse
		c.HideHelpCommand = true // `check help` would pass; `check --help` is there
	}
	return app
}

const exitCodes = `Exit codes: 0 allow; 1 block; 2 bad usage or unreadable input; 3 cannot tell.
Nothing judged is never 0.`

// noCommand answers when no command of ours was named.
func noCommand(c *cli.Context) error {
	name := c.Args().First()
	if name == "" {
		return usage("no command was given; try `soc2gate check PLAN` or `soc2gate help`")
	}
	hint := "; `soc2gate help` lists them"
	if near := cli.SuggestCommand(c.App.Commands, name); near != "" && !strings.Contains(near, `""`) {
		hint = "; " + strings.ToLower(near[:1]) + strings.ReplaceAll(near[1:], `"`, "")
	}
	return usage("%q is not a command%s", name, hint)
}

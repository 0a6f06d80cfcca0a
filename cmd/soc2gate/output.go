package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/report"
)

// errSilent ends a command whose result already says everything.
var errSilent = errors.New("")

func outputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "format", Value: "text", Usage: "what standard output shows: " + strings.Join(report.Formats(), " or ")},
		&cli.StringSliceFlag{Name: "output", Usage: "also write `FORMAT=PATH`, with - for standard output in place of --format; may be repeated"},
		&cli.BoolFlag{Name: "include-holds", Usage: "list the findings that hold as well"},
		&cli.StringFlag{Name: "color", Value: "auto", Usage: "auto, always or never"},
		&cli.StringFlag{Name: "stack", Usage: "what this plan is called where there are several (`NAME`)"},
		&cli.StringFlag{Name: "root", Usage: "the directory of the root module within the repository (`DIR`)"},
		&cli.StringFlag{Name: "repository-url", Usage: "the address of the repository (`URL`), for links to lines; goes with --commit"},
		&cli.StringFlag{Name: "commit", Usage: "the commit at which lines are linked (`ID`)"},
		&cli.StringFlag{Name: "previous", Usage: "the JSON result of the run before (`FILE`), to say what changed since"},
		&cli.StringFlag{Name: "whole", Usage: "where the whole result is to be found, for outputs that have no room for it (`URL` or words)"},
		&cli.StringFlag{Name: "list", Value: report.ScopeIntroduced, Usage: "what sarif, github and gitlab list: introduced, or open for what the plan leaves as well"},
		&cli.StringFlag{Name: "anchor", Usage: "where sarif and gitlab list what no line decides (`FILE`; default: soc2gate.hcl)"},
	}
}

// outputs is where a result goes: every file is rendered from one judgement.
type outputs struct {
	format  string
	files   [][2]string // format and path
	options report.Options
}

func outputsOf(c *cli.Context) (outputs, error) {
	o := outputs{format: c.String("format")}
	if !slices.Contains(report.Formats(), o.format) {
		return o, usage("--format is one of %s, not %q", strings.Join(report.Formats(), ", "), o.format)
	}
	shown := c.IsSet("format")
	for _, pair := range c.StringSlice("output") {
		format, path, _ := strings.Cut(pair, "=")
		if !slices.Contains(report.Formats(), format) || path == "" {
			return o, usage("--output is FORMAT=PATH with a format of %s, not %q", strings.Join(report.Formats(), ", "), pair)
		}
		switch {
		case path != "-":
			o.files = append(o.files, [2]string{format, path})
		case shown:
			return o, usage("standard output shows one format, and %q is another", pair)
		default:
			o.format, shown = format, true
		}
	}
	var err error
	o.options, err = optionsOf(c)
	return o, err
}

// optionsOf reads what a reader may choose about an output. An empty value is
// none, because runners pass what nobody set as such.
func optionsOf(c *cli.Context) (report.Options, error) {
	o := report.Options{
		IncludeHolds: c.Bool("include-holds"), Stack: c.String("stack"), Root: c.String("root"), Repository: strings.TrimSuffix(c.String("repository-url"), "/"),
		Commit: c.String("commit"), Whole: c.String("whole"), Scope: c.String("list"), Anchor: c.String("anchor"),
	}
	if err := o.Check(); err != nil {
		return o, usage("%w", err)
	}
	var err error
	if o.Previous, err = previousOf(c); err != nil {
		return o, err
	}
	o.Color, err = colored(c.String("color"), c.App.Writer)
	return o, err
}

// previousOf reads the result of the run before, if there is one.
func previousOf(c *cli.Context) (*report.Trace, error) {
	path := c.String("previous")
	switch {
	case path == "":
		return nil, nil //nolint:nilnil // there was no run before
	case path == "-" && (c.Args().First() == "-" || c.String("json") == "-"):
		return nil, usage("standard input holds one file, and --previous is another; name a file for one of them")
	}
	previous, err := readResult(path, c.App.Reader)
	if err != nil {
		return nil, err
	}
	return previous.Trace(), nil
}

// colored follows the usual order: the flag, NO_COLOR, CLICOLOR_FORCE, TERM,
// and whether the stream is a terminal.
func colored(flag string, w io.Writer) (bool, error) {
	switch {
	case flag == "always":
		return true, nil
	case flag == "never":
		return false, nil
	case flag != "auto":
		return false, usage("--color is auto, always or never, not %q", flag)
	case os.Getenv("NO_COLOR") != "":
		return false, nil
	case os.Getenv("CLICOLOR_FORCE") != "" && os.Getenv("CLICOLOR_FORCE") != "0":
		return true, nil
	}
	return os.Getenv("TERM") != "dumb" && isTerminal(w), nil
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// write renders the result everywhere, and writes nothing before all of it is
// rendered. A result that could not be written counts as none.
func (o outputs) write(c *cli.Context, r report.Result) error {
	var stdout sheets
	err := report.Write(&stdout, o.format, r, o.options)
	rendered := make([]sheets, len(o.files))
	for i, file := range o.files {
		plain := o.options
		plain.Color = false
		err = errors.Join(err, report.Write(&rendered[i], file[0], r, plain))
	}
	for i := 0; err == nil && i < len(o.files); i++ {
		if err = writeFile(o.files[i][1], rendered[i]); err != nil {
			err = fmt.Errorf("write %s: %w", o.files[i][1], err)
		}
	}
	if err == nil {
		err = stdout.writeTo(c.App.Writer)
	}
	if err != nil {
		return exitError{gate.ExitCannotTell, err}
	}
	return nil
}

// writeFile writes to a neighbour and renames it, so that no half result is
// ever found under the name. What is no plain file, a pipe or a device, is
// written to as it is; a link is followed. Only the user may read the file.
func writeFile(path string, content sheets) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(path, slices.Concat(content...), 0o600) //nolint:wrapcheck // it names the path
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".soc2gate-*")
	if err != nil {
		return err //nolint:wrapcheck // as above
	}
	defer os.Remove(file.Name())
	err = content.writeTo(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path) //nolint:wrapcheck // as above
}

// patience is how long a person waits before wondering.
const patience = 2 * time.Second

// progress tells a person at a terminal what takes so long.
func progress(stderr io.Writer, doing string) (stop func()) {
	if !isTerminal(stderr) {
		return func() {}
	}
	timer := time.AfterFunc(patience, func() { say(stderr, "%s ...", doing) })
	return func() { timer.Stop() }
}

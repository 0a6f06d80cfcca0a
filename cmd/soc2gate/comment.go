package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/comment"
	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/report"
)

func commentCommand() *cli.Command {
	return &cli.Command{
		Name:      "comment",
		Usage:     "show the JSON result of a check in one comment on the pull request or merge request, or - for one on standard input",
		ArgsUsage: "RESULT",
		Description: "Nothing is judged: the exit code is 0 when the change shows the result, or one that\n" +
			"is newer; 2 for bad usage; and 3 if the host did not let it. The token is read from\n" +
			"GITHUB_TOKEN or GITLAB_TOKEN and from nowhere else. What is not passed is taken from\n" +
			"the variables of GitHub Actions and GitLab CI.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "host", Usage: "github or gitlab (default: where this runs, or else github)"},
			&cli.StringFlag{Name: "api-url", Usage: "the API of the host (`URL`), such as https://github.example.com/api/v3"},
			&cli.StringFlag{Name: "repo", Usage: "the repository, `OWNER/NAME`, or GitLab's project, by number or path"},
			&cli.IntFlag{Name: "pr", Usage: "the `NUMBER` of the pull request or merge request"},
			&cli.StringFlag{Name: "commit", Usage: "the head of the change that was judged (`ID`); if the change has moved on, nothing is written"},
			&cli.StringFlag{Name: "author", Usage: "who the token writes as (`LOGIN`; default: the host is asked)"},
			&cli.StringFlag{Name: "stack", Usage: "what this plan is called where there are several: each has a comment of its own (`NAME`)"},
			&cli.StringFlag{Name: "root", Usage: "the directory of the root module within the repository (`DIR`)"},
			&cli.StringFlag{Name: "whole", Usage: "where the whole result is to be found (`URL` or words; default: this run)"},
			&cli.StringFlag{Name: "previous", Usage: "the JSON result of the run before (`FILE`; default: what the comment that is there remembers)"},
			&cli.DurationFlag{Name: "timeout", Value: 3 * time.Minute, Usage: "the time for all of it, waits for rate limits included"},
			&cli.BoolFlag{Name: "dry-run", Usage: "show the comment on standard output and write nothing"},
		},
		Action: commentOn,
	}
}

// pause waits between tries; tests do not.
var pause comment.Pause = comment.Sleep

// commentOn shows a result on the change that it is of.
func commentOn(c *cli.Context) error {
	path := c.Args().First()
	switch {
	case c.NArg() == 0 || path == "":
		return usage("comment needs the path of a JSON result, or - for standard input")
	case c.NArg() > 1:
		return usage("comment takes one result, and %q is another argument", c.Args().Get(1))
	case c.Duration("timeout") <= 0:
		return usage("--timeout is a time like 3m")
	}
	host, place, err := openHost(c)
	if err != nil {
		return err
	}
	draft, err := draftOf(c, place)
	if err != nil {
		return err
	}
	if draft.Result, err = readResult(path, c.App.Reader); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(c.Context, c.Duration("timeout"))
	defer cancel()
	done, err := comment.Put(ctx, host, draft)
	if err != nil {
		return exitError{gate.ExitCannotTell, err}
	}
	return tell(c, done)
}

// openHost finds out where the comment goes and with which token.
func openHost(c *cli.Context) (comment.Host, comment.Place, error) {
	ci := comment.Surroundings{Getenv: os.Getenv}
	name := cmp.Or(c.String("host"), ci.Host())
	if name != comment.HostGitHub && name != comment.HostGitLab {
		return nil, comment.Place{}, usage("--host is github or gitlab, not %q", name)
	}
	place, err := ci.Place(name)
	if err != nil && (c.Int("pr") == 0 || c.String("commit") == "") {
		return nil, place, usage("%w", err)
	}
	place.API, place.Repo = cmp.Or(c.String("api-url"), place.API), cmp.Or(c.String("repo"), place.Repo)
	place.Number, place.Commit = cmp.Or(c.Int("pr"), place.Number), cmp.Or(c.String("commit"), place.Commit)
	place.Whole = cmp.Or(c.String("whole"), place.Whole)
	variable, token := ci.Token(name)
	access := comment.Access{API: place.API, Token: strings.TrimSpace(token), Pause: storied(c.App.ErrWriter)}
	switch {
	case access.Token == "":
		return nil, place, usage("%s is not set; a workflow passes its token as an environment variable of the step", variable)
	case access.Check() != nil:
		return nil, place, usage("%w", access.Check())
	case place.Check() != nil:
		return nil, place, usage("%w", place.Check())
	}
	if name == comment.HostGitLab {
		lab, err := comment.NewGitLab(access, place)
		return lab, place, err
	}
	hub, err := comment.NewGitHub(access, place)
	return hub, place, err
}

// storied says why it waits.
func storied(stderr io.Writer) comment.Pause {
	return func(ctx context.Context, d time.Duration, why string) error {
		say(stderr, "waiting %s: %s", d.Round(time.Second), why)
		return pause(ctx, d, why)
	}
}

func draftOf(c *cli.Context, p comment.Place) (comment.Draft, error) {
	d := comment.Draft{
		Options: report.Options{Stack: c.String("stack"), Root: c.String("root"), Whole: p.Whole},
		Commit:  p.Commit, Author: c.String("author"), DryRun: c.Bool("dry-run"),
		Now: time.Now(), //nolint:forbidigo // it bounds when a plan can have been made
	}
	if err := d.Options.Check(); err != nil {
		return d, usage("%w", err)
	}
	var err error
	d.Options.Previous, err = previousOf(c)
	return d, err
}

// tell says what was done: on standard output, or on standard error if the
// comment itself is shown there.
func tell(c *cli.Context, done comment.Done) error {
	line := done.What
	if done.URL != "" {
		line += " " + done.URL
	}
	if done.Why != "" {
		line += ": " + done.Why
	}
	line = report.Clean(line)
	if done.Note != "" {
		say(c.App.ErrWriter, "%s", done.Note)
	}
	text := line + "\n"
	if c.Bool("dry-run") && done.Body != "" {
		say(c.App.ErrWriter, "%s", line)
		text = done.Body
	}
	if _, err := io.WriteString(c.App.Writer, text); err != nil {
		return exitError{gate.ExitCannotTell, fmt.Errorf("write: %w", err)}
	}
	return nil
}

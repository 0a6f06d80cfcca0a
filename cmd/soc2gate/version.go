package main

import (
	"fmt"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/rules"
)

func versionCommand() *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: "print the version of the program and of its rules",
		Action: func(c *cli.Context) error {
			if c.NArg() > 0 {
				return usage("version takes no argument, and %q is one", c.Args().First())
			}
			_, err := fmt.Fprintf(c.App.Writer, "soc2gate %s, %d rules\n", version(), len(rules.All()))
			return err //nolint:wrapcheck // nothing to add
		},
	}
}

// release is the version of a release, which the linker sets (see .goreleaser.yaml). A
// commit would be in the way of building the same bytes again from the next one.
var release string

// version is what the build says of itself: the release, the module's version, or
// the commit it was built from.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && info.Main.Version == "(devel)" {
			return s.Value
		}
	}
	return info.Main.Version
}

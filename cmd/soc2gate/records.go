package main

import (
	"os"

	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/evidence"
)

// recordsFlag has no default: what lies in the working directory is what a pull
// request put there, and it must not sign itself off.
func recordsFlag() cli.Flag {
	return &cli.StringFlag{Name: "records", Usage: "the signed records, from the protected branch (`DIR`; docs/records.md)"}
}

// recordsOf reads the signed records, or nil if there are to be none.
func recordsOf(c *cli.Context) (*evidence.Records, error) {
	if !c.IsSet("records") {
		return nil, nil //nolint:nilnil // no records are no error
	}
	return readRecords(c.String("records"))
}

func readRecords(dir string) (*evidence.Records, error) {
	if dir == "" {
		return nil, usage("--records is empty")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, usage("records: %w", err)
	}
	defer root.Close() //nolint:errcheck // it was only read
	all, err := evidence.Read(root.FS())
	if err != nil {
		return nil, usage("%s: %w", dir, err)
	}
	return all, nil
}

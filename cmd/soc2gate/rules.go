package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/rules"
)

func rulesCommand() *cli.Command {
	return &cli.Command{
		Name:  "rules",
		Usage: "list the rules",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Value: "text", Usage: "text or json"},
			&cli.BoolFlag{Name: "coverage", Usage: "say of each criterion which rules support it, and what a person must add"},
		},
		Action: func(c *cli.Context) error {
			if c.NArg() > 0 {
				return usage("rules takes no argument, and %q is one", c.Args().First())
			}
			text, program := listRules, writeRules
			if c.Bool("coverage") {
				text, program = listCoverage, writeCoverage
			}
			switch c.String("format") {
			case "text":
				return text(c.App.Writer)
			case "json":
				return program(c.App.Writer)
			}
			return usage("--format is text or json, not %q", c.String("format"))
		},
	}
}

func listRules(w io.Writer) error {
	for _, r := range rules.All() {
		if _, err := fmt.Fprintf(w, "%-28s %-9s %-18s %s\n", r.ID, r.Severity, strings.Join(criteria(r), " "), r.Title); err != nil {
			return fmt.Errorf("write rules: %w", err)
		}
	}
	return nil
}

func criteria(r *rules.Rule) []string {
	ids := make([]string, len(r.Criteria))
	for i, s := range r.Criteria {
		ids[i] = string(s.Criterion)
	}
	return ids
}

// ruleRecord is a rule as `rules --format json` shows it.
type ruleRecord struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Severity string          `json:"severity"`
	Tier     int             `json:"tier"`
	Criteria []supportRecord `json:"criteria"`
	Why      string          `json:"why"`
	Fix      string          `json:"fix"`
	Reads    []string        `json:"reads"`
	Sort     string          `json:"sort"` // control, notice, refusal or standing
}

type supportRecord struct {
	Criterion string `json:"criterion"`
	Because   string `json:"because"`
}

func writeRules(w io.Writer) error {
	var all []ruleRecord
	for _, r := range rules.All() {
		record := ruleRecord{ID: r.ID, Title: r.Title, Severity: r.Severity.String(), Tier: r.Tier, Why: r.Why, Fix: r.Fix, Reads: []string{}, Sort: r.Sort.String()}
		for _, s := range r.Criteria {
			record.Criteria = append(record.Criteria, supportRecord{string(s.Criterion), s.Because})
		}
		for _, k := range r.Reads {
			record.Reads = append(record.Reads, string(k))
		}
		all = append(all, record)
	}
	if err := json.MarshalWrite(w, all, jsontext.WithIndent("  ")); err != nil {
		return fmt.Errorf("write rules: %w", err)
	}
	_, err := fmt.Fprintln(w)
	return err //nolint:wrapcheck // the line break of the above
}

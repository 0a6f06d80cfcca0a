package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/rules"
)

// coverageRecord is a criterion as `rules --coverage --format json` shows it.
type coverageRecord struct {
	Criterion string   `json:"criterion"`
	Title     string   `json:"title"`
	Coverage  string   `json:"coverage"` // full, partial or none, by the rules there are
	Reach     string   `json:"reach"`    // how far configuration can be evidence at all
	Rules     []string `json:"rules"`
	ToAdd     string   `json:"to_add"` // what a person must provide
}

func coverageRecords() []coverageRecord {
	var all []coverageRecord
	for _, c := range rules.Coverages() {
		one := coverageRecord{
			Criterion: string(c.Criterion), Title: c.Criterion.Title(), Coverage: string(c.Reach),
			Reach: string(c.Criterion.Reach()), Rules: []string{}, ToAdd: c.ToAdd,
		}
		for _, r := range c.Rules {
			one.Rules = append(one.Rules, r.ID)
		}
		all = append(all, one)
	}
	return all
}

func listCoverage(w io.Writer) error {
	var b strings.Builder
	b.WriteString("A rule supports a criterion; whether it is met is the opinion of an auditor.\n\n")
	for _, c := range coverageRecords() {
		fmt.Fprintf(&b, "%-6s %-8s %s\n", c.Criterion, c.Coverage, c.Title)
		fmt.Fprintf(&b, "%15s rules: %s\n", "", cmp.Or(strings.Join(c.Rules, ", "), "none"))
		fmt.Fprintf(&b, "%15s a person adds: %s\n", "", c.ToAdd)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write coverage: %w", err)
	}
	return nil
}

func writeCoverage(w io.Writer) error {
	if err := json.MarshalWrite(w, coverageRecords(), jsontext.WithIndent("  ")); err != nil {
		return fmt.Errorf("write coverage: %w", err)
	}
	_, err := fmt.Fprintln(w)
	return err //nolint:wrapcheck // the line break of the above
}

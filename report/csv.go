package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

var csvHead = []string{
	"rule", "verdict", "blocks", "severity", "criteria", "address", "subject", "account", "region", "file", "line", "before", "after", "message", "to_know", "fix",
}

// writeCSV renders every finding as a row for a spreadsheet. The first row is the
// decision, so that no table of a plan that is not allowed is empty.
func writeCSV(w io.Writer, r Result, o Options) error {
	word, why := decision(r)
	rows := [][]string{csvHead, {"decision", r.Decision, strconv.FormatBool(word != "ALLOWED"), "", "", "", "", r.Scope.Account, "", "", "", "", "", why, "", ""}}
	if r.Scope.Synthetic {
		rows[1][13] += "; synthetic: " + synthetic
	}
	for _, f := range visible(r, o) {
		var file, line string
		if place, _ := o.spots(f); place != nil {
			file, line = place.File, strconv.Itoa(place.Start)
		}
		rows = append(rows, []string{
			f.Rule, f.Verdict, strconv.FormatBool(f.Blocks), f.Severity, strings.Join(f.Criteria, " "), f.Address, f.Subject, f.Account, f.Region,
			file, line, f.Before, f.After, mayBe(f) + f.Message, strings.Join(f.ToKnow, "; "), f.Fix,
		})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = cell(row[i])
		}
	}
	out := csv.NewWriter(w)
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// cell makes a text safe in a table that a spreadsheet opens: it takes what
// begins with one of these for a formula, also in their full width (OWASP, CSV
// injection, 2026-11).
func cell(s string) string {
	s = cut(Escape(s), 3*longest)
	if strings.IndexAny(strings.TrimLeft(s, " \u00a0\u3000"), "=+-@＝＋－＠") == 0 {
		return "'" + s
	}
	return s
}

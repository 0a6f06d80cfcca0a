package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// writeJSON renders the result for programs. Lists are never missing.
func writeJSON(w io.Writer, r Result, o Options) error {
	r.Findings = visible(r, o)
	var b strings.Builder
	err := json.MarshalWrite(&b, r, jsontext.WithIndent("  "), json.FormatNilSliceAsNull(false), json.Deterministic(true))
	if err == nil {
		_, err = io.WriteString(w, escapeJSON(b.String())+"\n")
	}
	if err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

// escapeJSON writes characters that a terminal would obey as JSON escapes:
// programs read the same, and a person who looks at the JSON is not misled.
func escapeJSON(s string) string {
	if !strings.ContainsFunc(s, misleads) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if !misleads(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}

func misleads(r rune) bool { return r != '\n' && unseen(r) }

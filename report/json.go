package report

import (
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// writeJSON renders the result for programs. Lists are never missing.
func writeJSON(w io.Writer, r Result, o Options) error {
	r.Findings = visible(r, o)
	err := json.MarshalWrite(w, r, jsontext.WithIndent("  "), json.FormatNilSliceAsNull(false), json.Deterministic(true))
	if err == nil {
		_, err = io.WriteString(w, "\n")
	}
	if err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

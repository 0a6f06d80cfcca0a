package report

import (
	"fmt"
	"io"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// writeJSON renders the result for programs. Lists are never missing.
func writeJSON(w io.Writer, r Result, o Options) error {
	r.Findings = visible(r, o)
	out := &escaper{w: w}
	err := json.MarshalWrite(out, r, jsontext.WithIndent("  "), json.FormatNilSliceAsNull(false), json.Deterministic(true))
	if err == nil {
		_, err = io.WriteString(out, "\n")
	}
	if err == nil {
		err = out.close()
	}
	if err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

// escaper writes characters that a terminal would obey as JSON escapes:
// programs read the same, and a person who looks at the JSON is not misled.
type escaper struct {
	w    io.Writer
	rest []byte // the beginning of a character
}

func (e *escaper) Write(p []byte) (int, error) {
	if len(e.rest) == 0 && !slices.ContainsFunc(p, suspicious) {
		return e.w.Write(p) //nolint:wrapcheck // writeJSON does
	}
	text := append(e.rest, p...) //nolint:gocritic // what is left of it comes back below
	var out []byte
	for len(text) > 0 && utf8.FullRune(text) {
		r, n := utf8.DecodeRune(text)
		out, text = appendEscaped(out, r), text[n:]
	}
	e.rest = text
	_, err := e.w.Write(out)
	return len(p), err
}

// close writes what is left if the last character is not whole.
func (e *escaper) close() error {
	var out []byte
	for range e.rest {
		out = appendEscaped(out, utf8.RuneError)
	}
	_, err := e.w.Write(out)
	return err //nolint:wrapcheck // writeJSON does
}

// suspicious tells the bytes that may belong to a character that misleads.
func suspicious(b byte) bool {
	return b >= utf8.RuneSelf || b == 0x7f || b == '#' || b < ' ' && b != '\n'
}

func appendEscaped(out []byte, r rune) []byte {
	if !misleads(r) {
		return utf8.AppendRune(out, r)
	}
	for _, unit := range utf16.Encode([]rune{r}) {
		out = fmt.Appendf(out, `\u%04x`, unit)
	}
	return out
}

// misleads tells characters that are not written as they are; two # are how
// runners know commands in the middle of a line.
func misleads(r rune) bool { return r != '\n' && (unseen(r) || r == '#') }

package report

import (
	"bytes"
	"testing"
)

// TestEscaperTakesAnyPieces cuts a text anywhere, also within characters.
func TestEscaperTakesAnyPieces(t *testing.T) {
	const text = "{\"a\":\"é\u202e\u0085𝄞\x7f\U000e0001\"}\n"
	const want = "{\"a\":\"é\\u202e\\u0085𝄞\\u007f\\udb40\\udc01\"}\n"
	for size := 1; size <= len(text); size++ {
		var out bytes.Buffer
		e := &escaper{w: &out}
		for rest := []byte(text); len(rest) > 0; rest = rest[min(size, len(rest)):] {
			if _, err := e.Write(rest[:min(size, len(rest))]); err != nil {
				t.Fatal(err)
			}
		}
		if err := e.close(); err != nil || out.String() != want {
			t.Errorf("in pieces of %d: %q, %v", size, out.String(), err)
		}
	}
}

package report

import (
	"fmt"
	"strings"
	"unicode"
)

// longest is how much of one name an output shows.
const longest = 400

// Clean makes a text that an attacker may have chosen safe to print, and cuts
// it in the middle if it is too long.
func Clean(s string) string {
	s = Escape(s)
	if runes := []rune(s); len(runes) > longest {
		return string(runes[:longest/2]) + " ... " + string(runes[len(runes)-longest/2:])
	}
	return s
}

// Escape shows control characters, line breaks and characters that turn the
// direction of writing as escapes.
func Escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unseen(r):
			fmt.Fprintf(&b, `\u{%x}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unseen tells characters that a terminal obeys instead of showing.
func unseen(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar
}

package report

import (
	"fmt"
	"strings"
	"unicode"
)

// longest is how much of one name an output shows.
const longest = 400

// Clean makes a text that an attacker may have chosen safe to print: control
// characters, line breaks and characters that turn the direction of writing
// are shown as escapes, and what is too long is cut in the middle.
func Clean(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '\u2028', r == '\u2029', r == unicode.ReplacementChar:
			fmt.Fprintf(&b, `\u{%x}`, r)
		default:
			b.WriteRune(r)
		}
	}
	runes := []rune(b.String())
	if len(runes) <= longest {
		return b.String()
	}
	return string(runes[:longest/2]) + " ... " + string(runes[len(runes)-longest/2:])
}

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
func Clean(s string) string { return cut(Escape(s), longest) }

// cut shortens a text in its middle.
func cut(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most/2]) + " ... " + string(runes[len(runes)-most/2:])
	}
	return s
}

// Escape shows control characters, line breaks and characters that turn the
// direction of writing as escapes, and breaks the marks up by which runners of
// GitHub and Azure know a command: one form at the beginning of a line, the
// other anywhere in it (actions/runner, 2026-11).
func Escape(s string) string {
	if harmless(s) {
		return s
	}
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
	out := commandMarks.Replace(b.String())
	if rest := strings.TrimLeft(out, " "); strings.HasPrefix(rest, "::") {
		out = out[:len(out)-len(rest)] + `\u{3a}` + rest[1:]
	}
	return out
}

// harmless tells of most texts that there is nothing in them to escape.
func harmless(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == '#' {
			return false
		}
	}
	return !strings.HasPrefix(strings.TrimLeft(s, " "), "::")
}

var commandMarks = strings.NewReplacer("##[", `#\u{23}[`, "##v", `#\u{23}v`, "##V", `#\u{23}V`)

// unseen tells characters that a terminal obeys instead of showing, or that
// nobody sees.
func unseen(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar ||
		unicode.Is(unicode.Variation_Selector, r) || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Noncharacter_Code_Point, r)
}

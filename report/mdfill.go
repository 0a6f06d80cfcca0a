package report

import (
	"fmt"
	"strings"
)

// section is a part of a Markdown text that is made of entries.
type section struct {
	title   string
	folded  bool
	entries []entry
	reserve int    // the least room that it is left by those before it
	whole   string // where everything is to be found
	rules   []entry
}

// entry is one finding in two lengths.
type entry struct{ full, line string }

// noteRoom is the room for saying what is missing.
const noteRoom = 400

// fill puts the sections into the room that there is, the first ones first. An
// entry is never cut: there is all of it, or one line, or the number of those
// that are missing.
func fill(sections []section, room int) string {
	for _, s := range sections {
		room -= s.reserve
	}
	var b strings.Builder
	for _, s := range sections {
		room += s.reserve
		text := s.fit(room)
		room -= len(text)
		b.WriteString(text)
	}
	return b.String()
}

func (s section) frame() (begin, end string) {
	if s.folded {
		return "<details><summary>" + s.title + "</summary>\n\n", "\n</details>\n\n"
	}
	return "### " + s.title + "\n\n", "\n"
}

// fit renders the section in at most so many bytes.
func (s section) fit(room int) string {
	begin, end := s.frame()
	room -= len(begin) + len(end) + noteRoom
	entries := s.entries
	if size(entries, line) > room && len(s.rules) > 0 {
		entries = s.rules
	}
	used, shown, full := 0, 0, 0
	for _, e := range entries {
		if used+len(e.line) > room {
			break
		}
		used += len(e.line)
		shown++
	}
	for ; full < shown && shown == len(entries); full++ {
		grown := used - len(entries[full].line) + len(entries[full].full)
		if grown > room {
			break
		}
		used = grown
	}
	var b strings.Builder
	b.WriteString(begin)
	for i, e := range entries[:shown] {
		if i < full {
			b.WriteString(e.full)
		} else {
			b.WriteString(e.line)
		}
	}
	return b.String() + s.note(full, shown, len(entries)) + end
}

func line(e entry) string { return e.line }

func size(entries []entry, form func(entry) string) int {
	n := 0
	for _, e := range entries {
		n += len(form(e))
	}
	return n
}

// note says what is not shown, and where it is.
func (s section) note(full, shown, of int) string {
	n := len(s.entries)
	switch {
	case of != n:
		return fmt.Sprintf("\nThere is no room for the %d findings: shown are %d of the %d rules. All findings are in %s.\n", n, shown, of, s.whole)
	case shown < n:
		return fmt.Sprintf("\nShown are %d of %d; the other %d are in %s.\n", shown, n, n-shown, s.whole)
	case full < n && s.entries[n-1].full != s.entries[n-1].line:
		return fmt.Sprintf("\nOf %d findings %d are shown in one line each. All of it is in %s.\n", n, n-full, s.whole)
	}
	return ""
}

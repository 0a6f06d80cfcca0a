package report

import (
	"slices"
	"strings"
)

// shortName is how much of one name a Markdown text shows.
const shortName = 120

// mdCode sets a text that an attacker may have chosen as a code span, in which
// nothing is a mention, a link, an image, HTML or Markdown. It is the only way
// for such a text into Markdown.
func mdCode(s string) string {
	s = cut(Escape(s), shortName)
	s = tableMarks.Replace(s)
	if strings.TrimSpace(s) == "" {
		return "` `"
	}
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	if s[0] == '`' || s[len(s)-1] == '`' || s[0] == ' ' && s[len(s)-1] == ' ' {
		s = " " + s + " "
	}
	return fence + s + fence
}

// tableMarks are what counts in raw text, code or not: a table is cut at bars
// before code spans are seen, and a comment of HTML may mark a text as ours.
var tableMarks = strings.NewReplacer("|", `\u{7c}`, "<!--", `<\u{21}--`)

// longestRun is the length of the longest run of a character.
func longestRun(s string, c rune) int {
	most, run := 0, 0
	for _, r := range s {
		if r != c {
			run = 0
			continue
		}
		run++
		most = max(most, run)
	}
	return most
}

// mdProse sets a sentence: plain words stand as they are, and whatever else
// there is becomes code. Names that are known to stand in it become one code
// span each, whatever words they are made of.
func mdProse(s string, names ...string) string {
	s = cut(s, 3*longest)
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == "" || plainWord(name) })
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	return strings.Join(mdSplit(s, names), " ")
}

func mdSplit(s string, names []string) []string {
	if len(names) == 0 {
		return mdWords(s)
	}
	parts := strings.Split(s, names[0])
	var out []string
	for i, part := range parts {
		if i > 0 {
			out = append(out, mdCode(names[0]))
		}
		out = append(out, mdSplit(part, names[1:])...)
	}
	return out
}

// mdWords sets plain words as they are, and those that follow each other and
// are not plain as code.
func mdWords(s string) []string {
	var out, odd []string
	flush := func() {
		if len(odd) > 0 {
			text := strings.Join(odd, " ")
			core := strings.TrimRight(text, ".,;:")
			if core == "" {
				core = text
			}
			out, odd = append(out, mdCode(core)+text[len(core):]), nil
		}
	}
	for _, word := range strings.Fields(Escape(s)) {
		if !plainWord(word) && word != "=" {
			odd = append(odd, word)
			continue
		}
		flush()
		out = append(out, word)
	}
	flush()
	return out
}

// plainWord tells whether a word means nothing to Markdown, HTML and the hosts
// of repositories: letters, with marks of punctuation where prose has them. A
// word of hexadecimal digits may be a commit, and one with a dot a host; www with
// the dot that ends a sentence is one as well.
func plainWord(word string) bool {
	core := strings.TrimRight(strings.TrimLeft(word, "(\""), ".,;:)\"")
	if core == "" || len(core) > 40 || len(word) > len(core)+4 || strings.HasSuffix(strings.ToLower(core), "www") {
		return false
	}
	digits := 0
	for _, r := range core {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '-', r == '\'', r == '/', r == '.':
		case r >= '0' && r <= '9':
			digits++
		default:
			return false
		}
	}
	return digits == 0 && letters(core) || digits == len(core) && digits < 7
}

// letters tells whether marks stand only between letters, and dots nowhere. Letters
// that could as well be the digits of a commit are none.
func letters(core string) bool {
	for part := range strings.FieldsFuncSeq(core, mark) {
		if strings.Contains(part, ".") || len(part) >= 7 && strings.Trim(strings.ToLower(part), "abcdef") == "" {
			return false
		}
	}
	last := rune('-')
	for _, r := range core + "-" {
		if mark(r) && mark(last) {
			return false
		}
		last = r
	}
	return true
}

func mark(r rune) bool { return r == '-' || r == '\'' || r == '/' }

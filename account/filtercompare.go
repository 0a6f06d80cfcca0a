package account

import "strings"

// spelled is one spelling of a value, which may stand in quotes.
func spelled(value []string) string {
	if value[2] != "" && !numeral.MatchString(value[2]) {
		return value[2]
	}
	return value[0]
}

// of asks about the member that a selector names. Members of lists, and those
// in brackets, are not followed.
func of(selector, question string, ask func(scalar) Tri) filter {
	path := plainPath.FindStringSubmatch(selector)
	f := filter{func(*Activity) Tri { return Unknown }, []string{selector + " " + question}}
	if path != nil {
		f.matches = func(ev *Activity) Tri { return ask(ev.at(path[1])) }
	}
	return f
}

// missing is NOT EXISTS.
func (s scalar) missing() Tri {
	if s.kind == scalarUnknown {
		return Unknown
	}
	return triOf(s.kind == scalarAbsent)
}

// constant is IS NULL, IS TRUE or IS FALSE.
func (s scalar) constant(name string) Tri {
	switch s.kind {
	case scalarTruth:
		return triOf(name != "NULL" && s.truth == (name == "TRUE"))
	case scalarText, scalarNumber, scalarObject:
		return False
	case scalarUnknown, scalarAbsent:
	}
	return Unknown
}

// compare is a comparison with a value, which may have wildcards. What a
// comparison with a member that is not there gives is documented for = only.
func (s scalar) compare(how string, value []string) Tri {
	quoted := strings.HasPrefix(value[0], `"`)
	text := value[0]
	if quoted {
		text = value[2]
	}
	unclear := strings.HasPrefix(text, "%") || !quoted && numeral.MatchString(text)
	switch {
	case how == "=" && s.kind == scalarAbsent:
		return False
	case s.kind != scalarText || unclear || how != "=" && how != "!=":
		return Unknown
	}
	return triOf(globs(text, s.text) == (how == "="))
}

// globs tells whether the pattern, in which * stands for any characters, is
// the text.
func globs(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	last := len(parts) - 1
	text, ok := strings.CutPrefix(text, parts[0])
	for _, part := range parts[1:last] {
		_, rest, found := strings.Cut(text, part)
		text, ok = rest, ok && found
	}
	return ok && strings.HasSuffix(text, parts[last])
}

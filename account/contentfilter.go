package account

import (
	"slices"
	"strings"
)

// contentFilter asks one of EventBridge's comparisons (AWS documentation,
// 2026-11). One that is not listed here is not understood.
func contentFilter(name string, argument any, s scalar) Tri {
	if s.kind == scalarUnknown || s.kind == scalarObject {
		return Unknown
	}
	if name == "exists" {
		want, ok := argument.(bool)
		return unlessOdd(!ok, triOf((s.kind != scalarAbsent) == want))
	}
	if s.kind == scalarAbsent {
		return unlessOdd(name == "anything-but", False) // what that makes of it is not documented
	}
	switch name {
	case "anything-but":
		return anyOfThese(argument, s).not()
	case "numeric":
		list, _ := argument.([]any)
		return inRange(list, s)
	}
	return textFilter(name, argument, s)
}

// unlessOdd is the truth, or unknown if something is odd.
func unlessOdd(odd bool, t Tri) Tri {
	if odd {
		return Unknown
	}
	return t
}

// textFilter asks the comparisons of texts; of a number none is true.
func textFilter(name string, argument any, s scalar) Tri {
	if name == "prefix" || name == "suffix" {
		if inner, ok := argument.(map[string]any); ok && len(inner) == 1 {
			folded, isText := inner["equals-ignore-case"].(string)
			lower := scalar{kind: s.kind, text: strings.ToLower(s.text)}
			return unlessOdd(!isText, textFilter(name, strings.ToLower(folded), lower))
		}
	}
	text, ok := argument.(string)
	asked := map[string]func(string, string) bool{
		"prefix": strings.HasPrefix, "suffix": strings.HasSuffix, "equals-ignore-case": strings.EqualFold,
		"wildcard": func(have, pattern string) bool { return globs(pattern, have) },
	}[name]
	if !ok || asked == nil || strings.Contains(text, `\`) {
		return Unknown
	}
	return triOf(s.kind == scalarText && asked(s.text, text))
}

// anyOfThese is what anything-but is the opposite of: a value, several, or
// another comparison.
func anyOfThese(argument any, s scalar) Tri {
	switch a := argument.(type) {
	case map[string]any:
		if len(a) != 1 {
			return Unknown
		}
		for name, inner := range a {
			return oneOfTexts(name, inner, s)
		}
	case []any:
		if !slices.ContainsFunc(a, func(one any) bool { _, nested := one.(map[string]any); return nested }) {
			return matchAny(a, s)
		}
	case string, float64:
		return matchScalar(argument, s)
	}
	return Unknown
}

// oneOfTexts asks a comparison about one text or about several.
func oneOfTexts(name string, argument any, s scalar) Tri {
	list, ok := argument.([]any)
	if !ok {
		return textFilter(name, argument, s)
	}
	one := unlessOdd(len(list) == 0, False)
	for _, text := range list {
		one = one.or(textFilter(name, text, s))
	}
	return one
}

// inRange is numeric: one or two comparisons, all of which must be true.
func inRange(list []any, s scalar) Tri {
	if len(list) == 0 || len(list)%2 != 0 {
		return Unknown
	}
	all := triOf(s.kind == scalarNumber)
	for i := 0; i < len(list); i += 2 {
		how, isText := list[i].(string)
		bound, isNumber := list[i+1].(float64)
		holds, known := map[string]bool{
			"=": s.number == bound, "<": s.number < bound, "<=": s.number <= bound, ">": s.number > bound, ">=": s.number >= bound,
		}[how]
		if !isText || !isNumber || !known {
			return Unknown
		}
		all = all.and(triOf(holds))
	}
	return all
}

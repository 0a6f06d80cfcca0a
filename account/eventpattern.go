package account

import (
	"strings"

	"github.com/go-json-experiment/json"
)

// eventPattern is an EventBridge event pattern; nil if it was not understood.
type eventPattern map[string]any

// readEventPattern reads a pattern. One with a member that is there twice, or
// without any, is not understood.
func readEventPattern(text string) eventPattern {
	var p map[string]any
	if err := json.Unmarshal([]byte(text), &p); err != nil || len(p) == 0 {
		return nil
	}
	return p
}

// matches tells whether the pattern matches every event of the activity.
func (p eventPattern) matches(ev *Activity) Tri {
	if len(p) == 0 {
		return Unknown
	}
	return matchObject(p, "", ev)
}

func matchObject(p map[string]any, path string, ev *Activity) Tri {
	all := True
	for name, value := range p {
		if strings.Contains(name, ".") {
			return Unknown
		}
		all = all.and(matchMember(name, value, path, ev))
	}
	return all
}

func matchMember(name string, value any, path string, ev *Activity) Tri {
	switch v := value.(type) {
	case map[string]any:
		if len(v) == 0 {
			return Unknown
		}
		return matchObject(v, path+name+".", ev)
	case []any:
		if name == "$or" {
			return matchAlternatives(v, path, ev)
		}
		return matchAny(v, ev.at(path+name))
	}
	return Unknown
}

// matchAlternatives is $or, of which one of several objects has to match.
func matchAlternatives(objects []any, path string, ev *Activity) Tri {
	if len(objects) == 0 {
		return Unknown
	}
	one := False
	for _, o := range objects {
		inner, ok := o.(map[string]any)
		if !ok || len(inner) == 0 {
			return Unknown
		}
		one = one.or(matchObject(inner, path, ev))
	}
	return one
}

// matchAny tells whether one of the matchers of a member matches it.
func matchAny(matchers []any, s scalar) Tri {
	if len(matchers) == 0 {
		return Unknown
	}
	one := False
	for _, m := range matchers {
		one = one.or(matchScalar(m, s))
	}
	return one
}

// matchScalar asks a matcher, which is a value or a content filter.
func matchScalar(matcher any, s scalar) Tri {
	content, ok := matcher.(map[string]any)
	switch {
	case ok && len(content) == 1:
		for name, argument := range content {
			return contentFilter(name, argument, s)
		}
	case ok || s.kind == scalarUnknown || s.kind == scalarObject:
		return Unknown
	}
	switch m := matcher.(type) {
	case string:
		return triOf(s.kind == scalarText && s.text == m)
	case float64:
		return triOf(s.kind == scalarNumber && s.number == m)
	case bool:
		return triOf(s.kind == scalarTruth && s.truth == m)
	case nil:
		return False // what is known is not null
	}
	return Unknown
}

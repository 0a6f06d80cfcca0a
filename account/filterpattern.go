package account

import (
	"regexp"
	"slices"
	"strings"
)

// filter is a filter pattern of CloudWatch Logs, or a part of one, that was
// understood.
type filter struct {
	// matches tells whether it matches every event of an activity.
	matches func(*Activity) Tri
	// either are its alternatives, each in one spelling.
	either []string
}

// anyEvent is the alternative of the empty pattern.
const anyEvent = ""

// within tells whether all alternatives of the filter are among the other's,
// so that it matches no event that the other does not.
func (f filter) within(other filter) bool {
	return slices.Contains(other.either, anyEvent) ||
		!slices.ContainsFunc(f.either, func(one string) bool { return !slices.Contains(other.either, one) })
}

// longestFilter is the longest pattern that CloudWatch Logs takes (AWS
// documentation, 2026-11).
const longestFilter = 1024

// readFilter reads a pattern for JSON events, or the empty pattern, which
// matches every event. Patterns of other forms are not understood.
func readFilter(pattern string) (filter, bool) {
	text := strings.TrimSpace(pattern)
	if text == "" {
		return filter{func(*Activity) Tri { return True }, []string{anyEvent}}, true
	}
	inner, opened := strings.CutPrefix(text, "{")
	inner, closed := strings.CutSuffix(inner, "}")
	if !opened || !closed || len(text) > longestFilter {
		return filter{}, false
	}
	r := &filterReader{rest: inner}
	all := r.either()
	return all, !r.bad && strings.TrimSpace(r.rest) == ""
}

// filterReader reads a pattern from the left. Once it is bad it stays so.
type filterReader struct {
	rest string
	bad  bool
}

// take reads the token if it comes next.
func (r *filterReader) take(token string) bool {
	rest, ok := strings.CutPrefix(strings.TrimSpace(r.rest), token)
	if ok {
		r.rest = rest
	}
	return ok
}

// find reads what the expression, which starts at the beginning, finds.
func (r *filterReader) find(what *regexp.Regexp) ([]string, bool) {
	rest := strings.TrimSpace(r.rest)
	found := what.FindStringSubmatch(rest)
	if found != nil {
		r.rest = rest[len(found[0]):]
	}
	return found, found != nil
}

// either reads comparisons joined by ||, which binds less than &&.
func (r *filterReader) either() filter {
	one := r.both()
	for !r.bad && r.take("||") {
		first, second := one, r.both()
		one = filter{
			func(ev *Activity) Tri { return first.matches(ev).or(second.matches(ev)) },
			slices.Concat(first.either, second.either),
		}
	}
	return one
}

func (r *filterReader) both() filter {
	one := r.single()
	for !r.bad && r.take("&&") {
		first, second := one, r.single()
		one = filter{
			func(ev *Activity) Tri { return first.matches(ev).and(second.matches(ev)) },
			[]string{"(" + strings.Join(first.either, " || ") + ") && (" + strings.Join(second.either, " || ") + ")"},
		}
	}
	return one
}

func (r *filterReader) single() filter {
	if !r.take("(") {
		return r.comparison()
	}
	inner := r.either()
	r.bad = r.bad || !r.take(")")
	return inner
}

var (
	selector   = regexp.MustCompile(`^\$[^\s=!<>(){}|&"]+`)
	plainPath  = regexp.MustCompile(`^\$\.([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*)$`)
	notThere   = regexp.MustCompile(`^NOT\s+EXISTS\b`)
	isConstant = regexp.MustCompile(`^IS\s+(NULL|TRUE|FALSE)\b`)
	comparator = regexp.MustCompile(`^(!=|=|<=|>=|<|>)`)
	operand    = regexp.MustCompile(`^("([^"\\%]*)"|%[^%]+%|[A-Za-z0-9_.*-]+)`)
	numeral    = regexp.MustCompile(`^-?[0-9.]+$`)
)

// comparison reads a selector and what is asked of it.
func (r *filterReader) comparison() filter {
	named, ok := r.find(selector)
	r.bad = r.bad || !ok
	if r.bad {
		return filter{}
	}
	if _, found := r.find(notThere); found {
		return of(named[0], "NOT EXISTS", scalar.missing)
	}
	if found, ok := r.find(isConstant); ok {
		return of(named[0], "IS "+found[1], func(s scalar) Tri { return s.constant(found[1]) })
	}
	how, ok1 := r.find(comparator)
	value, ok2 := r.find(operand)
	if r.bad = !ok1 || !ok2; r.bad {
		return filter{}
	}
	return of(named[0], how[1]+" "+spelled(value), func(s scalar) Tri { return s.compare(how[1], value) })
}

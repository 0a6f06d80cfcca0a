package account

import (
	"slices"
	"strings"
)

// binds tells how surely the statement holds wherever the other one does, as
// far as its conditions go.
func (s *clause) binds(part *clause) level {
	if s.muddled || part.muddled {
		return maybe
	}
	all := yes
	for _, own := range s.conditions {
		met := no
		for _, other := range part.conditions {
			met = max(met, own.follows(other))
		}
		all = min(all, met)
	}
	return all
}

// follows tells how surely the condition is met wherever the other one is.
func (c condition) follows(o condition) level {
	switch {
	case c.unknown || o.unknown:
		return maybe
	case c.key != o.key || c.operator != o.operator || c.set != o.set:
		return no
	case o.ifExists && !c.ifExists:
		return no
	case holes(c.values) == Unknown || holes(o.values) == Unknown:
		return maybe
	}
	wide, narrow := c.values, o.values
	if strings.Contains(c.operator, "Not") { // the more it spares, the less it says
		wide, narrow = narrow, wide
	}
	for _, value := range narrow {
		if !slices.ContainsFunc(wide, func(w string) bool { return c.takes(w, value) }) {
			return no
		}
	}
	return yes
}

// takes tells whether a value of the condition takes in another one.
func (c condition) takes(wide, value string) bool {
	if wide == value || !strings.Contains(c.operator, "Like") && !strings.HasPrefix(c.operator, "Arn") {
		return wide == value
	}
	w, err := compile(wide, false)
	v, wrong := compile(value, false)
	return err == nil && wrong == nil && covers(w.tokens, v.tokens) == yes
}

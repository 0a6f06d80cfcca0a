package report

import (
	"fmt"
	"strings"

	"github.com/soc2gate/soc2gate/gate"
)

// identity is what a finding is about, whatever becomes of it.
func identity(f Finding) string {
	about := f.Address
	if about == "" {
		about = f.Subject
	}
	return f.Rule + "\x00" + about
}

// stands tells whether a finding stands in the way.
func stands(f Finding) bool { return f.Blocks || f.Verdict == gate.Introduced.String() }

// newSince returns the findings that stand in the way and did not before.
func newSince(r Result, previous *Result) map[string]bool {
	fresh := map[string]bool{}
	if previous == nil {
		return fresh
	}
	had := standing(*previous)
	for id := range standing(r) {
		if !had[id] {
			fresh[id] = true
		}
	}
	return fresh
}

func standing(r Result) map[string]bool {
	ids := map[string]bool{}
	for _, f := range r.Findings {
		if stands(f) {
			ids[identity(f)] = true
		}
	}
	return ids
}

// since says what changed since the previous run.
func (m *markdown) since() string {
	p := m.o.Previous
	if p == nil {
		return ""
	}
	gone, now := 0, standing(m.Result)
	for id := range standing(*p) {
		if !now[id] {
			gone++
		}
	}
	word, _ := decision(*p)
	text := fmt.Sprintf("Since the previous run, which was *%s*: %s new, %d gone", strings.ToLower(word), count(len(m.fresh), "finding"), gone)
	switch {
	case p.Plan.Digest == m.Plan.Digest:
		return text + "; the plan is the same."
	case len(m.fresh)+gone == 0:
		return text + "; the plan is another one."
	}
	return text + "."
}

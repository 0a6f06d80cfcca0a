package report

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/gate"
)

// Trace is what a later run needs of a result to say what changed since. It may
// have been kept where others can edit it, so that it is shown and decides
// nothing.
type Trace struct {
	Decision string // as in Result
	Plan     string // the digest of the plan
	Count    int    // of the findings that stood in the way
	Standing []Mark // those findings; fewer than Count if not all of them were kept
}

// Mark stands for what a finding is about: the beginning of a SHA-256, which
// nobody can find a second name for.
type Mark [8]byte

// Trace sums the result up for a later run.
func (r Result) Trace() *Trace {
	t := &Trace{Decision: r.Decision, Plan: r.Plan.Digest}
	for id := range standing(r) {
		t.Standing = append(t.Standing, markOf(id))
	}
	slices.SortFunc(t.Standing, func(a, b Mark) int { return bytes.Compare(a[:], b[:]) })
	t.Count = len(t.Standing)
	return t
}

func (t *Trace) whole() bool { return t != nil && t.Count == len(t.Standing) }

func markOf(id string) Mark {
	sum := sha256.Sum256([]byte(id))
	return Mark(sum[:len(Mark{})])
}

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

// newSince returns the findings that stand in the way and did not before, as far
// as all that did are known.
func newSince(r Result, previous *Trace) map[string]bool {
	fresh := map[string]bool{}
	if !previous.whole() {
		return fresh
	}
	had := map[Mark]bool{}
	for _, mark := range previous.Standing {
		had[mark] = true
	}
	for id := range standing(r) {
		if !had[markOf(id)] {
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
	now := standing(m.Result)
	word, _ := decision(Result{Decision: p.Decision})
	text := fmt.Sprintf("Since the previous run, which was *%s*: ", strings.ToLower(word))
	if !p.whole() {
		return text + fmt.Sprintf("%s stood in the way then and %d now; which are new is not known.", count(p.Count, "finding"), len(now))
	}
	gone := len(p.Standing) - (len(now) - len(m.fresh))
	text += fmt.Sprintf("%s new, %d gone", count(len(m.fresh), "finding"), gone)
	switch {
	case p.Plan == m.Plan.Digest:
		return text + "; the plan is the same."
	case len(m.fresh)+gone == 0:
		return text + "; the plan is another one."
	}
	return text + "."
}

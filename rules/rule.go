// Package rules holds the controls that soc2gate judges: one file for each
// rule. A rule is a pure function of an account; it is judged on the account
// before the change and on the account after it, and knows of neither plan
// nor AWS.
package rules

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/soc2gate/soc2gate/account"
)

// Severity says how much it matters when a rule does not hold.
type Severity uint8

// The severities. The zero value is invalid.
const (
	NoSeverity Severity = iota
	Low
	Medium
	High
	Critical
)

// String returns the word used in every output.
func (s Severity) String() string {
	return [...]string{"invalid", "low", "medium", "high", "critical"}[s]
}

// lower is one step down; the lowest stays.
func (s Severity) lower() Severity { return max(s-1, Low) }

// Support links a rule to a criterion that it is evidence for.
type Support struct {
	Criterion Criterion
	Because   string // one line: why the rule is evidence for the criterion
}

// Rule is one control rule. Its ID says what holds when it passes, is never
// given to another rule, and is the name of its file and of its fixtures.
type Rule struct {
	ID       string
	Title    string
	Criteria []Support
	Severity Severity
	Tier     int
	Why, Fix string
	Reads    []account.Kind // what must be collected in order to judge it
	Sort     Sort
	// Always says why nobody can break the rule any more, where AWS sees to that: no
	// change introduces anything. It is shown to hold and to be undecided.
	Always string
	Check  func(*account.Account, *Report)
}

// Sort says what a rule's answers are good for.
type Sort uint8

// The sorts of rules.
const (
	// Control is a rule that blocks what breaks it and allows what keeps it.
	Control Sort = iota
	// Notice tells what the change meets. Such a rule reads no kind of its own and
	// judges what the change has a hand in, of the kinds that the other rules read.
	// It stands in nobody's way, and is no reason to allow.
	Notice
	// Refusal tells that AWS will refuse a part of the change, so that apply would
	// stop half-way. It blocks as controls do, unless it hangs on nothing but what
	// apply itself will know. That nothing is refused is no reason to allow.
	Refusal
	// Standing is about what people and pipelines signed or did, which no plan
	// changes. It stands in nobody's way, and is no reason to allow.
	Standing
)

// String returns the word used in every output.
func (s Sort) String() string {
	return [...]string{"control", "notice", "refusal", "standing"}[s]
}

// Blocks tells whether a plan that breaks such a rule is held up.
func (s Sort) Blocks() bool { return s == Control || s == Refusal }

// Allows tells whether an answer of such a rule is a reason to allow.
func (s Sort) Allows() bool { return s == Control }

// Shows tells whether such a rule is evidence for the criteria that it names.
func (s Sort) Shows() bool { return s == Control || s == Standing }

// Subject is what a finding is about: a thing, or the account.
type Subject interface{ Label() string }

// Report collects the answers of one rule about one account. A pass is an
// answer like any other; silence is none.
type Report struct {
	results []*Result
	space   []Result // to take results from
}

// Result is the answer of a rule about one subject.
type Result struct {
	Subject Subject
	Holds   account.Bool
	Lowered []Lowered
	Doubts  []Lowered // circumstances of which it is not known whether they are the case
	format  string
	args    []any
}

// Message says what is wrong if the answer is no.
func (r *Result) Message() string { return fmt.Sprintf(r.format, r.args...) }

// Lowered is a circumstance that makes a failure matter one step less.
type Lowered struct {
	Reason string
	Why    []account.Fact
}

// Require states that ok must be true of the subject. The message says what is
// wrong if it is not.
func (r *Report) Require(s Subject, ok account.Bool, format string, args ...any) *Result {
	if len(r.space) == 0 {
		r.space = make([]Result, 1+min(len(r.results), 256))
	}
	result := &r.space[0]
	r.space = r.space[1:]
	*result = Result{Subject: s, Holds: ok, format: format, args: args}
	r.results = append(r.results, result)
	return result
}

// Lower notes a circumstance, if there is something to lower and it is known
// to be the case.
func (r *Result) Lower(reason string, when func() account.Bool) *Result {
	if r.Holds.Tri() == account.True {
		return r
	}
	switch is := when(); is.Tri() {
	case account.True:
		r.Lowered = append(r.Lowered, Lowered{reason, is.Why()})
	case account.Unknown:
		r.Doubts = append(r.Doubts, Lowered{reason, is.Why()})
	case account.False:
	}
	return r
}

// WorseThan tells whether a failure is graver than another was, even if every
// circumstance that is not known is the case.
func (r *Result) WorseThan(was *Result) bool {
	return len(r.Lowered)+len(r.Doubts) < len(was.Lowered)
}

// Severity is the rule's, one step down for each circumstance.
func (r *Result) Severity(of *Rule) Severity {
	s := of.Severity
	for range r.Lowered {
		s = s.lower()
	}
	return s
}

var all []*Rule

// add enters a rule. It panics on a rule that could not be judged or reported,
// which the first test then shows.
func add(r Rule) *Rule {
	switch {
	case r.ID == "" || r.Title == "" || r.Why == "" || r.Fix == "":
		panic("rules: " + r.ID + " lacks id, title, why or fix")
	case r.Severity == NoSeverity || r.Tier == 0 || r.Check == nil:
		panic("rules: " + r.ID + " lacks severity, tier or check")
	case len(r.Criteria) == 0 || (len(r.Reads) == 0) != (r.Sort == Notice):
		panic("rules: " + r.ID + " lacks criteria or reads")
	case Find(r.ID) != nil:
		panic("rules: " + r.ID + " is there twice")
	}
	for _, s := range r.Criteria {
		if _, ok := titles[s.Criterion]; !ok || s.Because == "" {
			panic("rules: " + r.ID + " names a criterion that is not one, or gives no reason: " + string(s.Criterion))
		}
	}
	all = append(all, &r)
	return &r
}

// All returns every rule, sorted by ID.
func All() []*Rule {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	return sorted
}

// Find returns the rule with the ID, or nil.
func Find(id string) *Rule {
	for _, r := range all {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// read tells whether any rule reads the kind.
func read(k account.Kind) bool {
	return slices.ContainsFunc(all, func(r *Rule) bool { return slices.Contains(r.Reads, k) })
}

// Judge asks the rule about the account.
func (r *Rule) Judge(a *account.Account) []*Result {
	var report Report
	r.Check(a, &report)
	return report.results
}

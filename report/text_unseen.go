package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
)

// fewNames is how many of the subjects are named that nobody has seen: a live
// account has hundreds that the plan does not touch.
const fewNames = 3

// notSeen says what was not looked at, so that silence is never a pass.
func (t *text) notSeen(r Result) {
	unseen := byVerdict(r.Findings, func(f Finding) bool { return f.Verdict == gate.Undecided.String() && !f.Blocks })
	if len(unseen)+len(r.Coverage.NotUnderstood) > 0 {
		t.line("\nNot seen")
	}
	for _, line := range inOneLine(bySight(unseen)) {
		t.line("  %s", line)
	}
	for _, typ := range slices.Sorted(maps.Keys(r.Coverage.NotUnderstood)) {
		t.line("  %s of type %s, which no rule looks at", count(r.Coverage.NotUnderstood[typ], "change"), Clean(typ))
	}
	c := r.Counts
	t.line("\n%s: %d introduced, %d undecided, %d left, %d fixed, %d hold, %d not seen", count(r.Tool.Rules, "rule"),
		c.Introduced, c.Undecided, c.Left, c.Fixed, c.Holds, c.NotSeen)
}

// inOneLine words the groups. Rules that lack the same of the same subjects
// stand in one line, and none of them is cut out of it.
func inOneLine(groups [][]Finding) []string {
	byReason, reasons := map[string][]string{}, []string{}
	for _, group := range groups {
		reason := Clean(whyUnseen(group)) + " (" + Clean(someOf(group)) + ")"
		if byReason[reason] == nil {
			reasons = append(reasons, reason)
		}
		byReason[reason] = append(byReason[reason], Clean(group[0].Rule))
	}
	for i, reason := range reasons {
		reasons[i] = strings.Join(byReason[reason], ", ") + ": " + reason
	}
	return reasons
}

// bySight puts the findings of one rule together that lack the same, and all of
// those that lack only what nobody has asked for.
func bySight(findings []Finding) [][]Finding {
	groups := map[[2]string][]Finding{}
	for _, f := range findings {
		key := [2]string{f.Rule, missing(f)}
		if onlyUnasked(f) {
			key[1] = string(account.NotCollected)
		}
		groups[key] = append(groups[key], f)
	}
	keys := slices.SortedFunc(maps.Keys(groups), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	sorted := make([][]Finding, len(keys))
	for i, key := range keys {
		sorted[i] = groups[key]
	}
	return sorted
}

// onlyUnasked tells whether all that is missing is what nobody has asked for.
func onlyUnasked(f Finding) bool {
	unknown := slices.DeleteFunc(slices.Clone(f.Because), func(x Fact) bool { return x.Unknown == "" })
	return len(unknown) > 0 && !slices.ContainsFunc(unknown, func(x Fact) bool { return x.Unknown != string(account.NotCollected) })
}

// whyUnseen says what is missing, if it is the same for all.
func whyUnseen(group []Finding) string {
	if mixed(group) {
		return "what decides is " + string(account.NotCollected)
	}
	return missing(group[0])
}

// mixed tells whether not all lack the same.
func mixed(group []Finding) bool {
	why := missing(group[0])
	return slices.ContainsFunc(group, func(f Finding) bool { return missing(f) != why })
}

// someOf counts the subjects and names a few.
func someOf(group []Finding) string {
	var names []string
	for _, f := range group[:min(len(group), fewNames)] {
		names = append(names, cmp.Or(f.Address, f.Subject))
	}
	text := count(len(group), "subject") + ": " + strings.Join(names, ", ")
	if more := len(group) - fewNames; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// missing names the first thing that would have to be known; whose it is only
// if that is not the subject itself.
func missing(f Finding) string {
	for _, fact := range f.Because {
		switch {
		case fact.Unknown == "":
		case fact.Unknown == string(account.NotProvided) && fact.Subject == "records":
			return "nobody handed in " + fact.Path
		case fact.Subject == f.Subject:
			return fact.Path + " is " + fact.Unknown
		default:
			return fact.Path + " of " + fact.Subject + " is " + fact.Unknown
		}
	}
	return f.Message
}

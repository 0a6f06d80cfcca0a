package gate

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

// Judgement is what the gate found out about a change.
type Judgement struct {
	Findings []Finding
	Held     int // how many more answers there are that hold, and need no words
	noticed  int // those among them that decide nothing
	// heldBefore is how many of those that hold did so before.
	heldBefore int
	ByRule     map[string]Held
}

// Held counts the answers of one rule that hold and need no words.
type Held struct{ After, Before int } // all of them, and those that held before as well

// Decide judges both accounts under every rule and pairs the answers by
// subject. A rule that panics leaves all its subjects undecided.
func Decide(rs []*rules.Rule, before, after *account.Account) []Finding {
	return Judge(rs, before, after, true).Findings
}

// Judge is Decide for callers who may not want to be told of all that holds.
// What holds because of something that was seen outside the subject is told
// nevertheless. Most of an account holds, and to put that into words takes
// longer than to judge it.
func Judge(rs []*rules.Rule, before, after *account.Account, holds bool) Judgement {
	byRule := make([]Judgement, len(rs))
	atOnce(len(rs), func(i int) { byRule[i] = decide(rs[i], before, after, holds) })
	all := Judgement{ByRule: make(map[string]Held, len(rs))}
	for i, one := range byRule {
		all.ByRule[rs[i].ID] = Held{one.Held, one.heldBefore}
		all.Findings = append(all.Findings, one.Findings...)
		all.Held += one.Held
		all.noticed += one.noticed
	}
	slices.SortStableFunc(all.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Address, b.Address), cmp.Compare(a.Subject, b.Subject))
	})
	return all
}

// atOnce does n things, as many at once as there are processors.
func atOnce(n int, do func(int)) {
	var wait sync.WaitGroup
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
}

func decide(rule *rules.Rule, before, after *account.Account, holds bool) (found Judgement) {
	defer func() {
		if p := recover(); p != nil {
			found = Judgement{Findings: []Finding{broken(rule, after, p)}}
		}
	}()
	was := rule.Judge(before)
	pairs := make(map[subject]pair, len(was))
	for _, r := range was {
		pairs[subjectOf(r)] = pair{was: r}
	}
	seen := !after.Recorded.IsZero()
	hand := sync.OnceValue(func() bool { return after.Handles(rule.Reads) })
	for _, r := range rule.Judge(after) {
		s := subjectOf(r)
		if rule.Sort == rules.Notice && !touches(r) {
			delete(pairs, s)
			continue
		}
		p := pairs[s]
		if p.is != nil {
			return Judgement{Findings: []Finding{broken(rule, after, "it gives two answers about "+r.Subject.Label())}}
		}
		p.is = r
		pairs[s] = p
		found.add(rule, p, holds, seen, hand)
	}
	for _, r := range was {
		if p := pairs[subjectOf(r)]; p.was == r && p.is == nil && r.Holds.Tri() == account.False {
			found.Findings = append(found.Findings, gone(rule, r))
		}
	}
	return found
}

// add adds the finding about a subject. One that holds is only counted, unless
// all are wanted or it leans on something that was seen outside the subject.
func (j *Judgement) add(rule *rules.Rule, p pair, holds, seen bool, hand func() bool) {
	if p.verdict() == Holds && !holds && !seen {
		j.held(rule, p)
		return
	}
	f := p.finding(rule)
	f.Touched = f.Touched || f.After == Unknown && slices.ContainsFunc(f.Because, refused) && (p.opens() || hand())
	f.doubtLeft(p, hand)
	if f.Verdict == Holds && !holds && !f.leansOutside() {
		j.held(rule, p)
		return
	}
	j.Findings = append(j.Findings, f)
}

func (j *Judgement) held(rule *rules.Rule, p pair) {
	j.Held++
	if state(p.was) == Passes {
		j.heldBefore++
	}
	if !rule.Sort.Allows() {
		j.noticed++
	}
}

// broken is the finding about a rule that could not be run.
func broken(rule *rules.Rule, a *account.Account, cause any) Finding {
	return Finding{
		Rule: rule, Verdict: Undecided, Severity: rule.Severity, Subject: a.Label(), Touched: true,
		Message: fmt.Sprintf("the rule itself failed: %v", cause), Before: Unknown, After: Unknown,
		Because: []account.Fact{{Subject: rule.ID, Path: "rule", Cause: account.Failed}}, failed: true,
	}
}

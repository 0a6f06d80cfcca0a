package report

import (
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
)

// Guide knows what a plan says of its resources beyond the facts. Every answer
// may be empty.
type Guide interface {
	Block(address string) *Lines
	Attribute(address, path string) *Lines
	Calls(address string) []Lines
	Place(address string) (account, region, provider string)
	Tags(address string) map[string]string
	// Why tells what keeps an attribute from being known.
	Why(address, path string) string
}

// writer turns what the gate found into what outputs show.
type writer struct {
	secrets Secrets
	guide   Guide
}

// Findings turns what the gate found into what outputs show.
func Findings(found []gate.Finding, secrets Secrets, guide Guide) []Finding {
	w := writer{secrets, guide}
	findings := make([]Finding, 0, len(found))
	for _, f := range found {
		findings = append(findings, w.finding(f))
	}
	return findings
}

func (w writer) finding(f gate.Finding) Finding {
	lowered := make([]Lowered, 0, len(f.Lowered))
	for _, l := range f.Lowered {
		lowered = append(lowered, Lowered{l.Reason, w.facts(l.Why)})
	}
	one := Finding{
		Rule: f.Rule.ID, Title: f.Rule.Title, Verdict: f.Verdict.String(), Blocks: f.Blocks,
		Enforcement: f.Enforcement.String(), Severity: f.Severity.String(), Criteria: criteriaOf(f.Rule),
		Subject: w.secrets.hideBeside(f.Subject, f.Address), Address: f.Address, Touched: f.Touched,
		Before: f.Before.String(), After: f.After.String(), Message: w.secrets.hideBeside(f.Message, f.Address), Lowered: lowered,
		Because: w.facts(f.Because), Was: w.facts(f.Was), Fix: f.Rule.Fix,
		ToKnow: w.toKnow(f),
	}
	w.locate(&one)
	return one
}

// locate finds the lines to look at: of the attribute, where it is one of the
// plan that decides, or of the block.
func (w writer) locate(f *Finding) {
	f.CalledFrom = []Lines{}
	at := f.Address
	if by := deciding(f.Because); by != nil && !f.passesBy(by) {
		f.Source, at = by.Lines, by.Ref
	}
	if at == "" {
		return
	}
	if f.Source == nil {
		f.Source = w.guide.Block(at)
	}
	for name, value := range w.guide.Tags(f.Address) {
		if f.Tags == nil {
			f.Tags = map[string]string{}
		}
		f.Tags[w.secrets.Hide(name)] = w.secrets.Hide(value)
	}
	f.CalledFrom = append(f.CalledFrom, w.guide.Calls(at)...)
	f.Account, f.Region, f.Provider = w.guide.Place(at)
}

// deciding returns the one fact of the plan, or nil if there are several of
// several blocks.
func deciding(facts []Fact) *Fact {
	var only *Fact
	for i := range facts {
		f := &facts[i]
		switch {
		case f.Source != account.FromPlan.String():
		case only == nil:
			only = f
		case only.Ref != f.Ref:
			return nil
		case only.Lines == nil || f.Lines == nil || *only.Lines != *f.Lines:
			only = &Fact{Ref: f.Ref, Subject: only.Subject} // several lines of one block
		}
	}
	return only
}

// passesBy tells whether the fact is about something else that was looked at for
// a new thing and does not serve it: what is to change is the thing's own. What a
// whole kind was searched for is counted by the name of the kind, in one word.
func (f *Finding) passesBy(by *Fact) bool {
	return f.Address != "" && f.Before == gate.Absent.String() && by.Subject != f.Subject &&
		slices.ContainsFunc(f.Because, func(o Fact) bool {
			return o.Path == "count" && o.Source == account.FromListed.String() && !strings.Contains(o.Subject, " ")
		})
}

func (w writer) facts(observed []account.Fact) []Fact {
	shown := make([]Fact, 0, len(observed))
	for _, f := range observed {
		one := Fact{
			Subject: w.secrets.Hide(f.Subject), Path: f.Path, Value: w.secrets.Hide(f.Value), Unknown: string(f.Cause),
			Source: f.Origin.Source.String(), Ref: f.Origin.Ref, Via: f.Via, At: f.Origin.At,
		}
		if f.Origin.Source == account.FromPlan {
			one.Lines = w.guide.Attribute(f.Origin.Ref, f.Via)
		}
		shown = append(shown, one)
	}
	return shown
}

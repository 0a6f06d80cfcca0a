package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// Coverage says how much of a plan soc2gate looked at.
type Coverage struct {
	Understood    map[string]int // changes that the model knows, by type
	NotUnderstood map[string]int // changes that it does not, by type
	Unchanged     int            // instances that the plan leaves as they are
	Drifted       int            // instances that changed outside of Terraform
	Ignored       []string       // members of the plan that this version does not know
}

// Coverage counts the changes by type. Reading data is not a change.
func (p *Plan) Coverage() Coverage {
	if p.counted != nil {
		return p.counted.coverage
	}
	cov := Coverage{Understood: map[string]int{}, NotUnderstood: map[string]int{}, Drifted: p.drift, Ignored: p.ignored}
	for _, c := range p.changes {
		switch {
		case c.still():
			cov.Unchanged++
		case c.action == read || c.data:
		case modelled(c.Type):
			cov.Understood[c.Type]++
		default:
			cov.NotUnderstood[c.Type]++
		}
	}
	return cov
}

// modelled tells whether the model holds what a type is or sets. A type that
// only unsettles what is known of others is not understood.
func modelled(typ string) bool {
	return slices.ContainsFunc(adapters[typ], func(a adapter) bool { return a.state != nil })
}

// Counts tells how many instances each action concerns, in the words of
// Terraform's own summary and beyond.
func (p *Plan) Counts() map[string]int {
	if p.counted != nil {
		return p.counted.actions
	}
	counts := map[string]int{}
	for _, c := range p.changes {
		if c.data {
			continue
		}
		counts[c.action.String()]++
		if c.rare.PreviousAddress != "" {
			counts["move"]++
		}
		if c.imports {
			counts["import"]++
		}
	}
	return counts
}

// Refusal says why the plan must not be judged at all, or "".
func (p *Plan) Refusal() string {
	if p.Errored != account.True {
		return ""
	}
	reason := "terraform plan ended in an error, so the plan does not say what apply would do"
	if len(p.failed) > 0 {
		reason += "; failed: " + strings.Join(p.failed, "; ")
	}
	return reason
}

// Limits lists what keeps the plan from telling all that apply would do. A
// plan with limits may be blocked and cannot be allowed.
func (p *Plan) Limits() []string {
	var limits []string
	switch {
	case p.File != nil && len(p.File.Targets)+len(p.File.Excludes) > 0:
		limits = append(limits, "the plan was made for a part of the configuration: "+p.File.part())
	case p.Complete == account.False && len(p.deferred) == 0:
		limits = append(limits, "terraform marks the plan as not complete: it was made with -target, or another apply is to follow")
	}
	for _, d := range p.deferred {
		limits = append(limits, fmt.Sprintf("%s is deferred to a later plan (%s)", d.address, d.reason))
	}
	for _, a := range p.actions {
		limits = append(limits, "apply would invoke the action "+a+", whose effects no plan shows")
	}
	if named := p.Accounts(); len(named) > 1 {
		limits = append(limits, "the plan is about several accounts, which are not told apart yet: "+strings.Join(p.leads(named), ", "))
	}
	limits = append(limits, p.conflicts...)
	if p.Errored == account.Unknown { // Terraform before 1.6 (October 2023) marks nothing
		limits = append(limits, "the plan does not say whether it ended in an error")
	}
	return limits
}

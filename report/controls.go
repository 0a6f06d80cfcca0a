package report

import (
	"slices"

	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/rules"
)

// Asked is what one rule had to say of everything that it looks at.
type Asked struct {
	Rule     string   `json:"rule"`
	Title    string   `json:"title"`
	Severity string   `json:"severity"`
	Criteria []string `json:"criteria"`
	Sort     string   `json:"sort"`   // control, notice, refusal or standing
	Before   string   `json:"before"` // the worst answer: fails, unknown, holds, or absent for none
	After    string   `json:"after"`
	Counts   Counts   `json:"counts"`
}

// Control is what becomes of one criterion: the worst answers of its rules.
type Control struct {
	Criterion string   `json:"criterion"`
	Title     string   `json:"title"`
	Before    string   `json:"before"`
	After     string   `json:"after"`
	Rules     []string `json:"rules"`  // all that support it and were asked
	Breaks    []string `json:"breaks"` // those of them that the plan breaks
	Opens     []string `json:"opens"`  // those that the plan leaves undecided
	Fails     []string `json:"fails"`  // those that fail before or after, and that it does not break
}

// Ask sums up what every rule said, those answers included that hold and have
// no words.
func Ask(all []*rules.Rule, findings []Finding, held map[string]gate.Held) []Asked {
	asked := make([]Asked, 0, len(all))
	at := map[string]int{}
	for _, rule := range all {
		counts := held[rule.ID]
		one := Asked{
			Rule: rule.ID, Title: rule.Title, Severity: rule.Severity.String(), Criteria: criteriaOf(rule), Sort: rule.Sort.String(),
			Before: gate.Absent.String(), After: gate.Absent.String(), Counts: Counts{Holds: counts.After},
		}
		if counts.Before > 0 {
			one.Before = gate.Passes.String()
		}
		if counts.After > 0 {
			one.After = gate.Passes.String()
		}
		at[rule.ID] = len(asked)
		asked = append(asked, one)
	}
	for _, f := range findings {
		if i, ok := at[f.Rule]; ok {
			asked[i].Before, asked[i].After = worse(asked[i].Before, f.Before), worse(asked[i].After, f.After)
			asked[i].Counts.add(f)
		}
	}
	return asked
}

func criteriaOf(rule *rules.Rule) []string {
	criteria := make([]string, 0, len(rule.Criteria))
	for _, s := range rule.Criteria {
		criteria = append(criteria, string(s.Criterion))
	}
	return criteria
}

// worse returns the worse of two answers. What is not known is not as bad as
// what fails, and worse than what holds.
func worse(a, b string) string {
	order := []string{gate.Absent.String(), gate.Passes.String(), gate.Unknown.String(), gate.Fails.String()}
	if slices.Index(order, b) > slices.Index(order, a) {
		return b
	}
	return a
}

// Controls sums up what becomes of every criterion that a rule had an answer
// for, in the order of the standard.
func Controls(asked []Asked) []Control {
	controls := []Control{}
	for _, c := range rules.Criteria() {
		one := Control{
			Criterion: string(c), Title: c.Title(), Before: gate.Absent.String(), After: gate.Absent.String(),
			Rules: []string{}, Breaks: []string{}, Opens: []string{}, Fails: []string{},
		}
		for _, a := range asked {
			if a.Sort != rules.Notice.String() && slices.Contains(a.Criteria, string(c)) {
				one.add(a)
			}
		}
		if len(one.Rules) > 0 {
			controls = append(controls, one)
		}
	}
	return controls
}

func (c *Control) add(a Asked) {
	if a.Before == gate.Absent.String() && a.After == gate.Absent.String() {
		return // it had nothing to look at
	}
	c.Rules = append(c.Rules, a.Rule)
	c.Before, c.After = worse(c.Before, a.Before), worse(c.After, a.After)
	if a.Counts.Introduced > 0 {
		c.Breaks = append(c.Breaks, a.Rule)
	}
	if a.Counts.Introduced == 0 && a.Counts.Left+a.Counts.Fixed > 0 {
		c.Fails = append(c.Fails, a.Rule)
	}
	if a.Counts.Undecided > 0 {
		c.Opens = append(c.Opens, a.Rule)
	}
}

package rules

import "github.com/soc2gate/soc2gate/account"

// EventFindingsRouted wants findings sent to where they are worked on.
var EventFindingsRouted = add(Rule{
	ID:    "event-findings-routed",
	Title: "Findings of high severity of GuardDuty and Security Hub are sent to a target",
	Criteria: []Support{
		{"CC7.3", "a finding is evaluated only if it gets to somebody or to something that works on it"},
		{"CC7.4", "a response to a threat begins with its finding"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A finding that only stands in a console is found out by whoever happens to look there.",
	Fix:      "Keep an aws_cloudwatch_event_rule on the findings, with a target that reaches somebody, in every region or where findings are aggregated.",
	Reads:    append([]account.Kind{account.Detectors.Kind, account.Hubs.Kind}, routeReads...),
	Check: func(a *account.Account, r *Report) {
		for d := range a.Detectors.All() {
			if on := d.Status.Is("ENABLED"); on.Tri() != account.False {
				routed := on.Not().OrElse(func() account.Bool { return a.ThreatsRouted(d) })
				r.Require(d, routed, "findings of high severity of detector %s are sent to no target", d.Called())
			}
		}
		for h := range a.Hubs.All() {
			r.Require(h, a.HubRouted(h), "findings of high severity of hub %s are sent to no target", h.Called())
		}
		r.requireSeen(a, a.Detectors.Complete().And(a.Hubs.Complete()), "detectors and hubs", a.EventRules.Moved(), a.Topics.Moved(), a.Subscriptions.Moved())
	},
})

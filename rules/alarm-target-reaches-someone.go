package rules

import "github.com/soc2gate/soc2gate/account"

// AlarmTargetReachesSomeone follows what tells of trouble to whoever is told.
var AlarmTargetReachesSomeone = add(Rule{
	ID:    "alarm-target-reaches-someone",
	Title: "Every alarm, and every event rule that notifies, reaches somebody",
	Criteria: []Support{
		{"CC7.3", "an event is evaluated only if somebody hears of it"},
		{"CC7.4", "a response begins when somebody is told"},
		{"CC2.2", "the message gets to those whose duty it is to act on it"},
	},
	Severity: High,
	Tier:     1,
	Why:      "An alarm on a topic that nobody is confirmed on comes up in silence, and looks like monitoring all the same.",
	Fix:      "Make the topic and its subscription first and confirm it; let its policy and its key admit the publisher; name it in alarm_actions.",
	Reads:    append([]account.Kind{account.Alarms.Kind}, routeReads...),
	Check: func(a *account.Account, r *Report) {
		for m := range a.Alarms.All() {
			if scales := m.OnlyScales(); scales.Tri() != account.True {
				r.Require(m, scales.OrElse(func() account.Bool { return a.Reaches(m) }), "alarm %s tells nobody when it comes up", m.Called())
			}
		}
		for e := range a.EventRules.All() {
			if notifies := e.Notifies(); notifies.Tri() != account.False {
				reaches := notifies.Not().OrElse(func() account.Bool { return a.ActsOn(e) })
				r.Require(e, reaches, "event rule %s sends to a topic from which nobody gets it", e.Called())
			}
		}
		r.requireSeen(a, a.Alarms.Complete().And(a.EventRules.Complete()), "alarms and rules", a.Topics.Moved(), a.Subscriptions.Moved())
	},
})

// routeReads is what an event passes on its way to somebody.
var routeReads = []account.Kind{
	account.EventRules.Kind, account.Topics.Kind, account.Subscriptions.Kind, account.Keys.Kind, account.Aliases.Kind,
}

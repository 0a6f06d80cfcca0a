package account

import "strings"

// EventRules are the rules of EventBridge, of every bus.
var EventRules = kind("events.rules", func(a *Account) *Set[*EventRule] { return &a.EventRules })

// EventRule sends the events of a bus that match its pattern to targets. Its
// name is unique on its bus only, so that its id is the name on the default
// bus and BUS/NAME on others.
type EventRule struct {
	Meta
	Bus     Value[string]     `aws:"EventBusName"`
	State   Value[string]     `aws:"State"`
	Pattern Value[string]     `aws:"EventPattern"` // empty if the rule has a schedule
	Targets Set[*EventTarget] `aws:"Targets"`
}

// EventTarget is where a rule sends events.
type EventTarget struct {
	ID  Value[string] `aws:"Id"`
	ARN Link          `aws:"Arn"`
	// Service is the service of a target that the change makes and whose ARN
	// is not known yet, "sqs" for instance; otherwise it is empty.
	Service string
}

// Enabled tells whether the rule is at work.
func (r *EventRule) Enabled() Bool {
	return r.State.Test(func(s string) bool { return strings.HasPrefix(s, "ENABLED") })
}

// onDefaultBus tells whether the rule gets the events that AWS itself sends.
func (r *EventRule) onDefaultBus() Bool {
	return r.Bus.Test(func(bus string) bool { return bus == "default" || strings.HasSuffix(bus, ":event-bus/default") })
}

// matches tells whether every event of the activity in the rule's region
// matches its pattern.
func (r *EventRule) matches(ev *Activity, account string) Bool {
	text, known := r.Pattern.Get()
	if !known || text == "" {
		return r.Pattern.Is("").Not()
	}
	switch readEventPattern(text).matches(ev.onBus(account, r.Region)) {
	case True:
		return r.Pattern.answer(true)
	case False:
		if !ev.seldom {
			return r.Pattern.answer(false)
		}
	case Unknown:
	}
	return r.Pattern.unclear(Conditional)
}

// hears tells whether the rule sends every event of the activity to a target
// that does something with it, also while the change is applied.
func (a *Account) hears(r *EventRule, ev *Activity) Bool {
	return r.onDefaultBus().And(r.Enabled()).And(r.Interrupted().Not()).
		AndThen(func() Bool { return r.matches(ev, a.ID) }).
		AndThen(func() Bool { return a.ActsOn(r) })
}

// targetActs tells whether a target does something with an event: a topic only
// if it reaches somebody, and a log group never.
func (a *Account) targetActs(t *EventTarget) Bool {
	switch t.service() {
	case "logs":
		return Known(false, t.ARN.Fact())
	case "sns", "":
		return a.Topics.At(t.ARN, func(topic *Topic) Bool { return a.Publishes(topic, eventBridge) })
	}
	return Known(true, t.ARN.Fact())
}

// serviceOf is the service in an ARN, or "".
func serviceOf(arn string) string {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || !isARN(arn) {
		return ""
	}
	return parts[2]
}

// Routed tells whether rules in the region send every event of the activities
// to a target that does something with it.
func (a *Account) Routed(region string, activities []Activity) Bool {
	all := Known(true)
	for i := range activities {
		all = all.And(a.EventRules.Exists(func(r *EventRule) Bool {
			here := sameRegion(&r.Meta, &Meta{Region: region})
			return here.AndThen(func() Bool { return a.hears(r, &activities[i]) })
		}))
	}
	return all
}

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.EventRules.Kind},
	calls: []any{eventbridge.ListEventBusesInput{}, eventbridge.ListRulesInput{}, eventbridge.ListTargetsByRuleInput{}},
	leads: true, // to topics
	read:  eventRules,
})

// eventsPage is the most that EventBridge puts on one page (AWS API reference,
// 2026-11).
const eventsPage = 100

// defaultBus is the bus that every account has, on which AWS's own events are.
const defaultBus = "default"

// eventRules reads the rules of all buses, those that services made included.
func eventRules(r *reader) {
	client := eventbridge.NewFromConfig(r.config())
	buses := &eventbridge.ListEventBusesInput{Limit: aws.Int32(eventsPage)}
	for b := range found(r, client.ListEventBuses, buses, func(o *eventbridge.ListEventBusesOutput) []types.EventBus { return o.EventBuses }) {
		bus := text(b.out.Name)
		if bus == "" { // no name would be the default bus again
			r.miss(account.Gap{Region: r.region, Call: b.origin.Ref, Cause: account.Failed})
			continue
		}
		in := &eventbridge.ListRulesInput{EventBusName: &bus, Limit: aws.Int32(eventsPage)}
		for rule := range found(r, client.ListRules, in, func(o *eventbridge.ListRulesOutput) []types.Rule { return o.Rules }) {
			r.eventRule(client, bus, rule)
		}
	}
}

// eventRule reads a rule, which has a pattern, a schedule or both. Where it
// sends events is asked if the rule is wanted or is at work on events of AWS:
// other rules tell nobody of what happens in the account.
func (r *reader) eventRule(client *eventbridge.Client, bus string, a answer[types.Rule]) {
	id := text(a.out.Name)
	if bus != defaultBus {
		id = bus + "/" + id
	}
	arn := text(a.out.Arn)
	rule := account.EventRules.Add(r.to, account.Ident{ARN: arn, ID: id, Region: r.region}, a.origin)
	fixed(&rule.Bus, bus, a.told)
	put(&rule.State, word(a.out.State), a.told)
	put(&rule.Pattern, unless(a.out.ScheduleExpression != nil, a.out.EventPattern), a.told)
	hears := bus == defaultBus && a.out.State != types.RuleStateDisabled && a.out.EventPattern != nil
	if hears || r.wants(arn, id) {
		r.also(func() { r.eventTargets(client, bus, a.out.Name, rule) })
	}
}

func (r *reader) eventTargets(client *eventbridge.Client, bus string, name *string, rule *account.EventRule) {
	in := &eventbridge.ListTargetsByRuleInput{EventBusName: &bus, Rule: name, Limit: aws.Int32(eventsPage)}
	targets, gaps := allGiven(r, client.ListTargetsByRule, in, func(o *eventbridge.ListTargetsByRuleOutput) []types.Target { return o.Targets })
	items := make([]*account.EventTarget, len(targets))
	for i, t := range targets {
		items[i] = &account.EventTarget{}
		put(&items[i].ID, t.out.Id, t.told)
		linkGiven(&items[i].ARN, t.out.Arn, t.told)
	}
	pages(&rule.Targets, items, gaps)
}

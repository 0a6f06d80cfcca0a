package plan

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// ofBus is how rules of EventBridge are told apart, as Terraform's id does.
var ofBus = &within{"event_bus_name", func(bus, name string) string {
	if _, last, ok := strings.Cut(bus, ":event-bus/"); ok {
		bus = last
	}
	if bus == "" || bus == "default" {
		return name
	}
	return bus + "/" + name
}}

var _ = understand(map[string]adapter{
	"aws_cloudwatch_event_rule": thing(account.EventRules, names{name: "name", within: ofBus}, func(r *account.EventRule, c *change) {
		c.text(&r.Bus, "event_bus_name", "default")
		c.ruleState(r)
		c.text(&r.Pattern, "event_pattern")
		if c.creates() {
			r.Targets = account.ListOf[*account.EventTarget]()
		}
	}),
	"aws_cloudwatch_event_target": parts[*account.EventRule]{
		attr: "rule", kind: account.EventRules, many: true, within: ofBus,
		fill: member(
			func(r *account.EventRule) *account.Set[*account.EventTarget] { return &r.Targets },
			func(c *change) []*account.EventTarget { return []*account.EventTarget{c.eventTarget()} },
			func(t *account.EventTarget) string {
				id, known := t.ID.Get()
				return keyOr(id, known, t.ID.Fact())
			}),
	}.adapter(),
})

// ruleState reads whether a rule is at work: by its state or, in older
// configurations, by is_enabled. A rule is, unless it is told not to be.
func (c *change) ruleState(r *account.EventRule) {
	var enabled account.Value[bool]
	c.boolean(&enabled, "is_enabled", true)
	on, known := enabled.Get()
	written := c.values().at("state")
	switch {
	case written.unknown() || written.value != nil:
		c.text(&r.State, "state")
	case !known:
		r.State = account.Missing[string](account.AfterApply, c.origin, "is_enabled")
	case on:
		c.text(&r.State, "state", "ENABLED")
	default:
		r.State = account.Observed("DISABLED", c.origin, "is_enabled")
	}
}

func (c *change) eventTarget() *account.EventTarget {
	t := &account.EventTarget{ID: c.textOf(c.values().at("target_id"), "target_id")}
	t.ARN = c.linkAt(c.values().at("arn"), "arn", account.Topics.Kind)
	if _, known := t.ARN.Get(); !known && c.side == planned {
		made, _ := c.madeFor("arn")
		t.Service = services[made]
	}
	return t
}

// services are the services of what events are mostly sent to.
var services = map[string]string{
	"aws_sqs_queue": "sqs", "aws_lambda_function": "lambda", "aws_lambda_alias": "lambda",
	"aws_sfn_state_machine": "states", "aws_kinesis_stream": "kinesis",
	"aws_kinesis_firehose_delivery_stream": "firehose", "aws_cloudwatch_event_bus": "events",
	"aws_cloudwatch_log_group": "logs", "aws_sns_topic": "sns",
}

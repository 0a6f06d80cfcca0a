package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	findingsRule = `{"Arn": "arn:aws:events:us-east-1:123456789012:rule/findings", "Name": "findings", "State": "ENABLED", "EventBusName": "default", "EventPattern": "{\"source\":[\"aws.guardduty\"]}"}`
	auditTopic   = "arn:aws:sns:us-east-1:123456789012:alerts"
)

var _ = sample(oneRule())

// oneRule is an account with a rule, in the shapes of the EventBridge API
// reference.
func oneRule() fake {
	return fake{
		"events:ListEventBuses":    answers(`{"EventBuses": [{"Arn": "arn:aws:events:us-east-1:123456789012:event-bus/default", "Name": "default"}]}`),
		"events:ListRules":         answers(`{"Rules": [` + findingsRule + `]}`),
		"events:ListTargetsByRule": answers(`{"Targets": [{"Arn": "` + auditTopic + `", "Id": "to-people"}]}`),
	}
}

func TestEventRules(t *testing.T) {
	f := oneRule()
	f["events:ListEventBuses"] = answers(`{"EventBuses": [{"Name": "default"}], "NextToken": "2"}`, `{"EventBuses": [], "NextToken": "3"}`, `{"EventBuses": [{"Name": "orders"}]}`)
	f["events:ListRules"] = answers(`{"Rules": [`+findingsRule+`,
			{"Arn": "arn:aws:events:us-east-1:123456789012:rule/off", "Name": "off", "State": "DISABLED", "EventBusName": "default", "EventPattern": "{}"},
			{"Arn": "arn:aws:events:us-east-1:123456789012:rule/nightly", "Name": "nightly", "State": "ENABLED", "EventBusName": "default", "ScheduleExpression": "rate(1 day)"},
			{"Arn": "arn:aws:events:us-east-1:123456789012:rule/odd", "Name": "odd", "EventBusName": "default", "ManagedBy": "autoscaling.amazonaws.com"}
		]}`,
		`{"Rules": [{"Arn": "arn:aws:events:us-east-1:123456789012:rule/orders/paid", "Name": "paid", "State": "ENABLED", "EventBusName": "orders", "EventPattern": "{}"}]}`)
	rec, sender := recordedSome(t, f, []string{"orders/paid"}, nil, account.EventRules.Kind)
	wantRecorded(t, rec, account.EventRules.Kind, `{
		"calls": {"existence": "events:ListRules", "EventBusName": "events:ListRules", "State": "events:ListRules", "EventPattern": "events:ListRules", "Targets": "events:ListTargetsByRule"},
		"items": [
			{"Arn": "arn:aws:events:us-east-1:123456789012:rule/findings", "Id": "findings", "Region": "us-east-1", "EventBusName": "default", "State": "ENABLED",
				"EventPattern": "{\"source\":[\"aws.guardduty\"]}", "Targets": [{"Id": "to-people", "Arn": "`+auditTopic+`"}]},
			{"Arn": "arn:aws:events:us-east-1:123456789012:rule/nightly", "Id": "nightly", "Region": "us-east-1", "EventBusName": "default", "State": "ENABLED", "EventPattern": null},
			{"Arn": "arn:aws:events:us-east-1:123456789012:rule/odd", "Id": "odd", "Region": "us-east-1", "EventBusName": "default",
				"State": {"unknown": "error", "call": "events:ListRules"}, "EventPattern": {"unknown": "error", "call": "events:ListRules"}},
			{"Arn": "arn:aws:events:us-east-1:123456789012:rule/off", "Id": "off", "Region": "us-east-1", "EventBusName": "default", "State": "DISABLED", "EventPattern": "{}"},
			{"Arn": "arn:aws:events:us-east-1:123456789012:rule/orders/paid", "Id": "orders/paid", "Region": "us-east-1", "EventBusName": "orders", "State": "ENABLED", "EventPattern": "{}",
				"Targets": [{"Id": "to-people", "Arn": "`+auditTopic+`"}]}
		]
	}`)
	if got := sender.asked["events:ListTargetsByRule"]; got != 2 {
		t.Errorf("targets were asked for %d times: those of AWS's events and of what is wanted are two", got)
	}
}

func TestEventRulesInPart(t *testing.T) {
	denied := func(call string) any { return refuses(call, http.StatusBadRequest, "AccessDeniedException", "no") }
	for name, c := range map[string]struct {
		call    string
		bodies  []any
		cause   account.Cause
		unknown string
	}{
		"buses, no list":         {"events:ListEventBuses", answers(`{}`), account.Failed, "gap"},
		"buses, no name":         {"events:ListEventBuses", answers(`{"EventBuses": [{"Name": "default"}, {}]}`), account.Failed, "gap"},
		"buses, second page":     {"events:ListEventBuses", answers(`{"EventBuses": [{"Name": "default"}], "NextToken": "2"}`, denied("events:x")), account.Denied, "gap"},
		"rules, no list":         {"events:ListRules", answers(""), account.Failed, "gap"},
		"rules, second page":     {"events:ListRules", answers(`{"Rules": [`+findingsRule+`], "NextToken": "2"}`, denied("events:x")), account.Denied, "gap"},
		"targets, no list":       {"events:ListTargetsByRule", answers(`{}`), account.Failed, "Targets"},
		"targets, second page":   {"events:ListTargetsByRule", answers(`{"Targets": [{"Id": "1", "Arn": "a"}], "NextToken": "2"}`, denied("events:x")), account.Denied, "Targets"},
		"targets of a rule gone": {"events:ListTargetsByRule", answers(refuses("events:x", http.StatusBadRequest, "ResourceNotFoundException", "no")), account.Failed, "Targets"},
	} {
		t.Run(name, func(t *testing.T) {
			f := oneRule()
			f[c.call] = c.bodies
			rec, _ := recorded(t, f, account.EventRules.Kind)
			wantUnknown(t, rec, account.EventRules.Kind, c.cause, c.call, c.unknown)
		})
	}
}

package live

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/smithy-go/encoding/cbor"

	"github.com/soc2gate/soc2gate/account"
)

const (
	topicPolicy  = `{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[]}`
	subscription = auditTopic + ":80289ba6-0fd4-4079-afb4-ce8c8260f0ca"
)

func entries(pairs ...string) string {
	var b strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		b.WriteString("<entry><key>" + pairs[i] + "</key><value>" + pairs[i+1] + "</value></entry>")
	}
	return "<Attributes>" + b.String() + "</Attributes>"
}

func subscribed(arn, topic, protocol, endpoint string) string { //nolint:unparam // a subscription has a topic
	return "<member><TopicArn>" + topic + "</TopicArn><Protocol>" + protocol + "</Protocol><SubscriptionArn>" + arn + "</SubscriptionArn><Owner>123456789012</Owner><Endpoint>" + endpoint + "</Endpoint></member>"
}

func subscriptionsOf(call, members, more string) string {
	return xml(call, "<Subscriptions>"+members+"</Subscriptions>"+more)
}

var _ = sample(oneTopic())

// oneTopic is an account with a topic to which a person has subscribed, and a
// queue of another account, in the shapes of the SNS API reference.
func oneTopic() fake {
	mine := subscribed(subscription, auditTopic, "email", "someone@example.com")
	return fake{
		"sns:ListTopics":                answers(xml("sns:ListTopics", "<Topics><member><TopicArn>"+auditTopic+"</TopicArn></member></Topics>")),
		"sns:GetTopicAttributes":        answers(xml("sns:GetTopicAttributes", entries("TopicArn", auditTopic, "Policy", topicPolicy, "KmsMasterKeyId", "alias/alerts", "Owner", "123456789012"))),
		"sns:ListSubscriptions":         answers(subscriptionsOf("sns:ListSubscriptions", mine, "")),
		"sns:ListSubscriptionsByTopic":  answers(subscriptionsOf("sns:ListSubscriptionsByTopic", mine+subscribed(auditTopic+":2", auditTopic, "sqs", "arn:aws:sqs:us-east-1:210987654321:q"), "")),
		"sns:GetSubscriptionAttributes": answers(xml("sns:GetSubscriptionAttributes", entries("PendingConfirmation", "false", "Owner", "123456789012"))),
	}
}

func TestTopics(t *testing.T) {
	for name, c := range map[string]struct {
		attributes, want string
	}{
		"key": {oneTopic()["sns:GetTopicAttributes"][0].(string), `"KmsMasterKeyId": "alias/alerts", "Policy": {"Version": "2008-10-17", "Id": "__default_policy_ID", "Statement": []}`},
		"no key": {xml("sns:GetTopicAttributes", entries("TopicArn", auditTopic, "Policy", topicPolicy)),
			`"KmsMasterKeyId": null, "Policy": {"Version": "2008-10-17", "Id": "__default_policy_ID", "Statement": []}`},
		"no policy": {xml("sns:GetTopicAttributes", entries("TopicArn", auditTopic)), `"KmsMasterKeyId": null, "Policy": {"unknown": "error", "call": "sns:GetTopicAttributes"}`},
		"empty":     {"", `"KmsMasterKeyId": {"unknown": "error", "call": "sns:GetTopicAttributes"}, "Policy": {"unknown": "error", "call": "sns:GetTopicAttributes"}`},
	} {
		t.Run(name, func(t *testing.T) {
			f := oneTopic()
			f["sns:GetTopicAttributes"] = answers(c.attributes)
			rec, _ := recorded(t, f, account.Topics.Kind)
			var calls strings.Builder
			for _, attribute := range []string{"KmsMasterKeyId", "Policy"} {
				if !strings.Contains(c.want, `"`+attribute+`": {"unknown"`) {
					calls.WriteString(`, "` + attribute + `": "sns:GetTopicAttributes"`)
				}
			}
			wantRecorded(t, rec, account.Topics.Kind, `{"calls": {"existence": "sns:ListTopics"`+calls.String()+`},
				"items": [{"Arn": "`+auditTopic+`", "Name": "alerts", "Region": "us-east-1", `+c.want+`}]}`)
		})
	}
}

func TestSubscriptions(t *testing.T) {
	f := oneTopic()
	f["sns:ListSubscriptions"] = answers(
		subscriptionsOf("sns:ListSubscriptions", "", "<NextToken>2</NextToken>"),
		subscriptionsOf("sns:ListSubscriptions", subscribed(subscription, auditTopic, "email", "someone@example.com")+
			subscribed("PendingConfirmation", auditTopic, "email", "other@example.com")+subscribed("Deleted", auditTopic, "sms", "+15550100"), ""))
	confirmed := f["sns:GetSubscriptionAttributes"][0]
	f["sns:GetSubscriptionAttributes"] = answers(func(r *http.Request) refusal {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		if text, ok := confirmed.(string); ok && r.Form.Get("SubscriptionArn") == subscription {
			return refusal{status: http.StatusOK, body: text}
		}
		return refusal{status: http.StatusOK, body: xml("sns:GetSubscriptionAttributes", entries("PendingConfirmation", "true", "FilterPolicy", `{"severity":["high"]}`))}
	})
	rec, _ := recorded(t, f, account.Subscriptions.Kind)
	wantRecorded(t, rec, account.Subscriptions.Kind, `{
		"calls": {
			"existence": "sns:ListSubscriptions", "TopicArn": "sns:ListSubscriptions", "Protocol": "sns:ListSubscriptions", "Endpoint": "sns:ListSubscriptions",
			"PendingConfirmation": "sns:GetSubscriptionAttributes", "FilterPolicy": "sns:GetSubscriptionAttributes"
		},
		"items": [
			{"Arn": "`+auditTopic+`:2", "Region": "us-east-1", "TopicArn": "`+auditTopic+`", "Protocol": "sqs", "Endpoint": "arn:aws:sqs:us-east-1:210987654321:q", "PendingConfirmation": true, "FilterPolicy": true},
			{"Arn": "`+subscription+`", "Region": "us-east-1", "TopicArn": "`+auditTopic+`", "Protocol": "email", "Endpoint": null, "PendingConfirmation": false, "FilterPolicy": false}
		]
	}`)
}

// TestWhatIsAskedAboutTopics asks about what the change has a hand in and what
// an alarm names, and about nothing else.
func TestWhatIsAskedAboutTopics(t *testing.T) {
	kinds := []account.Kind{account.Topics.Kind, account.Subscriptions.Kind, account.Alarms.Kind}
	for name, c := range map[string]struct {
		alarms any
		wanted []string
		times  int
	}{
		"nothing": {described(cbor.Map{}), nil, 0},
		"topic":   {described(cbor.Map{}), []string{auditTopic}, 1},
		"alarm":   {described(cbor.Map{"MetricAlarms": cbor.List{rootAlarm()}}), nil, 1},
	} {
		t.Run(name, func(t *testing.T) {
			f := oneTopic()
			f[describeAlarms] = answers(c.alarms, described(cbor.Map{}))
			_, sender := recordedSome(t, f, c.wanted, nil, kinds...)
			for call, times := range map[string]int{"sns:GetTopicAttributes": c.times, "sns:ListSubscriptionsByTopic": c.times, "sns:GetSubscriptionAttributes": 2 * c.times} {
				if sender.asked[call] != times {
					t.Errorf("%s was asked %d times", call, sender.asked[call])
				}
			}
		})
	}
}

// TestKeyOfATopic asks about the key that a topic names which an alarm names.
func TestKeyOfATopic(t *testing.T) {
	f := maps.Clone(sampled)
	f["sns:GetTopicAttributes"] = answers(xml("sns:GetTopicAttributes", entries("Policy", topicPolicy, "KmsMasterKeyId", keyID)))
	kinds := []account.Kind{account.Topics.Kind, account.Alarms.Kind, account.Keys.Kind}
	if _, sender := recordedSome(t, f, nil, nil, kinds...); sender.asked["kms:GetKeyPolicy"] != 1 {
		t.Errorf("asked were %v", sender.operations())
	}
}

func TestSNSInPart(t *testing.T) {
	odd := "<member><TopicArn>" + auditTopic + "</TopicArn></member>"
	for name, c := range map[string]struct {
		kind    account.Kind
		call    string
		bodies  []any
		cause   account.Cause
		unknown []string
	}{
		"topics, no list":                {account.Topics.Kind, "sns:ListTopics", answers(""), account.Failed, []string{"gap"}},
		"topics, second page":            {account.Topics.Kind, "sns:ListTopics", answers(xml("sns:ListTopics", "<Topics/><NextToken>2</NextToken>"), refuses("sns:x", http.StatusForbidden, "AuthorizationError", "no")), account.Denied, []string{"gap"}},
		"subscriptions, no list":         {account.Subscriptions.Kind, "sns:ListSubscriptions", answers(""), account.Failed, []string{"gap"}},
		"subscriptions, no ARN":          {account.Subscriptions.Kind, "sns:ListSubscriptions", answers(subscriptionsOf("sns:ListSubscriptions", odd, "")), account.Failed, []string{"gap"}},
		"subscriptions of a topic":       {account.Subscriptions.Kind, "sns:ListSubscriptionsByTopic", answers(""), account.Failed, []string{"gap"}},
		"topics of subscriptions":        {account.Subscriptions.Kind, "sns:ListTopics", answers(""), account.Failed, []string{"gap"}},
		"attributes, empty":              {account.Subscriptions.Kind, "sns:GetSubscriptionAttributes", answers(""), account.Failed, []string{"PendingConfirmation", "FilterPolicy", "PendingConfirmation", "FilterPolicy"}},
		"attributes, of another account": {account.Subscriptions.Kind, "sns:GetSubscriptionAttributes", answers(refuses("sns:x", http.StatusForbidden, "AuthorizationError", "no")), account.Denied, []string{"PendingConfirmation", "FilterPolicy", "PendingConfirmation", "FilterPolicy"}},
		"attributes, no truth":           {account.Subscriptions.Kind, "sns:GetSubscriptionAttributes", answers(xml("sns:GetSubscriptionAttributes", entries("PendingConfirmation", "maybe"))), account.Failed, []string{"PendingConfirmation", "PendingConfirmation"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := oneTopic()
			f[c.call] = c.bodies
			rec, _ := recorded(t, f, c.kind)
			wantUnknown(t, rec, c.kind, c.cause, c.call, c.unknown...)
		})
	}
}

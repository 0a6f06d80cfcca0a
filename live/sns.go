package live

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sns/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Topics.Kind},
	calls: []any{sns.ListTopicsInput{}, sns.GetTopicAttributesInput{}},
	leads: true, last: true, // alarms and rules lead here, and topics to keys
	read: topics,
})

var _ = collect(collector{
	kinds: []account.Kind{account.Subscriptions.Kind},
	calls: []any{sns.ListSubscriptionsInput{}, sns.ListTopicsInput{}, sns.ListSubscriptionsByTopicInput{}, sns.GetSubscriptionAttributesInput{}},
	last:  true,
	read:  subscriptions,
})

// topics reads the topics of the account, and more about those that are wanted
// or that alarms and rules name.
func topics(r *reader) {
	client := sns.NewFromConfig(r.config())
	for t := range found(r, client.ListTopics, &sns.ListTopicsInput{}, listedTopics) {
		arn := text(t.out.TopicArn)
		topic := account.Topics.Add(r.to, account.Ident{ARN: arn, Name: arn[strings.LastIndex(arn, ":")+1:], Region: r.region}, t.origin)
		if r.wants(arn, topic.Name) {
			r.also(func() { topicAttributes(r, client, topic) })
		}
	}
}

func listedTopics(o *sns.ListTopicsOutput) []types.Topic { return o.Topics }

// topicAttributes reads how a topic is encrypted and who may use it. AWS gives
// a policy for each, its own if nobody wrote another; and a key only where
// there is one (AWS API reference, 2026-11).
func topicAttributes(r *reader, client *sns.Client, t *account.Topic) {
	is := ask(r, client.GetTopicAttributes, &sns.GetTopicAttributesInput{TopicArn: &t.ARN})
	policy, key := is.out.Attributes["Policy"], is.out.Attributes["KmsMasterKeyId"]
	document(&t.Policy, &policy, is.given(policy != ""))
	link(&t.Key, &key, is.given(len(is.out.Attributes) > 0))
}

// subscriptions reads those that the account owns and, of wanted topics, those
// of other accounts as well, which AWS lists by topic only.
func subscriptions(r *reader) {
	client := sns.NewFromConfig(r.config())
	seen := map[string]bool{}
	for s := range found(r, client.ListSubscriptions, &sns.ListSubscriptionsInput{}, func(o *sns.ListSubscriptionsOutput) []types.Subscription { return o.Subscriptions }) {
		r.subscription(client, s, seen)
	}
	for _, s := range byTopic(r, client) {
		r.subscription(client, s, seen)
	}
}

// subscription adds one that has an ARN. One that waits to be confirmed has
// none in a listing, nor has one that was deleted, and neither delivers
// anything (AWS documentation, 2026-11).
func (r *reader) subscription(client *sns.Client, s answer[types.Subscription], seen map[string]bool) {
	arn := text(s.out.SubscriptionArn)
	switch {
	case arn == "PendingConfirmation", arn == "Deleted", seen[arn]:
		return
	case !strings.HasPrefix(arn, "arn:"):
		r.miss(account.Gap{Region: r.region, Call: s.origin.Ref, Cause: account.Failed})
		return
	}
	seen[arn] = true
	to := account.Subscriptions.Add(r.to, account.Ident{ARN: arn, Region: r.region}, s.origin)
	linkGiven(&to.Topic, s.out.TopicArn, s.told)
	put(&to.Protocol, s.out.Protocol, s.told)
	var endpoint account.Link
	linkGiven(&endpoint, s.out.Endpoint, s.told)
	to.Endpoint = account.EndpointOf(endpoint)
	if r.wants(arn, text(s.out.TopicArn)) {
		r.also(func() { subscriptionAttributes(r, client, to) })
	}
}

// subscriptionAttributes reads whether a subscription is confirmed and gets
// every message. What a filter picks is not kept.
func subscriptionAttributes(r *reader, client *sns.Client, s *account.Subscription) {
	is := ask(r, client.GetSubscriptionAttributes, &sns.GetSubscriptionAttributesInput{SubscriptionArn: &s.ARN})
	put(&s.Pending, flag(is.out.Attributes["PendingConfirmation"]), is.told)
	filter := strings.TrimSpace(is.out.Attributes["FilterPolicy"])
	filtered := filter != "" && filter != "{}"
	put(&s.Filtered, &filtered, is.given(len(is.out.Attributes) > 0))
}

// flag is a truth that AWS gives in words; nil if it is none.
func flag(word string) *bool {
	if word != "true" && word != "false" {
		return nil
	}
	yes := word == "true"
	return &yes
}

package live

import (
	"slices"
	"sync"

	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sns/types"
)

// byTopic lists what is subscribed to the topics that are wanted or that alarms
// and rules name. The topics are asked side by side.
func byTopic(r *reader, client *sns.Client) []answer[types.Subscription] {
	var lists []*[]answer[types.Subscription]
	var wait sync.WaitGroup
	for t := range found(r, client.ListTopics, &sns.ListTopicsInput{}, listedTopics) {
		if !r.wants(text(t.out.TopicArn)) {
			continue
		}
		list := new([]answer[types.Subscription])
		lists = append(lists, list)
		wait.Add(1)
		r.also(func() {
			defer wait.Done()
			of, gaps := allGiven(r, client.ListSubscriptionsByTopic, &sns.ListSubscriptionsByTopicInput{TopicArn: t.out.TopicArn},
				func(o *sns.ListSubscriptionsByTopicOutput) []types.Subscription { return o.Subscriptions })
			r.miss(gaps...)
			*list = of
		})
	}
	wait.Wait()
	var all []answer[types.Subscription]
	for _, list := range lists {
		all = slices.Concat(all, *list)
	}
	return all
}

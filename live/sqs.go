package live

import (
	"maps"
	"path"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Queues.Kind},
	calls: []any{sqs.ListQueuesInput{}, sqs.GetQueueAttributesInput{}, sqs.ListQueueTagsInput{}},
	leads: true,
	read:  queues,
})

// queues reads the queues of a region. Only an answer of which the size is given
// has more pages, and one without queues has no list (AWS API reference, 2026-11).
func queues(r *reader) {
	client := sqs.NewFromConfig(r.config())
	every := &sqs.ListQueuesInput{MaxResults: aws.Int32(1000)}
	for q := range each(r, client.ListQueues, every, func(o *sqs.ListQueuesOutput) []string { return o.QueueUrls }) {
		url, name := *q.out, path.Base(*q.out)
		id := account.Ident{ARN: r.arn("sqs", name), ID: url, Name: name, Region: r.region}
		queue := account.Queues.Add(r.to, id, q.origin)
		if r.wants(id.ARN, url, name) {
			r.also(func() { queueAttributes(r, client, queue) })
		}
	}
}

// queueAttributes reads how a queue is encrypted. AWS gives a key only where
// there is one, and no list of tags where there are none (AWS API reference,
// 2026-11).
func queueAttributes(r *reader, client *sqs.Client, q *account.Queue) {
	names := []types.QueueAttributeName{types.QueueAttributeNameSqsManagedSseEnabled, types.QueueAttributeNameKmsMasterKeyId}
	is := ask(r, client.GetQueueAttributes, &sqs.GetQueueAttributesInput{QueueUrl: &q.ID, AttributeNames: names})
	managed, key := flag(is.out.Attributes["SqsManagedSseEnabled"]), is.out.Attributes["KmsMasterKeyId"]
	put(&q.ManagedSSE, managed, is.told)
	link(&q.Key, &key, is.given(managed != nil || key != ""))
	tags := ask(r, client.ListQueueTags, &sqs.ListQueueTagsInput{QueueUrl: &q.ID})
	var pairs [][2]string
	for _, key := range slices.Sorted(maps.Keys(tags.out.Tags)) {
		pairs = append(pairs, [2]string{key, tags.out.Tags[key]})
	}
	tagged(&q.Tags, pairs, tags.told, func(t [2]string) (key, value *string) { return &t[0], &t[1] })
}

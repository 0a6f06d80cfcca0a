package live

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofQueues, ofQueue, ofQueueTags = "sqs:ListQueues", "sqs:GetQueueAttributes", "sqs:ListQueueTags"
	theQueue                       = "https://sqs.us-east-1.amazonaws.com/123456789012/q"
)

func oneQueue(attributes string) fake {
	return fake{
		ofQueues: answers(`{"QueueUrls": ["` + theQueue + `"]}`), ofQueue: answers(attributes),
		ofQueueTags: answers(`{"Tags": {"a": "b", "aws:x": "y"}}`),
	}
}

var _ = sample(oneQueue(`{"Attributes": {"SqsManagedSseEnabled": "true"}}`))

func TestQueues(t *testing.T) {
	unread := `{"unknown": "error", "call": "` + ofQueue + `"}`
	for name, c := range map[string]struct{ attributes, want string }{
		"by SQS":    {`{"Attributes": {"SqsManagedSseEnabled": "true"}}`, `"SqsManagedSseEnabled": true, "KmsMasterKeyId": null`},
		"by KMS":    {`{"Attributes": {"SqsManagedSseEnabled": "false", "KmsMasterKeyId": "alias/own"}}`, `"SqsManagedSseEnabled": false, "KmsMasterKeyId": "alias/own"`},
		"in clear":  {`{"Attributes": {"SqsManagedSseEnabled": "false"}}`, `"SqsManagedSseEnabled": false, "KmsMasterKeyId": null`},
		"no answer": {`{}`, `"SqsManagedSseEnabled": ` + unread + `, "KmsMasterKeyId": ` + unread},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, oneQueue(c.attributes), account.Queues.Kind)
			wantItems(t, rec, account.Queues.Kind, `[{"Arn": "arn:aws:sqs:us-east-1:123456789012:q", "Id": "`+theQueue+`", "Name": "q", "Region": "us-east-1", `+c.want+`, "Tags": [{"Key": "a", "Value": "b"}]}]`)
		})
	}
	rec, _ := recorded(t, fake{ofQueues: answers(`{}`)}, account.Queues.Kind)
	wantItems(t, rec, account.Queues.Kind, `[]`)
}

package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_sqs_queue": thing(account.Queues, names{name: "name", aliases: []string{"url"}}, func(q *account.Queue, c *change) {
		c.link(&q.Key, "kms_master_key_id", account.Keys.Kind, "")
		key := q.Key.Absent()
		// Queues are encrypted with a key of SQS unless they are told otherwise, or
		// have one of KMS (AWS documentation, 2026-11: since October 2022).
		if key.Tri() == account.True {
			c.boolean(&q.ManagedSSE, "sqs_managed_sse_enabled", true)
		} else {
			c.boolean(&q.ManagedSSE, "sqs_managed_sse_enabled", false)
		}
		c.tags(&q.Tags)
	}),
})

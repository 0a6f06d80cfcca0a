package account

// Queues are the queues of SQS.
var Queues = kind("sqs.queues", func(a *Account) *Set[*Queue] { return &a.Queues })

// Queue is a queue of SQS.
type Queue struct {
	Meta
	ManagedSSE Value[bool] `aws:"SqsManagedSseEnabled"` // with a key that SQS owns
	Key        Link        `aws:"KmsMasterKeyId"`       // empty if it is not encrypted with KMS
	Tags       Set[*Tag]   `aws:"Tags"`
}

// Encrypted tells whether messages are encrypted while they wait.
func (q *Queue) Encrypted() Bool { return q.ManagedSSE.Is(true).Or(q.Key.Absent().Not()) }

package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/elasticache"
	elasticachetypes "github.com/aws/aws-sdk-go-v2/service/elasticache/types"
	"github.com/aws/aws-sdk-go-v2/service/opensearch"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// makeQueues makes what holds data on its way: a queue, a cache and an index.
func makeQueues(ctx context.Context, c aws.Config) {
	must(sqs.NewFromConfig(c).CreateQueue(ctx, &sqs.CreateQueueInput{QueueName: aws.String("jobs"), Tags: map[string]string{"team": "ledger"}}))
	must(elasticache.NewFromConfig(c).CreateReplicationGroup(ctx, &elasticache.CreateReplicationGroupInput{
		ReplicationGroupId: aws.String("sessions"), ReplicationGroupDescription: aws.String("sessions"), Engine: aws.String("redis"),
		CacheNodeType: aws.String("cache.t4g.micro"), NumCacheClusters: aws.Int32(1), AtRestEncryptionEnabled: aws.Bool(true),
		Tags: []elasticachetypes.Tag{{Key: aws.String("team"), Value: aws.String("ledger")}},
	}))
	must(opensearch.NewFromConfig(c).CreateDomain(ctx, &opensearch.CreateDomainInput{DomainName: aws.String("search")}))
}

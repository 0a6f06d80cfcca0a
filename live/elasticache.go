package live

import (
	"github.com/aws/aws-sdk-go-v2/service/elasticache"
	"github.com/aws/aws-sdk-go-v2/service/elasticache/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.CacheGroups.Kind},
	calls: []any{elasticache.DescribeReplicationGroupsInput{}, elasticache.ListTagsForResourceInput{}},
	leads: true,
	read:  cacheGroups,
})

// cacheGroups reads replication groups. AWS gives a key only where it is not one
// that ElastiCache owns (AWS API reference, 2026-11).
func cacheGroups(r *reader) {
	client := elasticache.NewFromConfig(r.config())
	list := func(o *elasticache.DescribeReplicationGroupsOutput) []types.ReplicationGroup {
		return o.ReplicationGroups
	}
	for g := range found(r, client.DescribeReplicationGroups, &elasticache.DescribeReplicationGroupsInput{}, list) {
		arn, name := text(g.out.ARN), text(g.out.ReplicationGroupId)
		group := account.CacheGroups.Add(r.to, account.Ident{ARN: arn, Name: name, Region: r.region}, g.origin)
		put(&group.Encrypted, g.out.AtRestEncryptionEnabled, g.told)
		link(&group.Key, g.out.KmsKeyId, g.given(g.out.AtRestEncryptionEnabled != nil))
		if r.wants(arn, name) {
			r.also(func() {
				tags := ask(r, client.ListTagsForResource, &elasticache.ListTagsForResourceInput{ResourceName: &arn})
				tagged(&group.Tags, tags.out.TagList, tags.given(tags.out.TagList != nil), func(t types.Tag) (key, value *string) { return t.Key, t.Value })
			})
		}
	}
}

package live

import (
	"github.com/aws/aws-sdk-go-v2/service/redshift"
	"github.com/aws/aws-sdk-go-v2/service/redshift/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{kinds: []account.Kind{account.Warehouses.Kind}, calls: []any{redshift.DescribeClustersInput{}}, leads: true, read: redshiftClusters})

// redshiftClusters reads clusters from their listing, which tells all that the
// model has. AWS gives a key only where there is one (AWS API reference, 2026-11).
func redshiftClusters(r *reader) {
	list := func(o *redshift.DescribeClustersOutput) []types.Cluster { return o.Clusters }
	for c := range found(r, redshift.NewFromConfig(r.config()).DescribeClusters, &redshift.DescribeClustersInput{}, list) {
		id := text(c.out.ClusterIdentifier)
		w := account.Warehouses.Add(r.to, account.Ident{ARN: r.arn("redshift", "cluster:"+id), Name: id, Region: r.region}, c.origin)
		put(&w.Encrypted, c.out.Encrypted, c.told)
		link(&w.Key, c.out.KmsKeyId, c.given(c.out.Encrypted != nil))
		tagged(&w.Tags, c.out.Tags, c.given(c.out.Tags != nil), func(t types.Tag) (key, value *string) { return t.Key, t.Value })
	}
}

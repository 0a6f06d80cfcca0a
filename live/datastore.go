package live

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	dynamodbtypes "github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/efs"
	efstypes "github.com/aws/aws-sdk-go-v2/service/efs/types"
	"github.com/aws/aws-sdk-go-v2/service/redshift"
	redshifttypes "github.com/aws/aws-sdk-go-v2/service/redshift/types"

	"github.com/soc2gate/soc2gate/account"
)

// The stores of three services are one kind, which is whole when all three are.
var (
	_ = collect(collector{
		kinds: []account.Kind{account.DataStores.Kind},
		calls: []any{dynamodb.ListTablesInput{}, dynamodb.DescribeTableInput{}, dynamodb.DescribeContinuousBackupsInput{}, dynamodb.ListTagsOfResourceInput{}},
		read:  tables,
	})
	_ = collect(collector{kinds: []account.Kind{account.DataStores.Kind}, calls: []any{efs.DescribeFileSystemsInput{}}, read: fileSystems})
	_ = collect(collector{kinds: []account.Kind{account.DataStores.Kind}, calls: []any{redshift.DescribeClustersInput{}}, read: warehouses})
)

// arn makes the ARN of something of the account in the region, where a listing
// gives only its name.
func (r *reader) arn(service, resource string) string {
	return fmt.Sprintf("arn:%s:%s:%s:%s:%s", partition(r.from.ARN), service, r.region, r.account(), resource)
}

func tables(r *reader) {
	client := dynamodb.NewFromConfig(r.config())
	for t := range each(r, client.ListTables, &dynamodb.ListTablesInput{}, func(o *dynamodb.ListTablesOutput) []string { return o.TableNames }) {
		name, arn := *t.out, r.arn("dynamodb", "table/"+*t.out)
		store := account.DataStores.Add(r.to, account.Ident{ARN: arn, ID: name, Region: r.region}, t.origin)
		fixed(&store.Type, "DynamoDB", t.told)
		if r.wants(arn, name) {
			r.also(func() { table(r, client, name, store) })
		}
	}
}

// table asks what becomes of a table that is deleted: point-in-time recovery
// leaves a backup of 35 days behind (AWS documentation, 2026-11).
func table(r *reader, client *dynamodb.Client, name string, store *account.DataStore) {
	about := ask(r, client.DescribeTable, &dynamodb.DescribeTableInput{TableName: &name})
	if about.out.Table == nil {
		about.out.Table = &dynamodbtypes.TableDescription{}
	}
	put(&store.Protected, about.out.Table.DeletionProtectionEnabled, about.told)
	backups := ask(r, client.DescribeContinuousBackups, &dynamodb.DescribeContinuousBackupsInput{TableName: &name})
	put(&store.SkipFinal, unrecoverable(backups.out.ContinuousBackupsDescription), backups.told)
	tags, gaps := all(r, client.ListTagsOfResource, &dynamodb.ListTagsOfResourceInput{ResourceArn: &store.ARN}, func(o *dynamodb.ListTagsOfResourceOutput) []dynamodbtypes.Tag { return o.Tags })
	tagPages(&store.Tags, tags, gaps, func(t *dynamodbtypes.Tag) (key, value *string) { return t.Key, t.Value })
}

// unrecoverable tells whether point-in-time recovery is off.
func unrecoverable(d *dynamodbtypes.ContinuousBackupsDescription) *bool {
	if d == nil || d.PointInTimeRecoveryDescription == nil {
		return nil
	}
	off := false
	switch d.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus {
	case dynamodbtypes.PointInTimeRecoveryStatusEnabled:
	case dynamodbtypes.PointInTimeRecoveryStatusDisabled:
		off = true
	default:
		return nil
	}
	return &off
}

func fileSystems(r *reader) {
	for f := range each(r, efs.NewFromConfig(r.config()).DescribeFileSystems, &efs.DescribeFileSystemsInput{}, func(o *efs.DescribeFileSystemsOutput) []efstypes.FileSystemDescription { return o.FileSystems }) {
		store := account.DataStores.Add(r.to, account.Ident{ARN: text(f.out.FileSystemArn), ID: text(f.out.FileSystemId), Region: r.region}, f.origin)
		fixed(&store.Type, "EFS", f.told)
		tagged(&store.Tags, f.out.Tags, f.given(f.out.Tags != nil), func(t efstypes.Tag) (key, value *string) { return t.Key, t.Value })
	}
}

func warehouses(r *reader) {
	for c := range found(r, redshift.NewFromConfig(r.config()).DescribeClusters, &redshift.DescribeClustersInput{}, func(o *redshift.DescribeClustersOutput) []redshifttypes.Cluster { return o.Clusters }) {
		id := text(c.out.ClusterIdentifier)
		store := account.DataStores.Add(r.to, account.Ident{ARN: r.arn("redshift", "cluster:"+id), ID: id, Region: r.region}, c.origin)
		fixed(&store.Type, "Redshift", c.told)
		tagged(&store.Tags, c.out.Tags, c.given(c.out.Tags != nil), func(t redshifttypes.Tag) (key, value *string) { return t.Key, t.Value })
	}
}

package live

import (
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.DynamoTables.Kind},
	calls: []any{dynamodb.ListTablesInput{}, dynamodb.DescribeTableInput{}, dynamodb.ListTagsOfResourceInput{}},
	leads: true,
	read:  dynamoTables,
})

func dynamoTables(r *reader) {
	client := dynamodb.NewFromConfig(r.config())
	list := func(o *dynamodb.ListTablesOutput) []string { return o.TableNames }
	for t := range found(r, client.ListTables, &dynamodb.ListTablesInput{}, list) {
		name, arn := *t.out, r.arn("dynamodb", "table/"+*t.out)
		table := account.DynamoTables.Add(r.to, account.Ident{ARN: arn, Name: name, Region: r.region}, t.origin)
		if r.wants(arn, name) {
			r.also(func() { tableKey(r, client, table) })
		}
	}
}

// tableKey reads the key of a table. AWS gives none where DynamoDB owns it (AWS
// API reference, 2026-11).
func tableKey(r *reader, client *dynamodb.Client, t *account.DynamoTable) {
	about := ask(r, client.DescribeTable, &dynamodb.DescribeTableInput{TableName: &t.Name})
	sse := types.SSEDescription{}
	if about.out.Table != nil && about.out.Table.SSEDescription != nil {
		sse = *about.out.Table.SSEDescription
	}
	link(&t.Key, sse.KMSMasterKeyArn, about.given(about.out.Table != nil && (sse.SSEType == "" || sse.KMSMasterKeyArn != nil)))
	tags, gaps := all(r, client.ListTagsOfResource, &dynamodb.ListTagsOfResourceInput{ResourceArn: &t.ARN}, func(o *dynamodb.ListTagsOfResourceOutput) []types.Tag { return o.Tags })
	tagPages(&t.Tags, tags, gaps, func(t *types.Tag) (key, value *string) { return t.Key, t.Value })
}

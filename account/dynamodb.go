package account

// DynamoTables are the tables of DynamoDB.
var DynamoTables = kind("dynamodb.tables", func(a *Account) *Set[*DynamoTable] { return &a.DynamoTables })

// DynamoTable is a table of DynamoDB. It is always encrypted (AWS
// documentation, 2026-11).
type DynamoTable struct {
	Meta
	Key  Link      `aws:"KMSMasterKeyArn"` // empty for a key that DynamoDB owns
	Tags Set[*Tag] `aws:"Tags"`
}

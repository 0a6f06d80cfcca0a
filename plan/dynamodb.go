package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_dynamodb_table": thing(account.DynamoTables, names{name: "name"}, func(t *account.DynamoTable, c *change) {
		c.tableKey(t)
		c.tags(&t.Tags)
	}),
})

// tableKey reads the key of a table. One that asks for none has a key that
// DynamoDB owns; one that asks for KMS and names no key has the one that AWS
// manages (AWS documentation, 2026-11).
func (c *change) tableKey(t *account.DynamoTable) {
	const block, attr = "server_side_encryption", "server_side_encryption.0.kms_key_arn"
	if t.Key.Set() && c.kept(block) {
		return
	}
	var own account.Value[bool]
	c.boolean(&own, "server_side_encryption.0.enabled", false)
	switch on, known := own.Get(); {
	case c.creates() && c.values().at(block).unknown() && c.blockless(block):
		t.Key = account.LinkTo(account.Observed("", c.byAWS(), attr))
	case !known:
		t.Key = account.LinkTo(account.Missing[string](account.AfterApply, c.origin, block))
	case !on:
		t.Key = account.LinkTo(account.Observed("", c.byAWS(), attr))
	default:
		t.Key = c.linkAt(c.values().at(attr), attr, account.Keys.Kind)
		if name, known := t.Key.Get(); t.Key.Left() || known && name == "" {
			t.Key = account.LinkTo(account.Observed("alias/aws/dynamodb", c.byAWS(), attr))
		}
	}
}

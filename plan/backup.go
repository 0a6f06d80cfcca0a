package plan

import "github.com/soc2gate/soc2gate/account"

// Data stores of several services are of one kind, so a name tells nothing.
var _ = understand(map[string]adapter{
	"aws_dynamodb_table": thing(account.DataStores, names{}, func(s *account.DataStore, c *change) {
		s.Type = c.fixed("DynamoDB")
		s.SkipFinal = c.yes() // there is no such thing as a final snapshot
		c.boolean(&s.Protected, "deletion_protection_enabled", false)
	}),
	"aws_efs_file_system": thing(account.DataStores, names{}, func(s *account.DataStore, c *change) {
		s.Type, s.SkipFinal = c.fixed("EFS"), c.yes()
	}),
	"aws_redshift_cluster": thing(account.DataStores, names{}, func(s *account.DataStore, c *change) {
		s.Type = c.fixed("Redshift")
		c.boolean(&s.SkipFinal, "skip_final_snapshot", false)
	}),
})

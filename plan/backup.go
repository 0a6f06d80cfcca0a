package plan

import "github.com/soc2gate/soc2gate/account"

// Data stores of several services are of one kind, so a name tells nothing.
var _ = understand(map[string]adapter{
	"aws_dynamodb_table": thing(account.DataStores, names{}, func(s *account.DataStore, c *change) {
		s.Type = c.fixed("DynamoDB")
		// Point-in-time recovery leaves a backup of 35 days behind (AWS documentation, 2026-11).
		var recovery account.Value[bool]
		c.boolean(&recovery, "point_in_time_recovery.0.enabled", false)
		s.SkipFinal = account.Missing[bool](account.AfterApply, c.origin, "point_in_time_recovery")
		if on, known := recovery.Get(); known {
			s.SkipFinal = account.Observed(!on, c.origin, "point_in_time_recovery")
		}
		c.boolean(&s.Protected, "deletion_protection_enabled", false)
		c.tags(&s.Tags)
	}),
	"aws_efs_file_system": thing(account.DataStores, names{}, func(s *account.DataStore, c *change) {
		s.Type, s.SkipFinal = c.fixed("EFS"), c.yes()
		c.tags(&s.Tags)
	}),
	"aws_redshift_cluster": thing(account.DataStores, names{}, func(s *account.DataStore, c *change) {
		s.Type = c.fixed("Redshift")
		c.boolean(&s.SkipFinal, "skip_final_snapshot", false)
		c.tags(&s.Tags)
	}),
})

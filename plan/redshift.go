package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_redshift_cluster": thing(account.Warehouses, names{name: "cluster_identifier"}, func(w *account.Warehouse, c *change) {
		c.boolean(&w.Encrypted, "encrypted")
		// What is restored follows its snapshot, which the model does not have.
		for _, attr := range []string{"snapshot_identifier", "snapshot_arn"} {
			if c.creates() && c.sets(attr) {
				w.Encrypted = account.Missing[bool](account.NotFollowed, c.origin, attr)
			}
		}
		c.managedKey(&w.Key, "kms_key_id", &w.Encrypted, "alias/aws/redshift")
		c.tags(&w.Tags)
	}),
})

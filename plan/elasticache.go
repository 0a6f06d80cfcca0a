package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_elasticache_replication_group": thing(account.CacheGroups, names{name: "replication_group_id"}, func(g *account.CacheGroup, c *change) {
		c.atRest(g)
		c.link(&g.Key, "kms_key_id", account.Keys.Kind, "")
		c.tags(&g.Tags)
	}),
})

// atRest reads whether a group is encrypted. If nobody says, one of Valkey is
// and one of Redis is not (AWS documentation, 2026-11); one of a global group
// follows that.
func (c *change) atRest(g *account.CacheGroup) {
	const attr = "at_rest_encryption_enabled"
	engine := c.values().at("engine")
	name, _ := engine.text()
	switch {
	case c.creates() && c.sets("global_replication_group_id"):
		g.Encrypted = account.Missing[bool](account.NotFollowed, c.origin, "global_replication_group_id")
	case engine.unknown() && c.written("engine"):
		c.boolean(&g.Encrypted, attr)
	default: // without a word the provider asks for Redis (5.100, 2026-11)
		c.boolean(&g.Encrypted, attr, name == "valkey")
	}
}

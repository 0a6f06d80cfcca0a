package plan

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

var _ = understand(map[string]adapter{
	"aws_db_instance": thing(account.DBInstances, names{name: "identifier", aliases: []string{"resource_id"}}, dbInstance),
	"aws_rds_cluster_instance": thing(account.DBInstances, names{name: "identifier", aliases: []string{"dbi_resource_id"}},
		func(i *account.DBInstance, c *change) {
			c.boolean(&i.Public, "publicly_accessible")
			c.boolean(&i.Encrypted, "storage_encrypted")
			c.engine(&i.Engine, &i.Version)
			c.instanceParameters(i, "db_parameter_group_name")
			c.link(&i.Cluster, "cluster_identifier", account.DBClusters.Kind)
			c.link(&i.SubnetGroup, "db_subnet_group_name", account.DBSubnetGroups.Kind)
			i.SkipFinal = account.Observed(false, c.origin, "") // the cluster keeps the data
			i.Protected = account.Observed(false, c.origin, "") // it is the cluster that is protected
			c.tags(&i.Tags)
			nothing := account.LinkTo(c.fixed(""))
			i.PointInTime, i.Source, i.Snapshot = nothing, nothing, nothing
		}),
	"aws_rds_cluster": thing(account.DBClusters, names{name: "cluster_identifier", aliases: []string{"cluster_resource_id"}}, dbCluster),
	"aws_db_snapshot": thing(account.DBSnapshots, names{name: "db_snapshot_identifier", aliases: []string{"db_snapshot_arn"}},
		func(s *account.DBSnapshot, c *change) {
			c.boolean(&s.Encrypted, "encrypted")
			c.link(&s.Source, "db_instance_identifier", account.DBInstances.Kind)
			c.link(&s.Key, "kms_key_id", account.Keys.Kind)
			c.text(&s.Status, "status", "available")
			c.text(&s.Created, "snapshot_create_time", "")
			c.text(&s.Type, "snapshot_type", "manual")
		}),
	"aws_db_subnet_group": thing(account.DBSubnetGroups, names{name: "name"}, func(g *account.DBSubnetGroup, c *change) {
		list(c, &g.Subnets, "subnet_ids", func(n node) []*account.SubnetRef {
			return []*account.SubnetRef{{Subnet: c.linkAt(n, "subnet_ids", account.Subnets.Kind)}}
		})
	}),
})

func dbInstance(i *account.DBInstance, c *change) {
	c.boolean(&i.Encrypted, "storage_encrypted", false)
	c.boolean(&i.Public, "publicly_accessible", false)
	c.boolean(&i.SkipFinal, "skip_final_snapshot", false)
	c.boolean(&i.DropBackups, "delete_automated_backups", true)
	c.integer(&i.Retention, "backup_retention_period")
	c.boolean(&i.Protected, "deletion_protection", false)
	c.engine(&i.Engine, &i.Version)
	c.instanceParameters(i, "parameter_group_name")
	c.pointInTime(i)
	c.link(&i.Key, "kms_key_id", account.Keys.Kind)
	c.link(&i.Source, "replicate_source_db", account.DBInstances.Kind, "")
	c.link(&i.Snapshot, "snapshot_identifier", account.DBSnapshots.Kind, "")
	c.link(&i.SubnetGroup, "db_subnet_group_name", account.DBSubnetGroups.Kind)
	list(c, &i.Groups, "vpc_security_group_ids", c.members("vpc_security_group_ids"))
	c.tags(&i.Tags)
	i.Cluster = account.LinkTo(c.fixed(""))
}

// pointInTime reads whose backups an instance is restored from. There are
// three ways to say so, of which one names an instance.
func (c *change) pointInTime(i *account.DBInstance) {
	const block = "restore_to_point_in_time"
	n := c.values().at(block)
	switch {
	case c.kept(block) && i.PointInTime.Set():
	case len(n.items()) == 0 && !n.unknown():
		i.PointInTime = account.LinkTo(c.fixed(""))
	default:
		const attr = block + ".0.source_db_instance_identifier"
		i.PointInTime = c.linkAt(c.values().at(attr), attr, account.DBInstances.Kind)
		if absent := i.PointInTime.Absent(); absent.Tri() == account.True {
			i.PointInTime = account.LinkTo(account.Missing[string](account.NotFollowed, c.origin, block))
		}
	}
}

// dbCluster fills a cluster. An Aurora cluster that is created now is
// encrypted unless it is told otherwise (AWS, since 2026-02-18).
func dbCluster(k *account.DBCluster, c *change) {
	engine, _ := c.values().at("engine").text()
	if c.creates() && strings.HasPrefix(engine, "aurora") {
		c.boolean(&k.Encrypted, "storage_encrypted", true)
	} else {
		c.boolean(&k.Encrypted, "storage_encrypted", false)
	}
	c.engine(&k.Engine, &k.Version)
	c.link(&k.Parameters, "db_cluster_parameter_group_name", account.ClusterParameters.Kind)
	c.boolean(&k.SkipFinal, "skip_final_snapshot", false)
	c.boolean(&k.DropBackups, "delete_automated_backups", true)
	c.boolean(&k.Protected, "deletion_protection", false)
	c.link(&k.Key, "kms_key_id", account.Keys.Kind)
	c.link(&k.Snapshot, "snapshot_identifier", account.DBSnapshots.Kind, "")
	c.tags(&k.Tags)
}

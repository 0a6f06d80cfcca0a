package account

import "strings"

// The kinds of the Relational Database Service.
var (
	DBInstances    = kind("rds.instances", func(a *Account) *Set[*DBInstance] { return &a.DBInstances })
	DBClusters     = kind("rds.clusters", func(a *Account) *Set[*DBCluster] { return &a.DBClusters })
	DBSnapshots    = kind("rds.snapshots", func(a *Account) *Set[*DBSnapshot] { return &a.DBSnapshots })
	DBSubnetGroups = kind("rds.subnet_groups", func(a *Account) *Set[*DBSubnetGroup] { return &a.DBSubnetGroups })
)

// DBInstance is an RDS instance, a member of a cluster included.
type DBInstance struct {
	Meta
	Encrypted   Value[bool]   `aws:"StorageEncrypted"`
	Public      Value[bool]   `aws:"PubliclyAccessible"`
	Key         Link          `aws:"KmsKeyId"`
	Source      Link          `aws:"ReadReplicaSourceDBInstanceIdentifier"`
	Cluster     Link          `aws:"DBClusterIdentifier"`
	Snapshot    Link          `aws:"SourceDBSnapshotIdentifier"`
	SubnetGroup Link          `aws:"DBSubnetGroupName"`
	Groups      Set[*Member]  `aws:"VpcSecurityGroups"`
	Engine      Value[string] `aws:"Engine"` // postgres, mysql ...
	Version     Value[string] `aws:"EngineVersion"`
	Parameters  Link          `aws:"DBParameterGroupName"`
	// ParameterStatus is in-sync once what the parameter group says is in effect.
	ParameterStatus Value[string] `aws:"ParameterApplyStatus"`
	// PointInTime is the instance whose backups a new one is restored from.
	PointInTime Link `aws:"PointInTimeSource"`
	// SkipFinal and DropBackups are settings for the day of deletion.
	SkipFinal   Value[bool] `aws:"SkipFinalSnapshot"`
	DropBackups Value[bool] `aws:"DeleteAutomatedBackups"`
	Retention   Value[int]  `aws:"BackupRetentionPeriod"` // days
	Protected   Value[bool] `aws:"DeletionProtection"`
	Tags        Set[*Tag]   `aws:"Tags"`
}

// KeepsBackups tells whether deleting the instance leaves its automated backups
// for the days of their retention.
func (i *DBInstance) KeepsBackups() Bool {
	return i.DropBackups.Is(false).And(i.Retention.Test(func(days int) bool { return days > 0 }))
}

// DBCluster is an Aurora or Multi-AZ cluster.
type DBCluster struct {
	Meta
	Encrypted  Value[bool]   `aws:"StorageEncrypted"`
	Key        Link          `aws:"KmsKeyId"`
	Snapshot   Link          `aws:"SnapshotIdentifier"`
	Protected  Value[bool]   `aws:"DeletionProtection"`
	Engine     Value[string] `aws:"Engine"`
	Version    Value[string] `aws:"EngineVersion"`
	Parameters Link          `aws:"DBClusterParameterGroup"`
	// SkipFinal and DropBackups are settings for the day of deletion.
	SkipFinal   Value[bool] `aws:"SkipFinalSnapshot"`
	DropBackups Value[bool] `aws:"DeleteAutomatedBackups"`
	Tags        Set[*Tag]   `aws:"Tags"`
}

// KeepsBackups tells whether deleting the cluster leaves its automated backups
// for the days of their retention, of which Aurora has at least one. Those of
// Multi-AZ clusters always go (AWS documentation, 2026-11).
func (c *DBCluster) KeepsBackups() Bool {
	return c.DropBackups.Is(false).And(c.Engine.Test(func(engine string) bool { return strings.HasPrefix(engine, "aurora") }))
}

// DBSnapshot is a snapshot of an instance or a cluster.
type DBSnapshot struct {
	Meta
	Encrypted Value[bool]   `aws:"Encrypted"`
	Source    Link          `aws:"DBInstanceIdentifier"`
	Created   Value[string] `aws:"SnapshotCreateTime"` // RFC 3339
	Status    Value[string] `aws:"Status"`
	Key       Link          `aws:"KmsKeyId"`
	Type      Value[string] `aws:"SnapshotType"` // manual, automated or awsbackup
}

// DBSubnetGroup is where RDS places its instances.
type DBSubnetGroup struct {
	Meta
	Subnets Set[*SubnetRef] `aws:"Subnets"`
}

// DBEncrypted tells whether the instance's storage is encrypted. A new one that
// is made from a cluster, a source or a snapshot takes after that, whatever it
// asks for itself: to restore and to replicate have no such parameter (AWS
// documentation, 2026-11).
func (a *Account) DBEncrypted(i *DBInstance) Bool {
	own := i.Encrypted.Is(true)
	cluster := a.DBClusters.At(i.Cluster, a.ClusterEncrypted)
	if i.Fresh().Tri() != True {
		return own.Or(i.Cluster.Absent().Not().And(cluster))
	}
	instance := func(from *DBInstance) Bool { return from.Encrypted.Is(true) }
	snapshot := a.DBSnapshots.At(i.Snapshot, func(s *DBSnapshot) Bool { return s.Encrypted.Is(true) })
	own = unless(i.Cluster, own, cluster)
	own = unless(i.PointInTime, own, a.DBInstances.At(i.PointInTime, instance))
	own = unless(i.Source, own, a.DBInstances.At(i.Source, instance))
	return unless(i.Snapshot, own, snapshot)
}

// ClusterEncrypted tells whether a cluster's storage is encrypted. One that is
// restored from a snapshot takes after it, unless it names a key.
func (a *Account) ClusterEncrypted(c *DBCluster) Bool {
	own := c.Encrypted.Is(true)
	if c.Fresh().Tri() != True {
		return own
	}
	snapshot := a.DBSnapshots.At(c.Snapshot, func(s *DBSnapshot) Bool { return s.Encrypted.Is(true) })
	return unless(c.Snapshot, own, snapshot.Or(c.Key.Absent().Not()))
}

// unless is the own answer, or that of the thing that the link names.
func unless(l Link, own, from Bool) Bool {
	absent := l.Absent()
	if absent.Tri() == True {
		return own
	}
	return absent.And(own).Or(absent.Not().And(from))
}

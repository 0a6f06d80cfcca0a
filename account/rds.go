package account

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
	Encrypted   Value[bool]  `aws:"StorageEncrypted"`
	Public      Value[bool]  `aws:"PubliclyAccessible"`
	Key         Link         `aws:"KmsKeyId"`
	Source      Link         `aws:"ReadReplicaSourceDBInstanceIdentifier"`
	Cluster     Link         `aws:"DBClusterIdentifier"`
	Snapshot    Link         `aws:"SourceDBSnapshotIdentifier"`
	SubnetGroup Link         `aws:"DBSubnetGroupName"`
	Groups      Set[*Member] `aws:"VpcSecurityGroups"`
	// SkipFinal is Terraform's setting for the day of deletion; AWS has none.
	SkipFinal Value[bool] `aws:"SkipFinalSnapshot"`
}

// DBCluster is an Aurora or Multi-AZ cluster.
type DBCluster struct {
	Meta
	Encrypted Value[bool] `aws:"StorageEncrypted"`
	Key       Link        `aws:"KmsKeyId"`
	Snapshot  Link        `aws:"SnapshotIdentifier"`
	SkipFinal Value[bool] `aws:"SkipFinalSnapshot"`
}

// DBSnapshot is a snapshot of an instance or a cluster.
type DBSnapshot struct {
	Meta
	Encrypted Value[bool]   `aws:"Encrypted"`
	Source    Link          `aws:"DBInstanceIdentifier"`
	Created   Value[string] `aws:"SnapshotCreateTime"` // RFC 3339
	Status    Value[string] `aws:"Status"`
	Key       Link          `aws:"KmsKeyId"`
}

// DBSubnetGroup is where RDS places its instances.
type DBSubnetGroup struct {
	Meta
	Subnets Set[*SubnetRef] `aws:"Subnets"`
}

// DBEncrypted tells whether the instance's storage is encrypted, be it by its
// own setting or by that of the cluster, source or snapshot it is made from.
func (a *Account) DBEncrypted(i *DBInstance) Bool {
	inherits := func(l Link, from Bool) Bool { return l.Absent().Not().And(from) }
	return i.Encrypted.Is(true).
		Or(inherits(i.Cluster, a.DBClusters.At(i.Cluster, func(c *DBCluster) Bool { return c.Encrypted.Is(true) }))).
		Or(inherits(i.Source, a.DBInstances.At(i.Source, func(s *DBInstance) Bool { return s.Encrypted.Is(true) }))).
		Or(inherits(i.Snapshot, a.DBSnapshots.At(i.Snapshot, func(s *DBSnapshot) Bool { return s.Encrypted.Is(true) })))
}

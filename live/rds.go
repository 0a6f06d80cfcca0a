package live

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{kinds: []account.Kind{account.DBInstances.Kind}, calls: []any{rds.DescribeDBInstancesInput{}}, read: dbInstances})
	_ = collect(collector{kinds: []account.Kind{account.DBClusters.Kind}, calls: []any{rds.DescribeDBClustersInput{}}, read: dbClusters})
	_ = collect(collector{
		kinds: []account.Kind{account.DBSnapshots.Kind},
		calls: []any{rds.DescribeDBSnapshotsInput{}, rds.DescribeDBClusterSnapshotsInput{}},
		read:  func(r *reader) { dbSnapshots(r); dbClusterSnapshots(r) },
	})
	_ = collect(collector{kinds: []account.Kind{account.DBSubnetGroups.Kind}, calls: []any{rds.DescribeDBSubnetGroupsInput{}}, read: dbSubnetGroups})
)

// dbInstances reads instances, members of clusters included. RDS does not say
// what an instance was restored from; the settings for the day of deletion are
// Terraform's.
func dbInstances(r *reader) {
	for i := range found(r, rds.NewFromConfig(r.config()).DescribeDBInstances, &rds.DescribeDBInstancesInput{}, func(o *rds.DescribeDBInstancesOutput) []types.DBInstance { return o.DBInstances }) {
		db := account.DBInstances.Add(r.to, account.Ident{
			ARN: text(i.out.DBInstanceArn), ID: text(i.out.DbiResourceId), Name: text(i.out.DBInstanceIdentifier), Region: r.region,
		}, i.origin)
		put(&db.Encrypted, encrypted(i.out.StorageEncrypted, i.out.StorageEncryptionType), i.told)
		put(&db.Public, i.out.PubliclyAccessible, i.told)
		put(&db.Retention, number(i.out.BackupRetentionPeriod), i.told)
		put(&db.Protected, i.out.DeletionProtection, i.told)
		link(&db.Key, i.out.KmsKeyId, i.told)
		link(&db.Source, i.out.ReadReplicaSourceDBInstanceIdentifier, i.told)
		link(&db.Cluster, i.out.DBClusterIdentifier, i.told)
		if group := i.out.DBSubnetGroup; group != nil {
			linkGiven(&db.SubnetGroup, group.DBSubnetGroupName, i.told)
		} else {
			link(&db.SubnetGroup, nil, i.told)
		}
		listOf(&db.Groups, i.out.VpcSecurityGroups, i.told, i.vpcMember)
		put(&db.Engine, i.out.Engine, i.told)
		put(&db.Version, i.out.EngineVersion, i.told)
		parametersOf(db, i.out.DBParameterGroups, i.told)
		tagged(&db.Tags, i.out.TagList, i.given(i.out.TagList != nil), rdsTag)
	}
}

// vpcMember is a security group that an answer says a database wears.
func (by told) vpcMember(g types.VpcSecurityGroupMembership) []*account.Member {
	var m account.Member
	linkGiven(&m.Group, g.VpcSecurityGroupId, by)
	return []*account.Member{&m}
}

func rdsTag(t types.Tag) (key, value *string) { return t.Key, t.Value }

// parametersOf puts which parameter group an instance has. It is one, until a
// new one takes effect.
func parametersOf(db *account.DBInstance, groups []types.DBParameterGroupStatus, by told) {
	var one types.DBParameterGroupStatus
	if len(groups) == 1 {
		one = groups[0]
	}
	linkGiven(&db.Parameters, one.DBParameterGroupName, by)
	put(&db.ParameterStatus, one.ParameterApplyStatus, by)
}

// encrypted tells whether storage is. With a key that AWS owns it is although
// StorageEncrypted is false (AWS documentation, 2026-11).
func encrypted(flag *bool, kind types.StorageEncryptionType) *bool {
	switch kind {
	case types.StorageEncryptionTypeCmk, types.StorageEncryptionTypeSse:
		return aws.Bool(true)
	case types.StorageEncryptionTypeUnencrypted, "":
		return flag
	}
	if aws.ToBool(flag) {
		return flag
	}
	return nil
}

func dbClusters(r *reader) {
	for c := range found(r, rds.NewFromConfig(r.config()).DescribeDBClusters, &rds.DescribeDBClustersInput{}, func(o *rds.DescribeDBClustersOutput) []types.DBCluster { return o.DBClusters }) {
		cluster := account.DBClusters.Add(r.to, account.Ident{
			ARN: text(c.out.DBClusterArn), ID: text(c.out.DbClusterResourceId), Name: text(c.out.DBClusterIdentifier), Region: r.region,
		}, c.origin)
		put(&cluster.Encrypted, encrypted(c.out.StorageEncrypted, c.out.StorageEncryptionType), c.told)
		link(&cluster.Key, c.out.KmsKeyId, c.told)
		put(&cluster.Protected, c.out.DeletionProtection, c.told)
		put(&cluster.Engine, c.out.Engine, c.told)
		put(&cluster.Version, c.out.EngineVersion, c.told)
		linkGiven(&cluster.Parameters, c.out.DBClusterParameterGroup, c.told)
		tagged(&cluster.Tags, c.out.TagList, c.given(c.out.TagList != nil), rdsTag)
	}
}

// dbSnapshots reads the account's own snapshots of instances, manual and
// automated. Their source is told by its resource id, for another database may
// have the name by now, and a cluster may have the same.
func dbSnapshots(r *reader) {
	for s := range found(r, rds.NewFromConfig(r.config()).DescribeDBSnapshots, &rds.DescribeDBSnapshotsInput{}, func(o *rds.DescribeDBSnapshotsOutput) []types.DBSnapshot { return o.DBSnapshots }) {
		snapshot := account.DBSnapshots.Add(r.to, account.Ident{ARN: text(s.out.DBSnapshotArn), Name: text(s.out.DBSnapshotIdentifier), Region: r.region}, s.origin)
		put(&snapshot.Encrypted, encrypted(s.out.Encrypted, s.out.StorageEncryptionType), s.told)
		linkGiven(&snapshot.Source, s.out.DbiResourceId, s.told)
		link(&snapshot.Key, s.out.KmsKeyId, s.told)
		put(&snapshot.Status, s.out.Status, s.told)
		put(&snapshot.Type, s.out.SnapshotType, s.told)
		put(&snapshot.Created, taken(earlier(s.out.SnapshotCreateTime, s.out.OriginalSnapshotCreateTime), s.out.Status), s.told)
	}
}

func dbClusterSnapshots(r *reader) {
	for s := range found(r, rds.NewFromConfig(r.config()).DescribeDBClusterSnapshots, &rds.DescribeDBClusterSnapshotsInput{}, func(o *rds.DescribeDBClusterSnapshotsOutput) []types.DBClusterSnapshot { return o.DBClusterSnapshots }) {
		snapshot := account.DBSnapshots.Add(r.to, account.Ident{ARN: text(s.out.DBClusterSnapshotArn), Name: text(s.out.DBClusterSnapshotIdentifier), Region: r.region}, s.origin)
		put(&snapshot.Encrypted, encrypted(s.out.StorageEncrypted, s.out.StorageEncryptionType), s.told)
		linkGiven(&snapshot.Source, s.out.DbClusterResourceId, s.told)
		link(&snapshot.Key, s.out.KmsKeyId, s.told)
		put(&snapshot.Status, s.out.Status, s.told)
		put(&snapshot.Type, s.out.SnapshotType, s.told)
		put(&snapshot.Created, taken(s.out.SnapshotCreateTime, s.out.Status), s.told)
	}
}

// earlier is the first of two times. A copy of a snapshot has the time of the
// copy, and that of what is in it besides.
func earlier(a, b *time.Time) *time.Time {
	if a == nil || b != nil && b.Before(*a) {
		return b
	}
	return a
}

// taken is when a snapshot was. There is no time while it is being made.
func taken(at *time.Time, status *string) *string {
	if at == nil && text(status) == "creating" {
		return aws.String("")
	}
	return moment(at)
}

// moment is a time as the model keeps it.
func moment(at *time.Time) *string {
	if at == nil {
		return nil
	}
	return aws.String(at.UTC().Format(time.RFC3339))
}

func dbSubnetGroups(r *reader) {
	for g := range found(r, rds.NewFromConfig(r.config()).DescribeDBSubnetGroups, &rds.DescribeDBSubnetGroupsInput{}, func(o *rds.DescribeDBSubnetGroupsOutput) []types.DBSubnetGroup { return o.DBSubnetGroups }) {
		group := account.DBSubnetGroups.Add(r.to, account.Ident{ARN: text(g.out.DBSubnetGroupArn), Name: text(g.out.DBSubnetGroupName), Region: r.region}, g.origin)
		listOf(&group.Subnets, g.out.Subnets, g.told, func(s types.Subnet) []*account.SubnetRef {
			var ref account.SubnetRef
			linkGiven(&ref.Subnet, s.SubnetIdentifier, g.told)
			return []*account.SubnetRef{&ref}
		})
	}
}

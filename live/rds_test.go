package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestRDS(t *testing.T) {
	testOneCall(t, []oneCall{
		{
			account.DBInstances.Kind, "rds:DescribeDBInstances", "DBInstances",
			`<DBInstance><DBInstanceIdentifier>db</DBInstanceIdentifier><DbiResourceId>db-ABC</DbiResourceId><DBInstanceArn>arn:aws:rds:us-east-1:123456789012:db:db</DBInstanceArn>
				<StorageEncrypted>true</StorageEncrypted><KmsKeyId>arn:aws:kms:us-east-1:123456789012:key/k</KmsKeyId><PubliclyAccessible>false</PubliclyAccessible><DeletionProtection>true</DeletionProtection><BackupRetentionPeriod>7</BackupRetentionPeriod>
				<DBSubnetGroup><DBSubnetGroupName>private</DBSubnetGroupName></DBSubnetGroup>
				<Engine>postgres</Engine><EngineVersion>16.4</EngineVersion><DBParameterGroups><DBParameterGroup><DBParameterGroupName>tls</DBParameterGroupName><ParameterApplyStatus>pending-reboot</ParameterApplyStatus></DBParameterGroup></DBParameterGroups>
				<TagList><Tag><Key>backup</Key><Value>daily</Value></Tag></TagList>
				<VpcSecurityGroups><VpcSecurityGroupMembership><Status>active</Status><VpcSecurityGroupId>sg-1</VpcSecurityGroupId></VpcSecurityGroupMembership></VpcSecurityGroups></DBInstance>
			<DBInstance><DBInstanceIdentifier>replica</DBInstanceIdentifier><DBInstanceArn>arn:aws:rds:us-east-1:123456789012:db:replica</DBInstanceArn>
				<StorageEncrypted>false</StorageEncrypted><PubliclyAccessible>true</PubliclyAccessible><DeletionProtection>true</DeletionProtection><BackupRetentionPeriod>0</BackupRetentionPeriod>
				<ReadReplicaSourceDBInstanceIdentifier>db</ReadReplicaSourceDBInstanceIdentifier><VpcSecurityGroups/><TagList/>
				<Engine>postgres</Engine><EngineVersion>16.4</EngineVersion><DBParameterGroups><DBParameterGroup><DBParameterGroupName>a</DBParameterGroupName></DBParameterGroup><DBParameterGroup><DBParameterGroupName>b</DBParameterGroupName></DBParameterGroup></DBParameterGroups></DBInstance>
			<DBInstance><DBInstanceIdentifier>sparse</DBInstanceIdentifier><DBInstanceArn>arn:aws:rds:us-east-1:123456789012:db:sparse</DBInstanceArn><DBClusterIdentifier>c</DBClusterIdentifier></DBInstance>`,
			`[{"Arn": "arn:aws:rds:us-east-1:123456789012:db:db", "Id": "db-ABC", "Name": "db", "Region": "us-east-1", "StorageEncrypted": true, "PubliclyAccessible": false, "DeletionProtection": true, "KmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/k",
				"ReadReplicaSourceDBInstanceIdentifier": null, "DBClusterIdentifier": null, "DBSubnetGroupName": "private", "VpcSecurityGroups": [{"GroupId": "sg-1"}], "BackupRetentionPeriod": 7,
				"Engine": "postgres", "EngineVersion": "16.4", "DBParameterGroupName": "tls", "ParameterApplyStatus": "pending-reboot", "Tags": [{"Key": "backup", "Value": "daily"}]},
			{"Arn": "arn:aws:rds:us-east-1:123456789012:db:replica", "Name": "replica", "Region": "us-east-1", "StorageEncrypted": false, "PubliclyAccessible": true, "DeletionProtection": true, "KmsKeyId": null,
				"ReadReplicaSourceDBInstanceIdentifier": "db", "DBClusterIdentifier": null, "DBSubnetGroupName": null, "VpcSecurityGroups": [], "BackupRetentionPeriod": 0,
				"Engine": "postgres", "EngineVersion": "16.4", "DBParameterGroupName": {"unknown": "error", "call": "rds:DescribeDBInstances"}, "ParameterApplyStatus": {"unknown": "error", "call": "rds:DescribeDBInstances"}, "Tags": []},
			{"Arn": "arn:aws:rds:us-east-1:123456789012:db:sparse", "Name": "sparse", "Region": "us-east-1", "KmsKeyId": null, "ReadReplicaSourceDBInstanceIdentifier": null, "DBClusterIdentifier": "c", "DBSubnetGroupName": null,
				"StorageEncrypted": {"unknown": "error", "call": "rds:DescribeDBInstances"}, "PubliclyAccessible": {"unknown": "error", "call": "rds:DescribeDBInstances"}, "DeletionProtection": {"unknown": "error", "call": "rds:DescribeDBInstances"},
				"VpcSecurityGroups": {"unknown": "error", "call": "rds:DescribeDBInstances"}, "BackupRetentionPeriod": {"unknown": "error", "call": "rds:DescribeDBInstances"},
				"Engine": {"unknown": "error", "call": "rds:DescribeDBInstances"}, "EngineVersion": {"unknown": "error", "call": "rds:DescribeDBInstances"}, "DBParameterGroupName": {"unknown": "error", "call": "rds:DescribeDBInstances"}, "ParameterApplyStatus": {"unknown": "error", "call": "rds:DescribeDBInstances"}, "Tags": {"unknown": "error", "call": "rds:DescribeDBInstances"}}]`,
		},
		{
			account.DBClusters.Kind, "rds:DescribeDBClusters", "DBClusters",
			`<DBCluster><DBClusterIdentifier>a</DBClusterIdentifier><DbClusterResourceId>cluster-A</DbClusterResourceId><DBClusterArn>arn:aws:rds:us-east-1:123456789012:cluster:a</DBClusterArn><StorageEncrypted>true</StorageEncrypted><DeletionProtection>true</DeletionProtection><StorageEncryptionType>sse-kms</StorageEncryptionType><KmsKeyId>k</KmsKeyId><Engine>aurora-postgresql</Engine><EngineVersion>16.4</EngineVersion><DBClusterParameterGroup>tls</DBClusterParameterGroup><TagList/></DBCluster>
			<DBCluster><DBClusterIdentifier>b</DBClusterIdentifier><DBClusterArn>arn:aws:rds:us-east-1:123456789012:cluster:b</DBClusterArn><StorageEncrypted>false</StorageEncrypted><DeletionProtection>true</DeletionProtection><StorageEncryptionType>sse-rds</StorageEncryptionType><Engine>aurora-postgresql</Engine><EngineVersion>16.4</EngineVersion><DBClusterParameterGroup>tls</DBClusterParameterGroup><TagList/></DBCluster>
			<DBCluster><DBClusterIdentifier>c</DBClusterIdentifier><DBClusterArn>arn:aws:rds:us-east-1:123456789012:cluster:c</DBClusterArn><StorageEncrypted>false</StorageEncrypted><DeletionProtection>true</DeletionProtection><StorageEncryptionType>none</StorageEncryptionType><Engine>aurora-postgresql</Engine><EngineVersion>16.4</EngineVersion><DBClusterParameterGroup>tls</DBClusterParameterGroup><TagList/></DBCluster>
			<DBCluster><DBClusterIdentifier>d</DBClusterIdentifier><DBClusterArn>arn:aws:rds:us-east-1:123456789012:cluster:d</DBClusterArn><StorageEncrypted>false</StorageEncrypted><DeletionProtection>true</DeletionProtection><StorageEncryptionType>sse-new</StorageEncryptionType></DBCluster>`,
			`[{"Arn": "arn:aws:rds:us-east-1:123456789012:cluster:a", "Id": "cluster-A", "Name": "a", "Region": "us-east-1", "StorageEncrypted": true, "DeletionProtection": true, "KmsKeyId": "k", "Engine": "aurora-postgresql", "EngineVersion": "16.4", "DBClusterParameterGroup": "tls", "Tags": []},
			{"Arn": "arn:aws:rds:us-east-1:123456789012:cluster:b", "Name": "b", "Region": "us-east-1", "StorageEncrypted": true, "DeletionProtection": true, "KmsKeyId": null, "Engine": "aurora-postgresql", "EngineVersion": "16.4", "DBClusterParameterGroup": "tls", "Tags": []},
			{"Arn": "arn:aws:rds:us-east-1:123456789012:cluster:c", "Name": "c", "Region": "us-east-1", "StorageEncrypted": false, "DeletionProtection": true, "KmsKeyId": null, "Engine": "aurora-postgresql", "EngineVersion": "16.4", "DBClusterParameterGroup": "tls", "Tags": []},
			{"Arn": "arn:aws:rds:us-east-1:123456789012:cluster:d", "Name": "d", "Region": "us-east-1", "StorageEncrypted": {"unknown": "error", "call": "rds:DescribeDBClusters"}, "DeletionProtection": true, "KmsKeyId": null,
				"Engine": {"unknown": "error", "call": "rds:DescribeDBClusters"}, "EngineVersion": {"unknown": "error", "call": "rds:DescribeDBClusters"}, "DBClusterParameterGroup": {"unknown": "error", "call": "rds:DescribeDBClusters"}, "Tags": {"unknown": "error", "call": "rds:DescribeDBClusters"}}]`,
		},
		{
			account.DBSubnetGroups.Kind, "rds:DescribeDBSubnetGroups", "DBSubnetGroups",
			`<DBSubnetGroup><DBSubnetGroupName>private</DBSubnetGroupName><DBSubnetGroupArn>arn:aws:rds:us-east-1:123456789012:subgrp:private</DBSubnetGroupArn>
				<Subnets><Subnet><SubnetIdentifier>subnet-1</SubnetIdentifier></Subnet><Subnet><SubnetIdentifier>subnet-2</SubnetIdentifier></Subnet></Subnets></DBSubnetGroup>
			<DBSubnetGroup><DBSubnetGroupName>sparse</DBSubnetGroupName><DBSubnetGroupArn>arn:aws:rds:us-east-1:123456789012:subgrp:sparse</DBSubnetGroupArn></DBSubnetGroup>`,
			`[{"Arn": "arn:aws:rds:us-east-1:123456789012:subgrp:private", "Name": "private", "Region": "us-east-1", "Subnets": [{"SubnetId": "subnet-1"}, {"SubnetId": "subnet-2"}]},
			{"Arn": "arn:aws:rds:us-east-1:123456789012:subgrp:sparse", "Name": "sparse", "Region": "us-east-1", "Subnets": {"unknown": "error", "call": "rds:DescribeDBSubnetGroups"}}]`,
		},
	})
}

const (
	ofInstances, ofClusters = "rds:DescribeDBSnapshots", "rds:DescribeDBClusterSnapshots"

	instanceSnapshots = `<DBSnapshots>
		<DBSnapshot><DBSnapshotIdentifier>copy</DBSnapshotIdentifier><DBSnapshotArn>arn:aws:rds:us-east-1:123456789012:snapshot:copy</DBSnapshotArn><DBInstanceIdentifier>db</DBInstanceIdentifier><DbiResourceId>db-ABC</DbiResourceId>
			<Encrypted>true</Encrypted><KmsKeyId>k</KmsKeyId><Status>available</Status><SnapshotType>manual</SnapshotType><SnapshotCreateTime>2026-11-26T05:06:07.89Z</SnapshotCreateTime><OriginalSnapshotCreateTime>2026-01-02T03:04:05.67Z</OriginalSnapshotCreateTime></DBSnapshot>
		<DBSnapshot><DBSnapshotIdentifier>new</DBSnapshotIdentifier><DBSnapshotArn>arn:aws:rds:us-east-1:123456789012:snapshot:new</DBSnapshotArn><DBInstanceIdentifier>db</DBInstanceIdentifier><DbiResourceId>db-ABC</DbiResourceId>
			<Encrypted>false</Encrypted><Status>creating</Status><SnapshotType>automated</SnapshotType></DBSnapshot>
	</DBSnapshots>`
	clusterSnapshots = `<DBClusterSnapshots><DBClusterSnapshot><DBClusterSnapshotIdentifier>c</DBClusterSnapshotIdentifier><DBClusterSnapshotArn>arn:aws:rds:us-east-1:123456789012:cluster-snapshot:c</DBClusterSnapshotArn>
		<DBClusterIdentifier>db</DBClusterIdentifier><StorageEncrypted>false</StorageEncrypted><Status>available</Status><SnapshotType>awsbackup</SnapshotType></DBClusterSnapshot></DBClusterSnapshots>`

	instanceItems = `{"Arn": "arn:aws:rds:us-east-1:123456789012:snapshot:copy", "Name": "copy", "Region": "us-east-1", "Encrypted": true, "DBInstanceIdentifier": "db-ABC", "SnapshotCreateTime": "2026-01-02T03:04:05Z", "Status": "available", "KmsKeyId": "k", "SnapshotType": "manual"},
		{"Arn": "arn:aws:rds:us-east-1:123456789012:snapshot:new", "Name": "new", "Region": "us-east-1", "Encrypted": false, "DBInstanceIdentifier": "db-ABC", "SnapshotCreateTime": null, "Status": "creating", "KmsKeyId": null, "SnapshotType": "automated"}`
	clusterItem = `{"Arn": "arn:aws:rds:us-east-1:123456789012:cluster-snapshot:c", "Name": "c", "Region": "us-east-1", "Encrypted": false, "DBInstanceIdentifier": {"unknown": "error", "call": "rds:DescribeDBClusterSnapshots"},
		"SnapshotCreateTime": {"unknown": "error", "call": "rds:DescribeDBClusterSnapshots"}, "Status": "available", "KmsKeyId": null, "SnapshotType": "awsbackup"}`
)

func TestDBSnapshots(t *testing.T) {
	no := func(call string) []any { return answers(refuses(call, http.StatusForbidden, "AccessDenied", "no")) }
	// Where both operations told an attribute, the first in the order of names
	// stands for all.
	told := func(source string) string {
		return `{"existence": "` + source + `", "Encrypted": "` + source + `", "KmsKeyId": "` + source + `", "Status": "` + source + `", "SnapshotType": "` + source + `"`
	}
	for name, c := range map[string]struct {
		fake fake
		want string
	}{
		"both": {
			fake{ofInstances: answers(xml(ofInstances, instanceSnapshots)), ofClusters: answers(xml(ofClusters, clusterSnapshots))},
			`{"calls": ` + told(ofClusters) + `, "DBInstanceIdentifier": "` + ofInstances + `", "SnapshotCreateTime": "` + ofInstances + `"}, "items": [` + clusterItem + `, ` + instanceItems + `]}`,
		},
		"clusters refused": {
			fake{ofInstances: answers(xml(ofInstances, instanceSnapshots)), ofClusters: no(ofClusters)},
			listed(t, ofInstances, `[`+instanceItems+`]`, gap(ofClusters, account.Denied)),
		},
		"instances refused": {
			fake{ofInstances: no(ofInstances), ofClusters: answers(xml(ofClusters, clusterSnapshots))},
			listed(t, ofClusters, `[`+clusterItem+`]`, gap(ofInstances, account.Denied)),
		},
		"neither answers": {
			fake{ofInstances: answers(""), ofClusters: answers("")},
			listed(t, ofClusters, `[]`, gap(ofClusters, account.Failed), gap(ofInstances, account.Failed)),
		},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, c.fake, account.DBSnapshots.Kind)
			wantRecorded(t, rec, account.DBSnapshots.Kind, c.want)
		})
	}
}

var _ = sample(fake{
	ofInstances: answers(xml(ofInstances, instanceSnapshots)),
	ofClusters:  answers(xml(ofClusters, clusterSnapshots)),
	"rds:DescribeDBInstances": answers(xml("rds:DescribeDBInstances", `<DBInstances><DBInstance><DBInstanceIdentifier>db</DBInstanceIdentifier><DbiResourceId>db-ABC</DbiResourceId><DBInstanceArn>arn:aws:rds:us-east-1:123456789012:db:db</DBInstanceArn>
		<StorageEncrypted>true</StorageEncrypted><PubliclyAccessible>false</PubliclyAccessible><DeletionProtection>true</DeletionProtection><BackupRetentionPeriod>7</BackupRetentionPeriod><Engine>postgres</Engine><EngineVersion>16.4</EngineVersion><TagList/><VpcSecurityGroups/>
		<DBParameterGroups><DBParameterGroup><DBParameterGroupName>tls</DBParameterGroupName><ParameterApplyStatus>in-sync</ParameterApplyStatus></DBParameterGroup></DBParameterGroups></DBInstance></DBInstances>`)),
	"rds:DescribeDBClusters": answers(xml("rds:DescribeDBClusters", `<DBClusters><DBCluster><DBClusterIdentifier>a</DBClusterIdentifier><DBClusterArn>arn:aws:rds:us-east-1:123456789012:cluster:a</DBClusterArn>
		<StorageEncrypted>true</StorageEncrypted><DeletionProtection>true</DeletionProtection><KmsKeyId>k</KmsKeyId><Engine>aurora-postgresql</Engine><EngineVersion>16.4</EngineVersion><DBClusterParameterGroup>tls</DBClusterParameterGroup><TagList/></DBCluster></DBClusters>`)),
	"rds:DescribeDBSubnetGroups": answers(xml("rds:DescribeDBSubnetGroups", `<DBSubnetGroups><DBSubnetGroup><DBSubnetGroupName>private</DBSubnetGroupName><DBSubnetGroupArn>arn:aws:rds:us-east-1:123456789012:subgrp:private</DBSubnetGroupArn>
		<Subnets><Subnet><SubnetIdentifier>subnet-1</SubnetIdentifier></Subnet></Subnets></DBSubnetGroup></DBSubnetGroups>`)),
})

package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/backup"
	backuptypes "github.com/aws/aws-sdk-go-v2/service/backup/types"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	dynamodbtypes "github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/efs"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/redshift"
)

// home is the first VPC and two of its subnets, which every account has.
func home(ctx context.Context, client *ec2.Client) (vpc *string, subnets []string) {
	vpc = must(client.DescribeVpcs(ctx, &ec2.DescribeVpcsInput{})).Vpcs[0].VpcId
	for _, s := range must(client.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{})).Subnets[:2] {
		subnets = append(subnets, *s.SubnetId)
	}
	return vpc, subnets
}

func makeNetwork(ctx context.Context, c aws.Config) {
	client := ec2.NewFromConfig(c)
	vpc, _ := home(ctx, client)
	group := must(client.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{GroupName: aws.String("desk"), Description: aws.String("desk"), VpcId: vpc}))
	must(client.AuthorizeSecurityGroupIngress(ctx, &ec2.AuthorizeSecurityGroupIngressInput{GroupId: group.GroupId, IpPermissions: []ec2types.IpPermission{{
		IpProtocol: aws.String("tcp"), FromPort: aws.Int32(22), ToPort: aws.Int32(22), IpRanges: []ec2types.IpRange{{CidrIp: aws.String("10.0.0.0/8")}},
	}}}))
	must(client.CreateFlowLogs(ctx, &ec2.CreateFlowLogsInput{
		ResourceIds: []string{*vpc}, ResourceType: ec2types.FlowLogsResourceTypeVpc, TrafficType: ec2types.TrafficTypeAll,
		LogDestinationType: ec2types.LogDestinationTypeS3, LogDestination: aws.String("arn:aws:s3:::logs"),
	}))
	must(client.CreateManagedPrefixList(ctx, &ec2.CreateManagedPrefixListInput{
		PrefixListName: aws.String("offices"), AddressFamily: aws.String("IPv4"), MaxEntries: aws.Int32(2),
		Entries: []ec2types.AddPrefixListEntry{{Cidr: aws.String("192.0.2.0/24")}},
	}))
}

func makeMachines(ctx context.Context, c aws.Config) {
	client := ec2.NewFromConfig(c)
	_, subnets := home(ctx, client)
	must(client.RunInstances(ctx, &ec2.RunInstancesInput{
		ImageId: aws.String("ami-12c6146b"), InstanceType: ec2types.InstanceTypeT3Micro, MinCount: aws.Int32(1), MaxCount: aws.Int32(1), SubnetId: &subnets[0],
	}))
	volume := must(client.CreateVolume(ctx, &ec2.CreateVolumeInput{AvailabilityZone: aws.String(testRegion + "a"), Size: aws.Int32(8), Encrypted: aws.Bool(true)}))
	must(client.CreateSnapshot(ctx, &ec2.CreateSnapshotInput{VolumeId: volume.VolumeId}))
	must(client.EnableEbsEncryptionByDefault(ctx, &ec2.EnableEbsEncryptionByDefaultInput{}))
}

func makeDatabases(ctx context.Context, c aws.Config) {
	client, name, secret := rds.NewFromConfig(c), aws.String("ledger"), aws.String("not-a-secret")
	_, subnets := home(ctx, ec2.NewFromConfig(c))
	must(client.CreateDBSubnetGroup(ctx, &rds.CreateDBSubnetGroupInput{DBSubnetGroupName: name, DBSubnetGroupDescription: name, SubnetIds: subnets}))
	must(client.CreateDBInstance(ctx, &rds.CreateDBInstanceInput{
		DBInstanceIdentifier: name, DBInstanceClass: aws.String("db.t3.micro"), Engine: aws.String("postgres"), MasterUsername: name, MasterUserPassword: secret,
		AllocatedStorage: aws.Int32(20), StorageEncrypted: aws.Bool(true), DBSubnetGroupName: name, BackupRetentionPeriod: aws.Int32(7),
	}))
	must(client.CreateDBSnapshot(ctx, &rds.CreateDBSnapshotInput{DBInstanceIdentifier: name, DBSnapshotIdentifier: name}))
	must(client.CreateDBCluster(ctx, &rds.CreateDBClusterInput{
		DBClusterIdentifier: aws.String("books"), Engine: aws.String("aurora-postgresql"), MasterUsername: name, MasterUserPassword: secret,
	}))
	must(client.CreateDBClusterSnapshot(ctx, &rds.CreateDBClusterSnapshotInput{DBClusterIdentifier: aws.String("books"), DBClusterSnapshotIdentifier: aws.String("books")}))
	must(client.CreateDBParameterGroup(ctx, &rds.CreateDBParameterGroupInput{DBParameterGroupName: name, DBParameterGroupFamily: aws.String("postgres16"), Description: name}))
	must(client.CreateDBClusterParameterGroup(ctx, &rds.CreateDBClusterParameterGroupInput{
		DBClusterParameterGroupName: name, DBParameterGroupFamily: aws.String("aurora-postgresql16"), Description: name,
	}))
	must(redshift.NewFromConfig(c).CreateCluster(ctx, &redshift.CreateClusterInput{
		ClusterIdentifier: name, NodeType: aws.String("ra3.large"), MasterUsername: name, MasterUserPassword: secret,
	}))
}

func makeStores(ctx context.Context, c aws.Config) {
	must(dynamodb.NewFromConfig(c).CreateTable(ctx, &dynamodb.CreateTableInput{
		TableName: aws.String("orders"), BillingMode: dynamodbtypes.BillingModePayPerRequest,
		AttributeDefinitions: []dynamodbtypes.AttributeDefinition{{AttributeName: aws.String("id"), AttributeType: dynamodbtypes.ScalarAttributeTypeS}},
		KeySchema:            []dynamodbtypes.KeySchemaElement{{AttributeName: aws.String("id"), KeyType: dynamodbtypes.KeyTypeHash}},
	}))
	must(efs.NewFromConfig(c).CreateFileSystem(ctx, &efs.CreateFileSystemInput{CreationToken: aws.String("files"), Encrypted: aws.Bool(true)}))
	client := backup.NewFromConfig(c)
	must(client.CreateBackupVault(ctx, &backup.CreateBackupVaultInput{BackupVaultName: aws.String("vault")}))
	must(client.CreateBackupPlan(ctx, &backup.CreateBackupPlanInput{BackupPlan: &backuptypes.BackupPlanInput{
		BackupPlanName: aws.String("daily"), Rules: []backuptypes.BackupRuleInput{{RuleName: aws.String("daily"), TargetBackupVaultName: aws.String("vault")}},
	}}))
}

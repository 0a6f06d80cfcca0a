package live

import (
	"context"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/s3control"
	s3controltypes "github.com/aws/aws-sdk-go-v2/service/s3control/types"
	"github.com/aws/aws-sdk-go-v2/service/ssoadmin"
	ssotypes "github.com/aws/aws-sdk-go-v2/service/ssoadmin/types"

	"github.com/soc2gate/soc2gate/live/double"
)

// furnish makes an account in which there is one of each thing that moto has
// and a collector reads.
func (d *doubled) furnish(t *testing.T) {
	t.Helper()
	c := d.config(t)
	for _, part := range []func(context.Context, aws.Config){
		makeKey, makeBuckets, makePeople, makeRoles, makePermissionSet, makeNetwork, makeMachines, makeDatabases, makeStores, makeQueues, makeDetection, makeAlerting, makeEdge, makeOrganization,
	} {
		part(t.Context(), c)
	}
}

// must is the answer of a call that makes something. The double takes it, or the
// test is wrong.
func must[T any](out *T, err error) *T {
	if err != nil {
		panic(fmt.Sprintf("the double does not make it: %v", err))
	}
	return out
}

func makeKey(ctx context.Context, c aws.Config) {
	client := kms.NewFromConfig(c)
	key := must(client.CreateKey(ctx, &kms.CreateKeyInput{Description: aws.String("books")})).KeyMetadata
	must(client.EnableKeyRotation(ctx, &kms.EnableKeyRotationInput{KeyId: key.KeyId}))
	must(client.CreateAlias(ctx, &kms.CreateAliasInput{AliasName: aws.String("alias/books"), TargetKeyId: key.KeyId}))
}

const openPolicy = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::books/*"}]}`

func makeBuckets(ctx context.Context, c aws.Config) {
	client := s3.NewFromConfig(c, func(o *s3.Options) { o.UsePathStyle = true })
	for _, name := range []string{"logs", "books"} {
		must(client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &name}))
		must(client.PutBucketVersioning(ctx, &s3.PutBucketVersioningInput{Bucket: &name, VersioningConfiguration: &s3types.VersioningConfiguration{Status: s3types.BucketVersioningStatusEnabled}}))
		must(client.PutPublicAccessBlock(ctx, &s3.PutPublicAccessBlockInput{Bucket: &name, PublicAccessBlockConfiguration: &s3types.PublicAccessBlockConfiguration{
			BlockPublicAcls: aws.Bool(true), IgnorePublicAcls: aws.Bool(true), BlockPublicPolicy: aws.Bool(name == "logs"), RestrictPublicBuckets: aws.Bool(name == "logs"),
		}}))
		must(client.PutBucketOwnershipControls(ctx, &s3.PutBucketOwnershipControlsInput{Bucket: &name, OwnershipControls: &s3types.OwnershipControls{
			Rules: []s3types.OwnershipControlsRule{{ObjectOwnership: s3types.ObjectOwnershipBucketOwnerEnforced}},
		}}))
		must(client.PutBucketEncryption(ctx, &s3.PutBucketEncryptionInput{Bucket: &name, ServerSideEncryptionConfiguration: &s3types.ServerSideEncryptionConfiguration{
			Rules: []s3types.ServerSideEncryptionRule{{ApplyServerSideEncryptionByDefault: &s3types.ServerSideEncryptionByDefault{
				SSEAlgorithm: s3types.ServerSideEncryptionAwsKms, KMSMasterKeyID: aws.String("alias/books"),
			}}},
		}}))
	}
	must(client.PutBucketPolicy(ctx, &s3.PutBucketPolicyInput{Bucket: aws.String("books"), Policy: aws.String(openPolicy)}))
	must(s3control.NewFromConfig(c).PutPublicAccessBlock(ctx, &s3control.PutPublicAccessBlockInput{
		AccountId: aws.String(double.Account), PublicAccessBlockConfiguration: &s3controltypes.PublicAccessBlockConfiguration{
			BlockPublicAcls: aws.Bool(true), IgnorePublicAcls: aws.Bool(true), BlockPublicPolicy: aws.Bool(false), RestrictPublicBuckets: aws.Bool(false),
		},
	}))
}

func makePeople(ctx context.Context, c aws.Config) {
	client, name := iam.NewFromConfig(c), aws.String("clerk")
	must(client.CreateUser(ctx, &iam.CreateUserInput{UserName: name}))
	must(client.CreateLoginProfile(ctx, &iam.CreateLoginProfileInput{UserName: name, Password: aws.String("a-Word-4-nobody")}))
	must(client.CreateAccessKey(ctx, &iam.CreateAccessKeyInput{UserName: name}))
	must(client.CreateGroup(ctx, &iam.CreateGroupInput{GroupName: aws.String("clerks")}))
	must(client.AddUserToGroup(ctx, &iam.AddUserToGroupInput{UserName: name, GroupName: aws.String("clerks")}))
	must(client.PutUserPolicy(ctx, &iam.PutUserPolicyInput{UserName: name, PolicyName: aws.String("all"), PolicyDocument: aws.String(policyOf("s3:GetObject"))}))
	device := must(client.CreateVirtualMFADevice(ctx, &iam.CreateVirtualMFADeviceInput{VirtualMFADeviceName: aws.String("clerk")})).VirtualMFADevice
	must(client.EnableMFADevice(ctx, &iam.EnableMFADeviceInput{
		UserName: name, SerialNumber: device.SerialNumber, AuthenticationCode1: aws.String("123456"), AuthenticationCode2: aws.String("654321"),
	}))
}

const trustOfEC2 = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}`

func makeRoles(ctx context.Context, c aws.Config) {
	client, name := iam.NewFromConfig(c), aws.String("machine")
	must(client.CreateRole(ctx, &iam.CreateRoleInput{RoleName: name, AssumeRolePolicyDocument: aws.String(trustOfEC2)}))
	own := must(client.CreatePolicy(ctx, &iam.CreatePolicyInput{PolicyName: aws.String("everything"), PolicyDocument: aws.String(policyOf("*"))})).Policy
	must(client.AttachRolePolicy(ctx, &iam.AttachRolePolicyInput{RoleName: name, PolicyArn: own.Arn}))
	must(client.CreateInstanceProfile(ctx, &iam.CreateInstanceProfileInput{InstanceProfileName: name}))
	must(client.AddRoleToInstanceProfile(ctx, &iam.AddRoleToInstanceProfileInput{InstanceProfileName: name, RoleName: name}))
}

func makePermissionSet(ctx context.Context, c aws.Config) {
	client := ssoadmin.NewFromConfig(c)
	instance := must(client.ListInstances(ctx, &ssoadmin.ListInstancesInput{})).Instances[0].InstanceArn
	set := must(client.CreatePermissionSet(ctx, &ssoadmin.CreatePermissionSetInput{InstanceArn: instance, Name: aws.String("books"), SessionDuration: aws.String("PT1H")})).PermissionSet.PermissionSetArn
	must(client.PutInlinePolicyToPermissionSet(ctx, &ssoadmin.PutInlinePolicyToPermissionSetInput{
		InstanceArn: instance, PermissionSetArn: set, InlinePolicy: aws.String(policyOf("s3:GetObject")),
	}))
	must(client.CreateAccountAssignment(ctx, &ssoadmin.CreateAccountAssignmentInput{
		InstanceArn: instance, PermissionSetArn: set, PrincipalId: aws.String("12345678-1234-1234-1234-123456789012"), PrincipalType: ssotypes.PrincipalTypeGroup,
		TargetId: aws.String(double.Account), TargetType: ssotypes.TargetTypeAwsAccount,
	}))
	must(client.ProvisionPermissionSet(ctx, &ssoadmin.ProvisionPermissionSetInput{
		InstanceArn: instance, PermissionSetArn: set, TargetId: aws.String(double.Account), TargetType: ssotypes.ProvisionTargetTypeAwsAccount,
	}))
}

package live

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestEC2(t *testing.T) {
	testOneCall(t, []oneCall{
		{
			account.Volumes.Kind, "ec2:DescribeVolumes", "volumeSet",
			`<item><volumeId>vol-1</volumeId><size>8</size><snapshotId>snap-1</snapshotId><availabilityZone>us-east-1a</availabilityZone><status>in-use</status><attachmentSet><item><volumeId>vol-1</volumeId><instanceId>i-1</instanceId><status>attached</status></item></attachmentSet><encrypted>true</encrypted><kmsKeyId>arn:aws:kms:us-east-1:123456789012:key/k</kmsKeyId>
				<tagSet><item><key>backup</key><value>daily</value></item><item><key>Note</key><value/></item><item><key>aws:cloudformation:stack-name</key><value>s</value></item></tagSet></item>
			<item><volumeId>vol-2</volumeId><size>8</size><snapshotId/><encrypted>false</encrypted></item>
			<item><volumeId>vol-3</volumeId></item>`,
			`[{"Id": "vol-1", "Region": "us-east-1", "Encrypted": true, "KmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/k", "SnapshotId": "snap-1", "Attachments": [{"InstanceId": "i-1"}],
				"Tags": [{"Key": "Note", "Value": null}, {"Key": "backup", "Value": "daily"}]},
			{"Id": "vol-2", "Region": "us-east-1", "Encrypted": false, "KmsKeyId": null, "SnapshotId": null, "Attachments": [], "Tags": []},
			{"Id": "vol-3", "Region": "us-east-1", "Encrypted": {"unknown": "error", "call": "ec2:DescribeVolumes"}, "KmsKeyId": null, "SnapshotId": null, "Attachments": [], "Tags": []}]`,
		},
		{
			account.Snapshots.Kind, "ec2:DescribeSnapshots", "snapshotSet",
			`<item><snapshotId>snap-1</snapshotId><volumeId>vol-1</volumeId><status>completed</status><ownerId>123456789012</ownerId><encrypted>true</encrypted><kmsKeyId>arn:aws:kms:us-east-1:123456789012:key/k</kmsKeyId></item>
			<item><snapshotId>snap-2</snapshotId></item>`,
			`[{"Id": "snap-1", "Region": "us-east-1", "Encrypted": true, "KmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/k", "VolumeId": "vol-1"},
			{"Id": "snap-2", "Region": "us-east-1", "Encrypted": {"unknown": "error", "call": "ec2:DescribeSnapshots"}, "KmsKeyId": null, "VolumeId": {"unknown": "error", "call": "ec2:DescribeSnapshots"}}]`,
		},
		{
			account.Instances.Kind, "ec2:DescribeInstances", "reservationSet",
			`<item><reservationId>r-1</reservationId><groupSet/><instancesSet>
				<item><instanceId>i-1</instanceId><instanceState><code>16</code><name>running</name></instanceState><subnetId>subnet-1</subnetId>
					<groupSet><item><groupId>sg-1</groupId><groupName>web</groupName></item></groupSet>
					<networkInterfaceSet><item/><item><association><publicIp>203.0.113.1</publicIp></association></item></networkInterfaceSet></item>
				<item><instanceId>i-2</instanceId><instanceState><code>48</code><name>terminated</name></instanceState><groupSet/></item>
			</instancesSet></item>
			<item><instancesSet><item><instanceId>i-3</instanceId><subnetId>subnet-1</subnetId><groupSet/><tagSet><item><key>Name</key><value>web</value></item></tagSet></item><item><instanceId>i-4</instanceId><ipAddress>203.0.113.2</ipAddress></item></instancesSet></item>`,
			`[{"Id": "i-1", "Region": "us-east-1", "SubnetId": "subnet-1", "SecurityGroups": [{"GroupId": "sg-1"}], "PublicIpAddress": true, "Tags": []},
			{"Id": "i-3", "Region": "us-east-1", "SubnetId": "subnet-1", "SecurityGroups": [], "PublicIpAddress": false, "Tags": [{"Key": "Name", "Value": "web"}]},
			{"Id": "i-4", "Region": "us-east-1", "SubnetId": null, "SecurityGroups": {"unknown": "error", "call": "ec2:DescribeInstances"}, "PublicIpAddress": true, "Tags": []}]`,
		},
	})
}

var _ = sample(fake{
	"ec2:DescribeVolumes":   answers(xml("ec2:DescribeVolumes", `<volumeSet><item><volumeId>vol-1</volumeId><attachmentSet><item><instanceId>i-1</instanceId></item></attachmentSet><snapshotId/><encrypted>true</encrypted><kmsKeyId>k</kmsKeyId></item></volumeSet>`)),
	"ec2:DescribeSnapshots": answers(xml("ec2:DescribeSnapshots", `<snapshotSet><item><snapshotId>snap-1</snapshotId><volumeId>vol-1</volumeId><encrypted>true</encrypted><kmsKeyId>k</kmsKeyId></item></snapshotSet>`)),
	"ec2:DescribeInstances": answers(xml("ec2:DescribeInstances", `<reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><subnetId>subnet-1</subnetId>
		<groupSet><item><groupId>sg-1</groupId></item></groupSet></item></instancesSet></item></reservationSet>`)),
	"ec2:GetEbsEncryptionByDefault": answers(xml("ec2:GetEbsEncryptionByDefault", "<ebsEncryptionByDefault>true</ebsEncryptionByDefault>")),
	"ec2:GetEbsDefaultKmsKeyId":     answers(xml("ec2:GetEbsDefaultKmsKeyId", "<kmsKeyId>alias/aws/ebs</kmsKeyId>")),
})

func TestHowEC2IsAsked(t *testing.T) {
	for _, c := range []struct {
		kind             account.Kind
		call, name, want string
	}{
		{account.Volumes.Kind, "ec2:DescribeVolumes", "IncludeManagedResources", "true"},
		{account.Instances.Kind, "ec2:DescribeInstances", "IncludeManagedResources", "true"},
		{account.NetworkInterfaces.Kind, "ec2:DescribeNetworkInterfaces", "IncludeManagedResources", "true"},
		{account.Snapshots.Kind, "ec2:DescribeSnapshots", "Owner.1", "self"},
	} {
		var forms []url.Values
		recorded(t, fake{c.call: answers(asked(t, &forms, xml(c.call, "")))}, c.kind)
		if len(forms) != 1 || forms[0].Get(c.name) != c.want || forms[0].Get("MaxResults") != "500" {
			t.Errorf("%s was asked with %v", c.call, forms)
		}
	}
}

func TestEBSDefaults(t *testing.T) {
	const call, keyCall, arn = "ec2:GetEbsEncryptionByDefault", "ec2:GetEbsDefaultKmsKeyId", "arn:aws:kms:us-east-1:123456789012:key/k"
	on, aws := xml(call, "<ebsEncryptionByDefault>true</ebsEncryptionByDefault>"), xml(keyCall, "<kmsKeyId>alias/aws/ebs</kmsKeyId>")
	unknown := func(call, cause string) string { return `{"unknown": "` + cause + `", "call": "` + call + `"}` }
	for name, c := range map[string]struct {
		body, key       any
		want, wantedKey string
	}{
		"on":          {on, aws, `true`, `"alias/aws/ebs"`},
		"off":         {xml(call, "<ebsEncryptionByDefault>false</ebsEncryptionByDefault>"), aws, `false`, `"alias/aws/ebs"`},
		"own key":     {on, xml(keyCall, "<kmsKeyId>"+arn+"</kmsKeyId>"), `true`, `"` + arn + `"`},
		"empty":       {"", aws, unknown(call, "error"), `"alias/aws/ebs"`},
		"refused":     {refuses(call, http.StatusForbidden, "UnauthorizedOperation", "no"), aws, unknown(call, "denied"), `"alias/aws/ebs"`},
		"slowed":      {refuses(call, http.StatusServiceUnavailable, "RequestLimitExceeded", "slow"), aws, unknown(call, "throttled"), `"alias/aws/ebs"`},
		"key refused": {on, refuses(keyCall, http.StatusForbidden, "UnauthorizedOperation", "no"), `true`, unknown(keyCall, "denied")},
		"no key":      {on, xml(keyCall, ""), `true`, unknown(keyCall, "error")},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{call: answers(c.body), keyCall: answers(c.key)}, account.EBSDefaults.Kind)
			for attribute, want := range map[string]string{"EbsEncryptionByDefault": c.want, "EbsDefaultKmsKeyId": c.wantedKey} {
				if got := attributeOf(t, rec, account.EBSDefaults.Kind, 0, attribute); got != normal(t, want) {
					t.Errorf("%s is %s and not %s", attribute, got, want)
				}
			}
		})
	}
}

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
			`<item><volumeId>vol-1</volumeId><size>8</size><snapshotId>snap-1</snapshotId><availabilityZone>us-east-1a</availabilityZone><status>in-use</status><encrypted>true</encrypted><kmsKeyId>arn:aws:kms:us-east-1:123456789012:key/k</kmsKeyId></item>
			<item><volumeId>vol-2</volumeId><size>8</size><snapshotId/><encrypted>false</encrypted></item>
			<item><volumeId>vol-3</volumeId></item>`,
			`[{"Id": "vol-1", "Region": "us-east-1", "Encrypted": true, "KmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/k", "SnapshotId": "snap-1"},
			{"Id": "vol-2", "Region": "us-east-1", "Encrypted": false, "KmsKeyId": null, "SnapshotId": null},
			{"Id": "vol-3", "Region": "us-east-1", "Encrypted": {"unknown": "error", "call": "ec2:DescribeVolumes"}, "KmsKeyId": null, "SnapshotId": null}]`,
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
			<item><instancesSet><item><instanceId>i-3</instanceId><subnetId>subnet-1</subnetId><groupSet/></item><item><instanceId>i-4</instanceId><ipAddress>203.0.113.2</ipAddress></item></instancesSet></item>`,
			`[{"Id": "i-1", "Region": "us-east-1", "SubnetId": "subnet-1", "SecurityGroups": [{"GroupId": "sg-1"}], "PublicIpAddress": true},
			{"Id": "i-3", "Region": "us-east-1", "SubnetId": "subnet-1", "SecurityGroups": [], "PublicIpAddress": false},
			{"Id": "i-4", "Region": "us-east-1", "SubnetId": null, "SecurityGroups": {"unknown": "error", "call": "ec2:DescribeInstances"}, "PublicIpAddress": true}]`,
		},
	})
}

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
	const call = "ec2:GetEbsEncryptionByDefault"
	unknown := func(cause string) string {
		return `[{"Id": "account", "Region": "us-east-1", "EbsEncryptionByDefault": {"unknown": "` + cause + `", "call": "` + call + `"}}]`
	}
	for name, c := range map[string]struct {
		body any
		want string
	}{
		"on":      {xml(call, "<ebsEncryptionByDefault>true</ebsEncryptionByDefault>"), `[{"Id": "account", "Region": "us-east-1", "EbsEncryptionByDefault": true}]`},
		"off":     {xml(call, "<ebsEncryptionByDefault>false</ebsEncryptionByDefault>"), `[{"Id": "account", "Region": "us-east-1", "EbsEncryptionByDefault": false}]`},
		"empty":   {"", unknown("error")},
		"refused": {refuses(call, http.StatusForbidden, "UnauthorizedOperation", "no"), unknown("denied")},
		"slowed":  {refuses(call, http.StatusServiceUnavailable, "RequestLimitExceeded", "slow"), unknown("throttled")},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{call: answers(c.body)}, account.EBSDefaults.Kind)
			wantRecorded(t, rec, account.EBSDefaults.Kind, listed(t, call, c.want))
		})
	}
}

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{kinds: []account.Kind{account.EBSDefaults.Kind}, calls: []any{ec2.GetEbsEncryptionByDefaultInput{}, ec2.GetEbsDefaultKmsKeyIdInput{}}, read: ebsDefaults})
	_ = collect(collector{kinds: []account.Kind{account.Volumes.Kind}, calls: []any{ec2.DescribeVolumesInput{}}, read: volumes})
	_ = collect(collector{kinds: []account.Kind{account.Snapshots.Kind}, calls: []any{ec2.DescribeSnapshotsInput{}}, read: snapshots})
	_ = collect(collector{kinds: []account.Kind{account.Instances.Kind}, calls: []any{ec2.DescribeInstancesInput{}}, read: instances})
)

// ec2Page is how many items EC2 is asked for on one page. Without a number it
// tries to answer with all at once, which it may not get done in time (AWS
// documentation, 2026-11).
const ec2Page = 500

// ec2ShortPage is the same for operations that take no more.
const ec2ShortPage = 100

func ebsDefaults(r *reader) {
	client := ec2.NewFromConfig(r.config())
	told := ask(r, client.GetEbsEncryptionByDefault, &ec2.GetEbsEncryptionByDefaultInput{})
	d := account.EBSDefaults.Add(r.to, account.Ident{ID: account.AccountID, Region: r.region}, told.origin)
	put(&d.Encrypted, told.out.EbsEncryptionByDefault, told.told)
	key := ask(r, client.GetEbsDefaultKmsKeyId, &ec2.GetEbsDefaultKmsKeyIdInput{})
	linkGiven(&d.Key, key.out.KmsKeyId, key.told)
}

// volumes reads all volumes, also those of services that hide theirs.
func volumes(r *reader) {
	in := &ec2.DescribeVolumesInput{MaxResults: aws.Int32(ec2Page), IncludeManagedResources: aws.Bool(true)}
	for v := range found(r, ec2.NewFromConfig(r.config()).DescribeVolumes, in, func(o *ec2.DescribeVolumesOutput) []types.Volume { return o.Volumes }) {
		volume := account.Volumes.Add(r.to, account.Ident{ARN: text(v.out.VolumeArn), ID: text(v.out.VolumeId), Region: r.region}, v.origin)
		put(&volume.Encrypted, v.out.Encrypted, v.told)
		link(&volume.Key, v.out.KmsKeyId, v.told)
		link(&volume.Snapshot, v.out.SnapshotId, v.told)
		tagged(&volume.Tags, v.out.Tags, v.told, ec2Tag)
		all := make([]*account.VolumeAttachment, len(v.out.Attachments))
		for i, one := range v.out.Attachments {
			all[i] = &account.VolumeAttachment{}
			linkGiven(&all[i].Instance, one.InstanceId, v.told)
		}
		list(&volume.Attachments, all, v.told)
	}
}

// snapshots reads the account's own. One of somebody else's that a volume names
// stays unknown.
func snapshots(r *reader) {
	in := &ec2.DescribeSnapshotsInput{MaxResults: aws.Int32(ec2Page), OwnerIds: []string{"self"}}
	for s := range found(r, ec2.NewFromConfig(r.config()).DescribeSnapshots, in, func(o *ec2.DescribeSnapshotsOutput) []types.Snapshot { return o.Snapshots }) {
		snapshot := account.Snapshots.Add(r.to, account.Ident{ID: text(s.out.SnapshotId), Region: r.region}, s.origin)
		put(&snapshot.Encrypted, s.out.Encrypted, s.told)
		link(&snapshot.Key, s.out.KmsKeyId, s.told)
		linkGiven(&snapshot.Volume, s.out.VolumeId, s.told)
	}
}

// instances reads those that are there: EC2 lists a terminated one for an hour.
func instances(r *reader) {
	in := &ec2.DescribeInstancesInput{MaxResults: aws.Int32(ec2Page), IncludeManagedResources: aws.Bool(true)}
	for i := range found(r, ec2.NewFromConfig(r.config()).DescribeInstances, in, inReservations) {
		if i.out.State != nil && i.out.State.Name == types.InstanceStateNameTerminated {
			continue
		}
		instance := account.Instances.Add(r.to, account.Ident{ID: text(i.out.InstanceId), Region: r.region}, i.origin)
		link(&instance.Subnet, i.out.SubnetId, i.told)
		put(&instance.Public, addressed(i.out), i.told)
		listOf(&instance.Groups, i.out.SecurityGroups, i.told, i.member)
		tagged(&instance.Tags, i.out.Tags, i.told, ec2Tag)
	}
}

// inReservations are the instances of an answer, which come by reservation.
func inReservations(o *ec2.DescribeInstancesOutput) []types.Instance {
	if o.Reservations == nil {
		return nil
	}
	all := []types.Instance{}
	for _, r := range o.Reservations {
		all = append(all, r.Instances...)
	}
	return all
}

// addressed tells whether any interface of the instance has a public address.
// AWS leaves the address out where there is none.
func addressed(i *types.Instance) *bool {
	public := text(i.PublicIpAddress) != ""
	for _, card := range i.NetworkInterfaces {
		public = public || card.Association != nil && text(card.Association.PublicIp) != ""
	}
	return &public
}

// member is a security group that an answer says is worn.
func (by told) member(group types.GroupIdentifier) []*account.Member {
	var m account.Member
	linkGiven(&m.Group, group.GroupId, by)
	return []*account.Member{&m}
}

// ec2Tag is a tag of EC2, which leaves the list out where there are none (AWS
// API reference, 2026-11).
func ec2Tag(t types.Tag) (key, value *string) { return t.Key, t.Value }

package account

// The kinds of EC2's compute and block storage.
var (
	Volumes     = kind("ec2.volumes", func(a *Account) *Set[*Volume] { return &a.Volumes })
	Snapshots   = kind("ec2.snapshots", func(a *Account) *Set[*Snapshot] { return &a.Snapshots })
	Instances   = kind("ec2.instances", func(a *Account) *Set[*Instance] { return &a.Instances })
	EBSDefaults = kind("ec2.ebs_defaults", func(a *Account) *Set[*EBSDefault] { return &a.EBSDefaults })
)

// Volume is an EBS volume.
type Volume struct {
	Meta
	Encrypted Value[bool] `aws:"Encrypted"`
	Key       Link        `aws:"KmsKeyId"`
	Snapshot  Link        `aws:"SnapshotId"`
	Tags      Set[*Tag]   `aws:"Tags"`
	// Attachments are the instances that have it.
	Attachments Set[*VolumeAttachment] `aws:"Attachments"`
}

// VolumeAttachment is an instance that has a volume.
type VolumeAttachment struct {
	Instance Link `aws:"InstanceId"`
}

// Snapshot is an EBS snapshot.
type Snapshot struct {
	Meta
	Encrypted Value[bool] `aws:"Encrypted"`
	Key       Link        `aws:"KmsKeyId"`
	Volume    Link        `aws:"VolumeId"`
}

// Instance is an EC2 instance.
type Instance struct {
	Meta
	Subnet Link         `aws:"SubnetId"`
	Groups Set[*Member] `aws:"SecurityGroups"`
	Public Value[bool]  `aws:"PublicIpAddress"`
	Tags   Set[*Tag]    `aws:"Tags"`
}

// Member is a security group that something wears.
type Member struct {
	Group Link `aws:"GroupId"`
}

// EBSDefault is the account's EBS encryption setting in one region. It decides
// how a volume that is created comes out and does nothing to one that exists
// (AWS documentation, 2026-11).
type EBSDefault struct {
	Meta
	Encrypted Value[bool] `aws:"EbsEncryptionByDefault"`
	// Key is alias/aws/ebs, which is of AWS, unless somebody chose another.
	Key Link `aws:"EbsDefaultKmsKeyId"`
}

// EBSDefault tells whether volumes that are created in the region come out
// encrypted whatever their creator says.
func (a *Account) EBSDefault(region string) Bool {
	here := a.EBSDefaults.Where(func(d *EBSDefault) bool { return d.Region == region && region != "" })
	for d := range here.All() {
		on := d.Encrypted.Is(true)
		if on.Tri() == True && on.planned() {
			f := d.Encrypted.Fact()
			f.Cause, f.Value = NotFollowed, ""
			return Unsure(f) // nobody knows whether it comes before the volume
		}
		return on
	}
	if region == "" {
		return Unsure(Fact{Subject: string(EBSDefaults.Kind), Path: "Region", Cause: NotCollected})
	}
	return here.Exists(func(*EBSDefault) Bool { return Known(false) })
}

// VolumeEncrypted tells whether the volume is or comes out encrypted. The
// account's default and the snapshot decide only when a volume is created.
func (a *Account) VolumeEncrypted(v *Volume) Bool {
	told := v.Encrypted.Is(true)
	if v.Fresh().Tri() != True {
		return told
	}
	if v.Encrypted.Left() {
		told = Known(false, v.Encrypted.Fact())
	}
	copied := v.Snapshot.Absent().Not().And(a.Snapshots.At(v.Snapshot, func(s *Snapshot) Bool { return s.Encrypted.Is(true) }))
	return told.Or(copied).Or(a.EBSDefault(v.Region))
}

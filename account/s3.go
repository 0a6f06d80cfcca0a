package account

import "slices"

// The kinds of S3.
var (
	Buckets            = kind("s3.buckets", func(a *Account) *Set[*Bucket] { return &a.Buckets })
	PublicAccessBlocks = kind("s3.account_public_access_block", func(a *Account) *Set[*PublicAccessBlock] { return &a.PublicAccessBlocks })
)

// BlockFlags are the four settings of a public access block.
type BlockFlags struct {
	BlockACLs       Value[bool] `aws:"BlockPublicAcls"`
	IgnoreACLs      Value[bool] `aws:"IgnorePublicAcls"`
	BlockPolicy     Value[bool] `aws:"BlockPublicPolicy"`
	RestrictBuckets Value[bool] `aws:"RestrictPublicBuckets"`
}

// PublicAccessBlock is the block of the whole account. There is at most one.
type PublicAccessBlock struct {
	Meta
	BlockFlags `aws:"-"`
}

// Bucket is an S3 bucket with all its parts.
type Bucket struct {
	Meta
	BlockFlags    `aws:"-"`
	Policy        Document      `aws:"Policy"`
	ACL           Value[string] `aws:"CannedAcl"` // custom if the grants are those of no canned one: anybody may be among them
	Ownership     Value[string] `aws:"ObjectOwnership"`
	Algorithm     Value[string] `aws:"SSEAlgorithm"`
	Key           Link          `aws:"KMSMasterKeyID"`
	Versioning    Value[string] `aws:"VersioningStatus"`
	LogBucket     Value[string] `aws:"LoggingTargetBucket"`
	ForceDestroy  Value[bool]   `aws:"ForceDestroy"` // Terraform empties the bucket before it deletes it
	Location      Value[string] `aws:"BucketRegion"`
	Tags          Set[*Tag]     `aws:"Tags"`
	SecondOpinion `aws:"-"`
}

// SecondOpinion is what AWS itself makes of the bucket's policy as it stands.
// It is known of a live account only, and no longer once a plan changes the
// policy. A rule asks PolicyPublic, which lets it settle what our own reading
// of the policy leaves open and nothing else: were it to overrule a reading,
// the answer would turn round with whether AWS was asked.
type SecondOpinion struct {
	IsPublic       Value[bool]   `aws:"IsPublic"`            // of s3:GetBucketPolicyStatus; false without a policy
	NoPublicAccess Value[string] `aws:"CheckNoPublicAccess"` // of access-analyzer: PASS or FAIL
}

// Public tells whether AWS takes the policy for public: it is if either answer
// says so, and is not only if both do. FAIL means that the policy might be (AWS
// documentation, 2026-11).
func (o *SecondOpinion) Public() Bool {
	return o.IsPublic.Is(true).Or(o.NoPublicAccess.Is("PASS").Not())
}

// PolicyPublic tells whether the bucket's policy grants something to everybody.
// Where a policy that was read does not tell by itself, because of a condition
// whose effect is open, AWS's opinion of it decides.
func (b *Bucket) PolicyPublic(own Boundary) Bool {
	read := b.Policy.Public(own)
	if read.Tri() == Unknown && b.Policy.read() == documentRead {
		return b.SecondOpinion.Public().Because(b.Policy.Fact())
	}
	return read
}

// Effective tells whether a flag of the block is on for a bucket: the account
// and the bucket each switch it on, and neither switches it off for the other
// (AWS documentation, 2026-11).
func (a *Account) Effective(b *Bucket, flag func(*BlockFlags) *Value[bool]) Bool {
	return flag(&b.BlockFlags).Is(true).Or(a.accountBlocks(flag))
}

// accountBlocks asks the one block of the account; that there is none counts
// as one with every setting off.
func (a *Account) accountBlocks(flag func(*BlockFlags) *Value[bool]) Bool {
	if moved, open := a.organizationBlockMoved(); open {
		return moved
	}
	for p := range a.PublicAccessBlocks.All() {
		return flag(&p.BlockFlags).Is(true)
	}
	return a.PublicAccessBlocks.Exists(func(*PublicAccessBlock) Bool { return Known(false) })
}

// organizationBlockMoved tells whether the change has a hand in a policy of the
// organization that may block public access. While one is in force the account
// shows what it says, and gets its own settings back when it goes, which nobody
// sees before (AWS documentation, 2026-11).
func (a *Account) organizationBlockMoved() (Bool, bool) {
	for p := range a.OrganizationEffective.All() {
		if p.ID == S3Policies {
			return Unsure(p.PublicAccessBlock.Fact()), p.touched
		}
	}
	return a.OrganizationEffective.Complete(), len(a.OrganizationMoves(S3Policies)) > 0
}

// Flags lists the four settings, for rules that want all of them.
func Flags() []func(*BlockFlags) *Value[bool] {
	return []func(*BlockFlags) *Value[bool]{
		func(f *BlockFlags) *Value[bool] { return &f.BlockACLs },
		func(f *BlockFlags) *Value[bool] { return &f.IgnoreACLs },
		func(f *BlockFlags) *Value[bool] { return &f.BlockPolicy },
		Restrict,
	}
}

// Restrict is the setting that makes a public bucket policy ineffective.
func Restrict(f *BlockFlags) *Value[bool] { return &f.RestrictBuckets }

// EncryptsObjects tells whether new objects are encrypted, with whatever key.
func (b *Bucket) EncryptsObjects() Bool {
	return b.Algorithm.Test(func(algorithm string) bool {
		return slices.Contains([]string{"AES256", "aws:kms", "aws:kms:dsse", "aws:fsx"}, algorithm)
	})
}

package live

import (
	"cmp"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/accessanalyzer"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Buckets.Kind},
	where: global,
	calls: []any{
		s3.ListBucketsInput{}, s3.GetPublicAccessBlockInput{}, s3.GetBucketPolicyInput{}, s3.GetBucketPolicyStatusInput{}, s3.GetBucketAclInput{},
		s3.GetBucketOwnershipControlsInput{}, s3.GetBucketEncryptionInput{}, s3.GetBucketVersioningInput{}, s3.GetBucketLoggingInput{},
		s3.GetBucketTaggingInput{}, accessanalyzer.CheckNoPublicAccessInput{},
	},
	last: true,
	read: buckets,
})

// buckets reads the buckets of all regions. Each is asked about in its own.
func buckets(r *reader) {
	clients := map[string]*s3.Client{}
	in := func(region string) *s3.Client {
		if clients[region] == nil {
			clients[region] = s3.NewFromConfig(r.configIn(region))
		}
		return clients[region]
	}
	// Only an answer that is paged names the regions (AWS API reference, 2026-11).
	every := &s3.ListBucketsInput{MaxBuckets: aws.Int32(1000)}
	for b := range found(r, in(r.region).ListBuckets, every, func(o *s3.ListBucketsOutput) []types.Bucket { return o.Buckets }) {
		name := text(b.out.Name)
		id := account.Ident{ARN: "arn:" + partition(r.from.ARN) + ":s3:::" + name, Name: name}
		bucket := account.Buckets.Add(r.to, id, b.origin)
		put(&bucket.Location, b.out.BucketRegion, b.told)
		at := in(cmp.Or(text(b.out.BucketRegion), r.region))
		wanted := r.wants(id.ARN, name)
		if wanted || r.touched(account.PublicAccessBlocks.Kind) { // every bucket may lean on the account's block
			r.also(func() { openness(r, at, bucket) })
		}
		if wanted {
			r.also(func() { upkeep(r, at, bucket) })
			r.also(func() { bucketTags(r, at, bucket) })
		}
		if wanted || r.touched(account.Keys.Kind) { // whether a key is in use, each bucket has a say in
			r.also(func() { encryption(r, at, bucket) })
		}
	}
}

// openness reads who may come at what is in a bucket.
func openness(r *reader, at *s3.Client, b *account.Bucket) {
	block := ask(r, at.GetPublicAccessBlock, &s3.GetPublicAccessBlockInput{Bucket: &b.Name})
	f := or(block.out.PublicAccessBlockConfiguration, types.PublicAccessBlockConfiguration{})
	blockFlags(&b.BlockFlags, f.BlockPublicAcls, f.IgnorePublicAcls, f.BlockPublicPolicy, f.RestrictPublicBuckets, block.told)
	policy := ask(r, at.GetBucketPolicy, &s3.GetBucketPolicyInput{Bucket: &b.Name})
	policy.told = policy.given(text(policy.out.Policy) != "")
	document(&b.Policy, policy.out.Policy, policy.told)
	opinion(r, at, b, policy)
	status := ask(r, at.GetBucketPolicyStatus, &s3.GetBucketPolicyStatusInput{Bucket: &b.Name})
	put(&b.IsPublic, or(status.out.PolicyStatus, types.PolicyStatus{}).IsPublic, status.told)
	acl := ask(r, at.GetBucketAcl, &s3.GetBucketAclInput{Bucket: &b.Name})
	put(&b.ACL, canned(acl.out), acl.told)
	controls := ask(r, at.GetBucketOwnershipControls, &s3.GetBucketOwnershipControlsInput{Bucket: &b.Name})
	put(&b.Ownership, ownership(controls), controls.told)
}

// ownership is who owns the objects of a bucket. Without controls it is who
// writes them (AWS documentation, 2026-11).
func ownership(a answer[s3.GetBucketOwnershipControlsOutput]) *string {
	switch c := a.out.OwnershipControls; {
	case a.absent:
		return word(types.ObjectOwnershipObjectWriter)
	case c != nil && len(c.Rules) == 1:
		return word(c.Rules[0].ObjectOwnership)
	}
	return nil
}

// upkeep reads what a bucket keeps of earlier versions and of access to it. S3
// answers with nothing for a bucket whose versions were never kept, and for one
// without logging (AWS API reference, 2026-11).
func upkeep(r *reader, at *s3.Client, b *account.Bucket) {
	versions := ask(r, at.GetBucketVersioning, &s3.GetBucketVersioningInput{Bucket: &b.Name})
	put(&b.Versioning, or(word(versions.out.Status), "Disabled"), versions.told)
	logging := ask(r, at.GetBucketLogging, &s3.GetBucketLoggingInput{Bucket: &b.Name})
	if to := logging.out.LoggingEnabled; to != nil {
		put(&b.LogBucket, to.TargetBucket, logging.told)
		return
	}
	put(&b.LogBucket, aws.String(""), logging.told)
}

func bucketTags(r *reader, at *s3.Client, b *account.Bucket) {
	tags := ask(r, at.GetBucketTagging, &s3.GetBucketTaggingInput{Bucket: &b.Name})
	tagged(&b.Tags, tags.out.TagSet, tags.given(tags.out.TagSet != nil), func(t types.Tag) (key, value *string) { return t.Key, t.Value })
}

// encryption reads how objects are encrypted by default, and with which key.
func encryption(r *reader, at *s3.Client, b *account.Bucket) {
	answer := ask(r, at.GetBucketEncryption, &s3.GetBucketEncryptionInput{Bucket: &b.Name})
	var standard *types.ServerSideEncryptionByDefault
	if c := answer.out.ServerSideEncryptionConfiguration; c != nil && len(c.Rules) == 1 {
		standard = c.Rules[0].ApplyServerSideEncryptionByDefault
	}
	by := answer.given(standard != nil)
	standard = or(standard, types.ServerSideEncryptionByDefault{})
	put(&b.Algorithm, word(standard.SSEAlgorithm), by)
	link(&b.Key, standard.KMSMasterKeyID, by)
}

func blockFlags(to *account.BlockFlags, acls, ignore, policy, restrict *bool, by told) {
	put(&to.BlockACLs, acls, by)
	put(&to.IgnoreACLs, ignore, by)
	put(&to.BlockPolicy, policy, by)
	put(&to.RestrictBuckets, restrict, by)
}

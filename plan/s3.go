package plan

import "github.com/soc2gate/soc2gate/account"

const sseDefault = "rule.0.apply_server_side_encryption_by_default.0."

var _ = understand(map[string]adapter{
	"aws_s3_bucket": thing(account.Buckets, names{name: "bucket", global: true}, bucket),
	"aws_s3_bucket_public_access_block": part("bucket", account.Buckets, func(b *account.Bucket, c *change) {
		blockFlags(&b.BlockFlags, c)
	}),
	"aws_s3_account_public_access_block": setting(account.PublicAccessBlocks, true, func(p *account.PublicAccessBlock, c *change) {
		blockFlags(&p.BlockFlags, c)
	}),
	"aws_s3_bucket_policy": part("bucket", account.Buckets, bucketPolicy),
	"aws_s3_bucket_server_side_encryption_configuration": part("bucket", account.Buckets, func(b *account.Bucket, c *change) {
		c.text(&b.Algorithm, sseDefault+"sse_algorithm", "AES256")
		c.link(&b.Key, sseDefault+"kms_master_key_id", account.Keys.Kind)
	}),
	"aws_s3_bucket_versioning": part("bucket", account.Buckets, func(b *account.Bucket, c *change) {
		c.text(&b.Versioning, "versioning_configuration.0.status")
	}),
	"aws_s3_bucket_acl": part("bucket", account.Buckets, bucketACL),
	"aws_s3_bucket_ownership_controls": part("bucket", account.Buckets, func(b *account.Bucket, c *change) {
		// Without the controls the writer of an object owns it (AWS documentation, 2026-11).
		c.text(&b.Ownership, "rule.0.object_ownership", "ObjectWriter")
	}),
	"aws_s3_bucket_logging": part("bucket", account.Buckets, func(b *account.Bucket, c *change) {
		c.text(&b.LogBucket, "target_bucket")
	}),
})

// bucket fills what aws_s3_bucket itself says. A bucket that is created now
// starts with its public access blocked and its objects encrypted (AWS, since
// April and January 2023).
func bucket(b *account.Bucket, c *change) {
	if c.creates() {
		byAWS := c.byAWS()
		for _, flag := range account.Flags() {
			*flag(&b.BlockFlags) = account.Observed(true, byAWS, "")
		}
		b.Algorithm = account.Observed("AES256", byAWS, "")
		b.Ownership = account.Observed("BucketOwnerEnforced", byAWS, "")
	}
	bucketPolicy(b, c)
	c.versioned(b)
	c.boolean(&b.ForceDestroy, "force_destroy", false)
	c.bucketRegion(b)
	c.tags(&b.Tags)
	const inline = "server_side_encryption_configuration.0." + sseDefault
	if c.values().at("server_side_encryption_configuration").value != nil {
		c.text(&b.Algorithm, inline+"sse_algorithm", "AES256")
		c.link(&b.Key, inline+"kms_master_key_id", account.Keys.Kind)
	}
}

// versioned reads the versioning that aws_s3_bucket itself sets. A new bucket has
// none, unless its objects can be locked (AWS documentation, 2026-11).
func (c *change) versioned(b *account.Bucket) {
	const block, attr = "versioning", "versioning.0.enabled"
	on, known := c.values().at(attr).truth()
	locked := c.values().at("object_lock_enabled")
	switch lock, _ := locked.truth(); {
	case c.kept(block):
	case known && on:
		b.Versioning = account.Observed("Enabled", c.origin, attr)
	case known && c.side == planned && c.action == update:
		b.Versioning = account.Observed("Suspended", c.origin, attr)
	case !c.creates() || !known && !c.blockless(block) || locked.unknown() && c.written("object_lock_enabled"):
	case lock:
		b.Versioning = account.Observed("Enabled", c.byAWS(), "")
	default:
		b.Versioning = account.Observed("Disabled", c.byAWS(), "")
	}
}

// bucketACL reads the ACL. One that is written out as grants is none of the
// canned ones, whatever it grants.
func bucketACL(b *account.Bucket, c *change) {
	const grants = "access_control_policy"
	written := c.values().at(grants)
	acl, named := c.values().at("acl").text()
	hasGrants := len(written.items()) > 0 || written.unknown() && !c.blockless(grants)
	hasName := named && acl != "" || c.values().at("acl").unknown() && c.written("acl")
	if c.rare.maybe != "" || hasName || !hasGrants {
		c.text(&b.ACL, "acl", "private")
		return
	}
	b.ACL = account.Observed("custom", c.origin, grants)
}

// bucketPolicy reads the policy. What AWS said of the one before is no longer
// true of another.
func bucketPolicy(b *account.Bucket, c *change) {
	if c.side != stated && !c.kept("policy") {
		if b.IsPublic.Set() {
			b.IsPublic = account.Missing[bool](account.AfterApply, c.origin, "policy")
		}
		if b.NoPublicAccess.Set() {
			b.NoPublicAccess = account.Missing[string](account.AfterApply, c.origin, "policy")
		}
	}
	c.document(&b.Policy, "policy")
}

// blockFlags fills a public access block. Without the resource every setting
// is off.
func blockFlags(f *account.BlockFlags, c *change) {
	c.boolean(&f.BlockACLs, "block_public_acls", false)
	c.boolean(&f.IgnoreACLs, "ignore_public_acls", false)
	c.boolean(&f.BlockPolicy, "block_public_policy", false)
	c.boolean(&f.RestrictBuckets, "restrict_public_buckets", false)
}

// bucketRegion reads where a bucket is. A new one is where its provider is.
func (c *change) bucketRegion(b *account.Bucket) {
	c.text(&b.Location, "region")
	if _, known := b.Location.Get(); !known && c.region != "" {
		b.Location = c.fixed(c.region)
	}
}

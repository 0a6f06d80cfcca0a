package bigplan

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// resource is the i-th of the plan.
type resource struct {
	kind
	i    int
	seed uint64
}

// exists tells that the plan leaves it as it is. Every third is new.
func (r resource) exists() bool { return r.i/len(kinds)%3 != 0 }

func (r resource) name() string { return fmt.Sprintf("r%06d", r.i) }

// values are the attributes, without those that AWS has yet to say.
func (r resource) values() string {
	text := r.body
	if r.exists() {
		text = r.known + text
	}
	return "{" + strings.NewReplacer("%i", fmt.Sprint(r.i), "%team", r.team(0), "%hex", r.hex(), "%1", r.called(1), "%2", r.called(2), "%3", r.called(3)).Replace(text) + "}"
}

// team owns the resource that stands so many before.
func (r resource) team(before int) string {
	return teams[(r.i-before+int(r.seed%7)+len(teams))%len(teams)] //nolint:gosec // because it is below 7
}

// called is what AWS calls the resource that stands so many before.
func (r resource) called(before int) string { return fmt.Sprintf("%s-%d", r.team(before), r.i-before) }

// expressions are what the author wrote: every argument of which the value is
// known beforehand as a constant.
func (r resource) expressions() string {
	return strings.NewReplacer("%1", fmt.Sprintf("r%06d", r.i-1), "%2", fmt.Sprintf("r%06d", r.i-2), "%3", fmt.Sprintf("r%06d", r.i-3), "%i", fmt.Sprint(r.i)).Replace(r.written)
}

// hex is what identifiers end in.
func (r resource) hex() string {
	source := rand.New(rand.NewPCG(r.seed, uint64(r.i))) //nolint:gosec // because it is no secret
	return fmt.Sprintf("%016x", source.Uint64())
}

// kind is a resource type with what its resources look like.
type kind struct {
	typ     string
	known   string // attributes that AWS chooses
	body    string // the others
	unknown string // the mask while it does not exist
	hides   string // the mask of what is sensitive
	written string
}

var teams = []string{"payments", "platform", "search", "billing", "growth", "identity", "reporting"}

const (
	tags        = `"tags":null,"tags_all":{}`
	unknownTags = `"tags_all":{}`
	hiddenTags  = `{"tags_all":{}}`
	document    = `{\"Statement\":[{\"Action\":\"s3:GetObject\",\"Effect\":\"Allow\",\"Resource\":\"arn:aws:s3:::%team-%i/*\"}],\"Version\":\"2012-10-17\"}`
	keyPolicy   = `{\"Statement\":[{\"Action\":\"kms:*\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"123456789012\"},\"Resource\":\"*\"}]}`
	trust       = `{\"Statement\":[{\"Action\":\"sts:AssumeRole\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"}}],\"Version\":\"2012-10-17\"}`
)

// kinds are sorted by type.
var kinds = []kind{
	{
		"aws_cloudwatch_log_group", `"arn":"arn:aws:logs:us-east-1:123456789012:log-group:/%team/%i","id":"/%team/%i",`,
		`"kms_key_id":"","name":"/%team/%i","retention_in_days":400,` + tags,
		`{"arn":true,"id":true,` + unknownTags + `}`, hiddenTags, `{"name":{"constant_value":"/logs/%i"},"retention_in_days":{"constant_value":400}}`,
	},
	{
		"aws_ebs_volume", `"arn":"arn:aws:ec2:us-east-1:123456789012:volume/vol-%hex","id":"vol-%hex","kms_key_id":"arn:aws:kms:us-east-1:123456789012:key/%hex","snapshot_id":"",`,
		`"availability_zone":"us-east-1a","encrypted":true,"size":100,"type":"gp3",` + tags,
		`{"arn":true,"id":true,"kms_key_id":true,"snapshot_id":true,` + unknownTags + `}`,
		hiddenTags, `{"availability_zone":{"constant_value":"us-east-1a"},"encrypted":{"constant_value":true},"size":{"constant_value":100},"type":{"constant_value":"gp3"}}`,
	},
	{
		"aws_iam_policy", `"arn":"arn:aws:iam::123456789012:policy/%team-%i","attachment_count":1,"id":"arn:aws:iam::123456789012:policy/%team-%i","policy_id":"ANPA%hex",`,
		`"name":"%team-%i","path":"/","policy":"` + document + `",` + tags,
		`{"arn":true,"attachment_count":true,"id":true,"policy_id":true,` + unknownTags + `}`, hiddenTags, `{"name":{"constant_value":"policy-%i"},"policy":{}}`,
	},
	{
		"aws_iam_role", `"arn":"arn:aws:iam::123456789012:role/%team-%i","id":"%team-%i","unique_id":"AROA%hex",`,
		`"assume_role_policy":"` + trust + `","max_session_duration":3600,"name":"%team-%i","path":"/","permissions_boundary":"",` + tags,
		`{"arn":true,"id":true,"unique_id":true,` + unknownTags + `}`,
		`{"tags_all":{}}`, `{"assume_role_policy":{},"name":{"constant_value":"role-%i"}}`,
	},
	{
		"aws_iam_role_policy_attachment", `"id":"%1-%hex","policy_arn":"arn:aws:iam::123456789012:policy/%2",`, `"role":"%1"`,
		`{"id":true,"policy_arn":true}`, `{}`,
		`{"policy_arn":{"references":["aws_iam_policy.%2.arn","aws_iam_policy.%2"]},"role":{"references":["aws_iam_role.%1.name","aws_iam_role.%1"]}}`,
	},
	{
		"aws_kms_key", `"arn":"arn:aws:kms:us-east-1:123456789012:key/%hex","id":"%hex","key_id":"%hex","multi_region":false,"policy":"` + keyPolicy + `",`,
		`"custom_key_store_id":"","customer_master_key_spec":"SYMMETRIC_DEFAULT","deletion_window_in_days":30,"description":"%team","enable_key_rotation":true,"is_enabled":true,` + tags,
		`{"arn":true,"id":true,"key_id":true,"multi_region":true,"policy":true,` + unknownTags + `}`,
		hiddenTags, `{"deletion_window_in_days":{"constant_value":30},"description":{"references":["var.environment"]},"enable_key_rotation":{"constant_value":true}}`,
	},
	{
		"aws_s3_bucket", `"arn":"arn:aws:s3:::%team-%i","id":"%team-%i","policy":"","region":"us-east-1","versioning":[{"enabled":true,"mfa_delete":false}],`,
		`"bucket":"%team-%i","force_destroy":false,` + tags,
		`{"arn":true,"id":true,"policy":true,"region":true,"versioning":true,` + unknownTags + `}`,
		`{"tags_all":{},"versioning":[{}]}`, `{"bucket":{"constant_value":"bucket-%i"}}`,
	},
	{
		"aws_s3_bucket_ownership_controls", `"bucket":"%1","id":"%1",`, `"rule":[{"object_ownership":"BucketOwnerEnforced"}]`,
		`{"bucket":true,"id":true,"rule":[{}]}`, `{"rule":[{}]}`,
		`{"bucket":{"references":["aws_s3_bucket.%1.id","aws_s3_bucket.%1"]},"rule":[{"object_ownership":{"constant_value":"BucketOwnerEnforced"}}]}`,
	},
	{
		"aws_s3_bucket_public_access_block", `"bucket":"%2","id":"%2",`,
		`"block_public_acls":true,"block_public_policy":true,"ignore_public_acls":true,"restrict_public_buckets":true`,
		`{"bucket":true,"id":true}`, `{}`, `{"block_public_acls":{"constant_value":true},"block_public_policy":{"constant_value":true},"bucket":{"references":["aws_s3_bucket.%2.id","aws_s3_bucket.%2"]},"ignore_public_acls":{"constant_value":true},"restrict_public_buckets":{"constant_value":true}}`,
	},
	{
		"aws_s3_bucket_versioning", `"bucket":"%3","id":"%3",`,
		`"expected_bucket_owner":"","mfa":null,"versioning_configuration":[{"mfa_delete":"","status":"Enabled"}]`,
		`{"bucket":true,"id":true,"versioning_configuration":[{"mfa_delete":true}]}`, `{"versioning_configuration":[{}]}`,
		`{"bucket":{"references":["aws_s3_bucket.%3.id","aws_s3_bucket.%3"]},"versioning_configuration":[{"status":{"constant_value":"Enabled"}}]}`,
	},
	{
		"aws_security_group", `"arn":"arn:aws:ec2:us-east-1:123456789012:security-group/sg-%hex","id":"sg-%hex","owner_id":"123456789012",`,
		`"description":"%team","egress":[],"ingress":[{"cidr_blocks":["10.0.0.0/8"],"from_port":443,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":443}],"name":"%team-%i","vpc_id":"vpc-0123456789abcdef0",` + tags,
		`{"arn":true,"egress":[],"id":true,"ingress":[{"cidr_blocks":[false],"ipv6_cidr_blocks":[],"prefix_list_ids":[],"security_groups":[]}],"owner_id":true,` + unknownTags + `}`,
		`{"egress":[],"ingress":[{"cidr_blocks":[false],"ipv6_cidr_blocks":[],"prefix_list_ids":[],"security_groups":[]}],"tags_all":{}}`,
		`{"description":{"references":["var.environment"]},"name":{"constant_value":"group-%i"},"vpc_id":{"references":["var.vpc"]}}`,
	},
	{
		"aws_ssm_parameter", `"arn":"arn:aws:ssm:us-east-1:123456789012:parameter/%team/%i","id":"/%team/%i","version":3,`,
		`"key_id":"alias/aws/ssm","name":"/%team/%i","tier":"Standard","type":"SecureString","value":"not-a-real-secret-%hex",` + tags,
		`{"arn":true,"id":true,"version":true,` + unknownTags + `}`, `{"tags_all":{},"value":true}`,
		`{"name":{"constant_value":"/parameter/%i"},"type":{"constant_value":"SecureString"},"value":{"references":["var.environment"]}}`,
	},
}

package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_cloudtrail": thing(account.Trails, names{name: "name"}, func(t *account.Trail, c *change) {
		c.boolean(&t.Logging, "enable_logging", true)
		c.boolean(&t.MultiRegion, "is_multi_region_trail", false)
		c.boolean(&t.Organization, "is_organization_trail", false)
		c.boolean(&t.GlobalEvents, "include_global_service_events", true)
		c.boolean(&t.FileValidation, "enable_log_file_validation", false)
		c.link(&t.Bucket, "s3_bucket_name", account.Buckets.Kind)
		c.link(&t.Key, "kms_key_id", account.Keys.Kind)
		c.groupARN(&t.LogGroup, "cloud_watch_logs_group_arn")
	}),
})

package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_config_configuration_recorder": thing(account.Recorders, names{name: "name"}, recorder),
	"aws_config_configuration_recorder_status": part("name", account.Recorders, func(r *account.Recorder, c *change) {
		c.boolean(&r.Recording, "is_enabled", false) // to delete the status is to stop the recorder
		if c.side == planned && c.action == replaceDeleteFirst {
			c.disturbs(r)
		}
		if c.side == planned && !c.kept("is_enabled") {
			r.LastStatus = account.Missing[string](account.AfterApply, c.origin, "is_enabled")
		}
	}),
	"aws_config_delivery_channel": thing(account.DeliveryChannels, names{name: "name"}, func(d *account.DeliveryChannel, c *change) {
		c.link(&d.Bucket, "s3_bucket_name", account.Buckets.Kind)
		c.text(&d.Prefix, "s3_key_prefix")
		c.link(&d.Key, "s3_kms_key_arn", account.Keys.Kind, "")
		c.link(&d.Topic, "sns_topic_arn", "sns.topics", "")
		if c.rewrites("s3_bucket_name", "s3_key_prefix", "s3_kms_key_arn") {
			d.History = account.Missing[string](account.AfterApply, c.origin, "s3_bucket_name")
		}
		if c.rewrites("sns_topic_arn") {
			d.Stream = account.Missing[string](account.AfterApply, c.origin, "sns_topic_arn")
		}
	}),
})

// disturbs notes that the recorder stops for a while: to replace its status is
// to stop it and to start it again.
func (c *change) disturbs(r *account.Recorder) {
	if c.rare.maybe == "" {
		account.Interrupt(r, c.Address)
	} else {
		account.Disturb(r, c.Address, c.openness())
	}
}

// rewrites tells whether an update changes any of the attributes.
func (c *change) rewrites(attrs ...string) bool {
	for _, attr := range attrs {
		if c.side == planned && c.action == update && !c.kept(attr) {
			return true
		}
	}
	return false
}

// recorder fills what the recorder itself says. One that is new does not
// record until it is started, which is another resource of Terraform's (AWS
// documentation, 2026-11).
func recorder(r *account.Recorder, c *change) {
	r.Service, r.Scope = c.fixed(""), c.fixed("PAID")
	if c.creates() {
		r.Recording = account.Observed(false, c.byAWS(), "")
		r.LastStatus = account.Missing[string](account.AfterApply, c.origin, "")
	}
	const group, mode = "recording_group.0.", "recording_mode.0."
	c.boolean(&r.AllSupported, group+"all_supported", true)
	c.boolean(&r.GlobalTypes, group+"include_global_resource_types", false)
	c.recorded(&r.Types, group+"resource_types")
	c.recorded(&r.Excluded, group+"exclusion_by_resource_types.0.resource_types")
	c.text(&r.Frequency, mode+"recording_frequency", "CONTINUOUS")
	c.text(&r.Strategy, group+"recording_strategy.0.use_only")
	if strategy, _ := r.Strategy.Get(); strategy == "" {
		c.implied(r)
	}
}

// implied is the strategy of a recorder whose author names none (AWS
// documentation, 2026-11).
func (c *change) implied(r *account.Recorder) {
	if all := r.AllSupported.Is(true); all.Tri() == account.True {
		r.Strategy = account.Observed("ALL_SUPPORTED_RESOURCE_TYPES", c.byAWS(), "")
	} else if len(r.Types.Items()) > 0 {
		r.Strategy = account.Observed("INCLUSION_BY_RESOURCE_TYPES", c.byAWS(), "")
	}
}

func (c *change) recorded(to *account.Set[*account.RecordedType], attr string) {
	list(c, to, attr, func(n node) []*account.RecordedType {
		return []*account.RecordedType{{Type: c.textOf(n, attr)}}
	})
}

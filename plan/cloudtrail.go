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
		c.text(&t.Prefix, "s3_key_prefix")
		c.link(&t.Key, "kms_key_id", account.Keys.Kind)
		c.groupARN(&t.LogGroup, "cloud_watch_logs_group_arn")
		c.selectors(t)
		c.redirects(t)
	}),
})

// redirects forgets how the last delivery went once the log files go somewhere
// else or are encrypted in another way.
func (c *change) redirects(t *account.Trail) {
	if c.rewrites("s3_bucket_name", "s3_key_prefix", "kms_key_id") {
		for _, to := range []*account.Value[string]{&t.Delivered, &t.FileError, &t.DigestError} {
			*to = account.Missing[string](account.AfterApply, c.origin, "s3_bucket_name")
		}
	}
	if c.rewrites("sns_topic_name") {
		t.NotifyError = account.Missing[string](account.AfterApply, c.origin, "sns_topic_name")
	}
}

// selectors reads both spellings of what the trail records.
func (c *change) selectors(t *account.Trail) {
	kept := t.Selectors.Set() && t.Advanced.Set() && c.kept("event_selector") && c.kept("advanced_event_selector")
	if kept {
		return
	}
	if c.action == update && c.side == planned && len(c.before.at(advanced).items()) > 0 && c.gone(advanced) {
		// The provider then asks for an empty list, and AWS does not say what
		// comes of that.
		gap := account.Gap{Call: c.Address, Via: advanced, Cause: account.NotFollowed}
		t.Selectors, t.Advanced = account.PartOf[*account.EventSelector](gap), account.PartOf[*account.AdvancedSelector](gap)
		return
	}
	t.Selectors, t.Advanced = account.Set[*account.EventSelector]{}, account.Set[*account.AdvancedSelector]{}
	blocks(c, &t.Selectors, classic, func(n node) []*account.EventSelector { return []*account.EventSelector{c.eventSelector(n)} })
	blocks(c, &t.Advanced, advanced, func(n node) []*account.AdvancedSelector {
		return []*account.AdvancedSelector{{Fields: under(c, n.at("field_selector"), advanced, c.fieldSelectors)}}
	})
	if c.gone(classic) && c.gone(advanced) {
		t.Selectors = account.ListOf(c.everySelector())
	}
}

const (
	classic  = "event_selector"
	advanced = "advanced_event_selector"
)

// gone tells whether it is sure that there is no block of the name.
func (c *change) gone(block string) bool {
	n := c.values().at(block)
	return len(n.items()) == 0 && (!n.unknown() || c.creates() && c.blockless(block))
}

// everySelector is what a trail has whose author says nothing: all management
// events, and no data events (AWS documentation, 2026-11).
func (c *change) everySelector() *account.EventSelector {
	by := c.byAWS()
	return &account.EventSelector{
		ReadWrite:  account.Observed("All", by, ""),
		Management: account.Observed(true, by, ""),
		Excluded:   account.ListOf[*account.ExcludedSource](),
		Data:       account.ListOf[*account.DataResource](),
	}
}

func (c *change) eventSelector(n node) *account.EventSelector {
	s := &account.EventSelector{ReadWrite: c.textOf(n.at("read_write_type"), classic+".read_write_type")}
	if text, known := s.ReadWrite.Get(); known && text == "" {
		s.ReadWrite = account.Observed("All", c.byAWS(), classic+".read_write_type")
	}
	s.Management = c.truthOf(n.at("include_management_events"), classic+".include_management_events", true)
	s.Excluded = under(c, n.at("exclude_management_event_sources"), classic, func(one node) []*account.ExcludedSource {
		return []*account.ExcludedSource{{Source: c.textOf(one, classic+".exclude_management_event_sources")}}
	})
	s.Data = under(c, n.at("data_resource"), classic, c.dataResources)
	return s
}

// dataResources brings one block, which may have several values, to the
// model's form: one for each value.
func (c *change) dataResources(n node) []*account.DataResource {
	typ := c.textOf(n.at("type"), classic+".data_resource.type")
	var all []*account.DataResource
	for _, value := range owners(n.at("values")) {
		all = append(all, &account.DataResource{Type: typ, Value: c.textOf(value, classic+".data_resource.values")})
	}
	return all
}

// operators are the two spellings of how a field is compared.
var operators = map[string]string{
	"equals": "Equals", "starts_with": "StartsWith", "ends_with": "EndsWith",
	"not_equals": "NotEquals", "not_starts_with": "NotStartsWith", "not_ends_with": "NotEndsWith",
}

func (c *change) fieldSelectors(n node) []*account.FieldSelector {
	field := c.textOf(n.at("field"), advanced+".field_selector.field")
	var all []*account.FieldSelector
	for _, attr := range sortedKeys(operators) {
		for _, value := range owners(n.at(attr)) {
			via := advanced + ".field_selector." + attr
			all = append(all, &account.FieldSelector{Field: field, Operator: c.fixed(operators[attr]), Value: c.textOf(value, via)})
		}
	}
	return all
}

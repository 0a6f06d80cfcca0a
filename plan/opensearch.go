package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(all(thing(account.SearchDomains, names{name: "domain_name"}, func(d *account.SearchDomain, c *change) {
	// A domain is not encrypted unless it is told to be (AWS API reference, 2026-11).
	c.boolean(&d.Encrypted, "encrypt_at_rest.0.enabled", false)
	c.managedKey(&d.Key, "encrypt_at_rest.0.kms_key_id", &d.Encrypted, "alias/aws/es")
	c.tags(&d.Tags)
}), "aws_opensearch_domain", "aws_elasticsearch_domain"))

package plan

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

var _ = understand(map[string]adapter{
	"aws_sns_topic": thing(account.Topics, names{name: "name"}, func(t *account.Topic, c *change) {
		c.link(&t.Key, "kms_master_key_id", account.Keys.Kind)
		c.document(&t.Policy, "policy")
	}),
	"aws_sns_topic_policy": part("arn", account.Topics, func(t *account.Topic, c *change) {
		c.document(&t.Policy, "policy")
	}),
	"aws_sns_topic_subscription": thing(account.Subscriptions, names{}, func(s *account.Subscription, c *change) {
		c.link(&s.Topic, "topic_arn", account.Topics.Kind)
		c.text(&s.Protocol, "protocol")
		endpoint := s.Endpoint.Link
		c.link(&endpoint, "endpoint", account.Topics.Kind)
		s.Endpoint = account.EndpointOf(endpoint)
		c.filtered(s)
		if c.creates() {
			s.Pending = c.pending()
		} else {
			c.boolean(&s.Pending, "pending_confirmation")
		}
	}),
})

// filtered tells whether a filter policy picks messages. What it says is not
// kept.
func (c *change) filtered(s *account.Subscription) {
	const attr = "filter_policy"
	if s.Filtered.Set() && c.kept(attr) {
		return
	}
	var policy account.Value[string]
	c.text(&policy, attr)
	text, known := policy.Get()
	s.Filtered = account.Observed(known && strings.TrimSpace(text) != "" && text != "{}", c.origin, attr)
	if !known {
		s.Filtered = account.Missing[bool](account.AfterApply, c.origin, attr)
	}
}

// pending tells whether a subscription that is made waits to be confirmed. A
// person clicks the link in an e-mail, and an HTTP endpoint answers for itself,
// which Terraform waits for if it is told that it will. Of other protocols AWS
// asks nobody, unless the endpoint is another account's (AWS documentation,
// 2026-11).
func (c *change) pending() account.Value[bool] {
	const attr = "protocol"
	protocol, known := c.values().at(attr).text()
	switch {
	case !known:
		return account.Missing[bool](account.AfterApply, c.origin, attr)
	case strings.HasPrefix(protocol, "email"):
		return account.Observed(true, c.byAWS(), attr)
	case strings.HasPrefix(protocol, "http"):
		var answers account.Value[bool]
		c.boolean(&answers, "endpoint_auto_confirms", false)
		yes, known := answers.Get()
		if !known {
			return answers
		}
		return account.Observed(!yes, c.byAWS(), "endpoint_auto_confirms")
	case protocol == "sms", protocol == "application", c.ownEndpoint():
		return account.Observed(false, c.byAWS(), attr)
	}
	return account.Missing[bool](account.AfterApply, c.origin, "endpoint")
}

// ownEndpoint tells whether the endpoint is surely one of the account that the
// subscription is made in.
func (c *change) ownEndpoint() bool {
	n := c.values().at("endpoint")
	if n.unknown() {
		made, same := c.madeFor("endpoint")
		return made != "" && same
	}
	text, _ := n.text()
	owner := c.ownAccount()
	return owner != "" && string(arnPart([]byte(text), 4)) == owner
}

// ownAccount is the account that the change is made in, or "".
func (c *change) ownAccount() string {
	if topic, ok := c.values().at("topic_arn").text(); ok {
		return string(arnPart([]byte(topic), 4))
	}
	return c.plan.Place(c.Address).Account
}

package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_organizations_policy": outlives(account.OrganizationPolicies, func(p *account.OrganizationPolicy, c *change) {
		c.text(&p.Type, "type", "SERVICE_CONTROL_POLICY")
		p.Former = account.NoDocument(c.origin, "")
		if c.side == planned && c.action == update && !c.kept("content") {
			p.Former = p.Content
		}
		c.document(&p.Content, "content")
	}),
	"aws_organizations_policy_attachment": outlives(account.OrganizationAttachments, func(a *account.OrganizationAttachment, c *change) {
		c.link(&a.Policy, "policy_id", account.OrganizationPolicies.Kind)
		c.linkToAny(&a.Target, "target_id", account.OrganizationalUnits.Kind, account.OrganizationAccounts.Kind)
	}),
})

// outlives is an adapter for a thing that skip_destroy leaves in the account
// when its resource goes.
func outlives[P account.Thing](kind account.Table[P], fill func(P, *change)) adapter {
	n := names{}
	a := thing(kind, n, fill)
	drop := a.drop
	a.drop = func(b *account.Builder, c *change) {
		if stays, _ := c.before.at("skip_destroy").truth(); stays && goes(c.action) {
			kind.Forget(b, n.ident(c, c.before))
			return
		}
		drop(b, c)
	}
	return a
}

// linkToAny is link for an attribute that names a thing of one of the kinds.
func (c *change) linkToAny(to *account.Link, attr string, kinds ...account.Kind) {
	if to.Set() && c.kept(attr) {
		return
	}
	for _, kind := range kinds {
		*to = c.linkAt(c.values().at(attr), attr, kind)
		if _, exact := c.refersTo(attr, kind); to.Left() || exact || !c.values().at(attr).unknown() {
			return
		}
	}
}

var _ = understand(map[string]adapter{
	"aws_organizations_policy": {part: func(b *account.Builder, c *change) {
		if c.action != create {
			doubtEffective(b, c, typeOfPolicy(c))
		}
	}},
	"aws_organizations_policy_attachment": {part: func(b *account.Builder, c *change) {
		doubtEffective(b, c, attachedType(b, c))
	}},
	"aws_organizations_account": {part: func(b *account.Builder, c *change) {
		if c.action == update && !c.kept("parent_id") {
			doubtEffective(b, c, "")
		}
	}},
	"aws_organizations_organization": {part: func(b *account.Builder, c *change) {
		if !c.kept("enabled_policy_types") {
			doubtEffective(b, c, "")
		}
	}},
})

// typeOfPolicy is the type of the policy that the change is about.
func typeOfPolicy(c *change) string {
	for _, doc := range []node{c.after, c.before} {
		if text, ok := doc.at("type").text(); ok {
			return text
		}
	}
	return ""
}

// attachedType is the type of the policy that is attached, if it is known.
func attachedType(b *account.Builder, c *change) string {
	for _, doc := range []node{c.after, c.before} {
		if id, ok := doc.at("policy_id").text(); ok {
			if p := account.OrganizationPolicies.Find(b, account.Ident{ID: id}); p != nil {
				text, _ := p.Type.Get()
				return text
			}
		}
	}
	return ""
}

// doubtEffective drops what is known of the effective policies of a type, or of
// all types: what Organizations makes of a change the model does not follow.
func doubtEffective(b *account.Builder, c *change, typ string) {
	if typ == "SERVICE_CONTROL_POLICY" || typ == "RESOURCE_CONTROL_POLICY" || c.action == read || c.action == noop {
		return // of these there is none
	}
	gap := account.Gap{Call: c.Address, Cause: account.NotFollowed}
	account.OrganizationEffective.Each(b, func(p *account.EffectivePolicy) {
		if typ == "" || p.ID == typ {
			p.PublicAccessBlock = account.Missing[string](account.NotFollowed, c.origin, "")
			p.Backups = account.PartOf[*account.EffectiveBackup](gap)
			account.Touch(p)
		}
	})
	b.Miss(account.OrganizationEffective.Kind, gap)
}

package plan

import "github.com/soc2gate/soc2gate/account"

// tags reads the tags that a thing has: tags_all or, while that is not known,
// what makes it up. See Plan.Tags.
func (c *change) tags(to *account.Set[*account.Tag]) {
	n := c.values().at("tags_all")
	if to.Set() && c.kept("tags_all") {
		return
	}
	complete := n.value != nil && !n.unknown()
	if !complete && c.side == planned {
		c.tagsToCome(to)
		return
	}
	var items []*account.Tag
	for name, one := range n.members() {
		items = append(items, &account.Tag{Key: account.Observed(name, c.origin, "tags_all"), Value: c.tagOf(name, one)})
	}
	*to = c.tagList(items, complete, account.NotCollected)
}

// tagOf is the value of one tag. The provider does not mark what is sensitive
// in tags_all, so that a value is shown only if it is not so where it comes from.
func (c *change) tagOf(name string, n node) account.Value[string] {
	own := c.values().at("tags").step(name)
	value := c.textOf(n, "tags_all")
	text, known := value.Get()
	inherited := c.provider > 0 && c.plan.providers[c.provider-1].tagsKnown
	if known && (own.hidden() || own.value == nil && !inherited) {
		return account.Secret(text, c.origin, "tags_all")
	}
	return value
}

// tagsToCome puts tags together that tags_all does not tell yet.
func (c *change) tagsToCome(to *account.Set[*account.Tag]) {
	tags := map[string]Tag{}
	complete := c.inherit(tags)
	complete = c.own(tags) && complete
	items := make([]*account.Tag, 0, len(tags))
	for _, name := range sortedKeys(tags) {
		one := &account.Tag{Key: account.Observed(name, c.origin, "tags"), Value: account.Missing[string](account.AfterApply, c.origin, "tags")}
		if tags[name].Known {
			one.Value = account.Observed(tags[name].Value, c.origin, "tags")
		}
		items = append(items, one)
	}
	*to = c.tagList(items, complete, account.AfterApply)
}

func (c *change) tagList(items []*account.Tag, complete bool, why account.Cause) account.Set[*account.Tag] {
	if !complete {
		return account.PartOf(account.Gap{Call: c.Address, Via: "tags_all", Cause: why}, items...)
	}
	return account.ListOf(items...)
}

package plan

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/plan/source"
)

// Tag is one tag of a resource after apply. Its value may not be known yet.
type Tag struct {
	Value string
	Known bool
}

// Tags returns the tags that a resource instance has after apply, and whether
// those are all: what the plan says of tags_all or, while it does not, the
// resource's own tags over the default tags of its very provider configuration.
// Sensitive values count as not known.
func (p *Plan) Tags(address string) (tags map[string]Tag, complete bool) {
	at, found := slices.BinarySearchFunc(p.changes, address, func(c *change, address string) int {
		return strings.Compare(c.Address, address)
	})
	if !found || p.changes[at].body.size == 0 {
		return nil, false
	}
	c := p.changes[at]
	if err := c.decode(); err != nil {
		return nil, false
	}
	defer c.release()
	tags = map[string]Tag{}
	if all := c.after.at("tags_all"); !all.unknown() {
		return tags, enter(tags, all)
	}
	complete = c.inherit(tags)
	return tags, c.own(tags) && complete
}

// own adds the resource's own tags. The provider makes all of them unknown if
// one is; the sources tell the others.
func (c *change) own(tags map[string]Tag) bool {
	if n := c.after.at("tags"); !n.unknown() || c.plan.sources == nil {
		return enter(tags, n)
	}
	own, complete := c.plan.sources.Tags(c.Address)
	for name, tag := range own {
		if tags[name] = (Tag{}); tag.Known && kind(tag.Value) == '"' {
			tags[name] = Tag{string(plain(tag.Value)), true}
		}
	}
	return complete
}

// enter adds tags, and tells whether those are all.
func enter(tags map[string]Tag, n node) bool {
	if n.unknown() {
		return false
	}
	for name, one := range n.members() {
		text, ok := one.text()
		tags[name] = Tag{Value: text, Known: ok && !one.unknown() && !one.hidden()}
		if !tags[name].Known {
			tags[name] = Tag{}
		}
	}
	return true
}

// inherit adds the default tags of the provider. An Auto Scaling group has none
// of them (AWS provider 5.100, 2026-11).
func (c *change) inherit(tags map[string]Tag) bool {
	switch {
	case c.Type == "aws_autoscaling_group":
		return true
	case c.provider == 0:
		return false
	}
	p := c.plan.providers[c.provider-1]
	return p.tagsKnown && enter(tags, node{value: p.tags})
}

// defaultsFromJSON reads default tags that are written as constants.
func (p *provider) defaultsFromJSON(arguments jsontext.Value) {
	blocks := (node{value: memberOf(arguments, "default_tags")}).items()
	p.tagsKnown = len(blocks) == 0
	if len(blocks) == 1 {
		p.tags = memberOf(memberOf(blocks[0].value, "tags"), "constant_value")
		p.tagsKnown = p.tags != nil
	}
}

// defaultsFrom reads default tags that were evaluated.
func (p *provider) defaultsFrom(s source.Setting) {
	p.tags, p.tagsKnown = s.Value, s.Known || !s.Set
}

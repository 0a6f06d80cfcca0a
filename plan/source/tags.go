package source

import (
	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"
)

// Tag is the value of one tag of a resource.
type Tag struct {
	Known bool
	Value jsontext.Value // null takes the tag away
}

// Tags returns the tags that an instance has after apply: its own over the
// default tags of its provider configuration, the local name and alias of
// which the caller knows. Complete says that there are no others.
func (s *Sources) Tags(address, provider, alias string) (tags map[string]Tag, complete bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if recover() != nil {
			tags, complete = nil, false
		}
	}()
	e := s.evaluation()
	own, p, why := e.attribute(address, "tags")
	if why != "" {
		return nil, false
	}
	tags = map[string]Tag{}
	complete = e.defaultTags(tags, p.env.scope, provider, alias)
	return tags, e.tags(tags, own) && complete && !e.over
}

// defaultTags enters the tags that the provider gives to everything.
func (e *evaluation) defaultTags(into map[string]Tag, c *scope, name, alias string) bool {
	block, c := providerBlock(c, name, alias)
	if block == nil || c.module.broken != "" {
		return false
	}
	all, _, open := e.elements(block.Body, "default_tags", c.inside())
	if open || block.Body.Attributes["default_tags"] != nil {
		return false
	}
	for _, one := range all {
		if attr := one.body.Attributes["tags"]; attr != nil && !e.tags(into, e.eval(attr.Expr, one.env)) {
			return false
		}
	}
	return true
}

// tags enters tags, and tells whether those are all.
func (e *evaluation) tags(into map[string]Tag, v cty.Value) bool {
	plain, marks := v.Unmark()
	ty := plain.Type()
	switch {
	case !plain.IsKnown() || doubtful(marks):
		return false
	case plain.IsNull():
		return true
	case !ty.IsObjectType() && !ty.IsMapType():
		return false
	}
	for name, value := range plain.AsValueMap() {
		a := e.answer(value, 0)
		if a.Known && a.Exact && !a.Sensitive {
			into[name] = Tag{true, a.Value}
		} else {
			into[name] = Tag{}
		}
	}
	return true
}

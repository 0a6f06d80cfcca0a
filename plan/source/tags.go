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

// Tags returns the tags that the author gives to an instance. Complete says
// that there are no others; the provider may add its default tags.
func (s *Sources) Tags(address string) (tags map[string]Tag, complete bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if recover() != nil {
			tags, complete = nil, false
		}
	}()
	e := s.evaluation()
	own, _, why := e.attribute(address, "tags")
	if why != "" {
		return nil, false
	}
	tags = map[string]Tag{}
	return tags, e.tags(tags, own) && !e.over
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

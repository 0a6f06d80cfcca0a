package source

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

func rangeOf(r hcl.Range, m *module) Range {
	return Range{File: r.Filename, Start: r.Start.Line, End: r.End.Line, Module: m.key}
}

// Block tells where the block of an instance stands.
func (s *Sources) Block(address string) (Range, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, block := s.blockOf(address)
	if block == nil {
		return Range{}, false
	}
	return rangeOf(blockRange(block), c.module), true
}

func (s *Sources) blockOf(address string) (*scope, *hclsyntax.Block) {
	a, ok := parseAddress(address)
	if !ok {
		return nil, nil
	}
	c := s.scopeOf(a.modules)
	if c == nil {
		return nil, nil
	}
	return c, c.module.resources[a.block]
}

// Calls tells where the module calls stand that lead to an instance, the
// outermost first.
func (s *Sources) Calls(address string) []Range {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := parseAddress(address)
	if !ok {
		return nil
	}
	var all []Range
	for i, call := range a.modules {
		c := s.scopeOf(a.modules[:i])
		if c == nil || c.module.calls[call.name] == nil {
			return all
		}
		all = append(all, rangeOf(blockRange(c.module.calls[call.name]), c.module))
	}
	return all
}

// Attribute tells where the attribute at a path stands, or the nested block
// or dynamic block that it comes from.
func (s *Sources) Attribute(address, path string) (r Range, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if recover() != nil {
			r, ok = Range{}, false
		}
	}()
	c, block := s.blockOf(address)
	if block == nil {
		return Range{}, false
	}
	e := s.evaluation()
	a, _ := parseAddress(address)
	p, _ := e.find(address)
	found, ok := e.line(block.Body, splitPath(path), &env{scope: c, key: a.key, block: block}, p.known)
	if !ok {
		return Range{}, false
	}
	return rangeOf(found, c.module), true
}

func (e *evaluation) line(body *hclsyntax.Body, path []string, v *env, known planned) (hcl.Range, bool) {
	name, rest := path[0], path[1:]
	if attr := body.Attributes[name]; attr != nil {
		return attr.SrcRange, true
	}
	all, _, open := e.elements(body, name, v)
	if open || len(rest) == 0 || len(all) == 0 {
		return firstNested(body, name)
	}
	known = known.below(name)
	i, err := strconv.Atoi(rest[0])
	if err == nil {
		rest, known = rest[1:], known.below(rest[0])
	}
	found := e.matching(all, i, known)
	if len(found) == 0 {
		return firstNested(body, name)
	}
	if len(rest) > 0 {
		if r, ok := e.line(found[0].body, rest, found[0].env, known); ok {
			return r, true
		}
	}
	return found[0].at, true
}

func firstNested(body *hclsyntax.Body, name string) (hcl.Range, bool) {
	for _, b := range body.Blocks {
		if nestedType(b) == name {
			return blockRange(b), true
		}
	}
	return hcl.Range{}, false
}

// Written tells whether the author sets the attribute, and whether that is
// sure. What evaluates to null, or to no nested block, is not set.
func (s *Sources) Written(address, path string) (written, sure bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if recover() != nil {
			written, sure = true, false
		}
	}()
	e := s.evaluation()
	v, _, why := e.attribute(address, path)
	if why != "" || e.over {
		return true, false
	}
	plain, marks := v.Unmark()
	switch {
	case plain.IsNull():
		return false, !doubtful(marks)
	case plain.IsKnown():
		return true, !doubtful(marks)
	}
	return true, e.filled(v)
}

package source

import "strings"

// Before tells which attribute, not known yet, an attribute is with a suffix
// after it and nothing else. It is false where that is not certain.
func (s *Sources) Before(address, path, suffix string) (of Origin, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if recover() != nil {
			of, ok = Origin{}, false
		}
	}()
	e := s.evaluation()
	v, p, why := e.attribute(address, path)
	if why != "" || !isTrue(p.at(path).unknown) {
		return Origin{}, false
	}
	plain, marks := v.Unmark()
	text, one := onlyText(marks)
	if plain.IsKnown() || !one || doubtful(marks) || e.over {
		return Origin{}, false
	}
	number, lone := e.lone(strings.TrimSuffix(text, suffix))
	if !lone || !strings.HasSuffix(text, suffix) || !e.holes[number].same {
		return Origin{}, false
	}
	return e.holes[number].origins[0], true
}

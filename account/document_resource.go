package account

import "slices"

// Public tells whether the resource policy grants something to everybody,
// given its conditions. What a plain Deny for everybody takes back again does
// not count; a conditional Deny takes nothing back, as for S3's own verdict
// (2026-11).
func (d Document) Public(own Boundary) Bool {
	return d.any(func(s *Statement) Bool {
		return s.Public(own).And(d.takesBack(s).Not())
	})
}

// Public tells whether the statement grants something to everybody, given its
// conditions, if no other statement denies it.
func (s *Statement) Public(own Boundary) Bool {
	return s.Allow().And(s.strangers()).And(s.confined(own).Not())
}

// takesBack tells whether the document plainly denies to everybody all that
// the statement allows.
func (d *Document) takesBack(granted *Statement) Bool {
	all := Known(true)
	for _, action := range granted.actions.questions() {
		for _, resource := range granted.resources.questions() {
			all = all.And(d.any(func(s *Statement) Bool {
				return s.barsEverybody().
					And(s.tri(s.actions.swallows(action))).
					And(s.tri(s.resources.swallows(resource)))
			}))
			if all.Tri() == False {
				return all
			}
		}
	}
	return all
}

// barsEverybody tells whether the statement is a plain Deny for everybody.
func (s *Statement) barsEverybody() Bool {
	return s.Allow().Not().And(s.Plain()).And(s.strangers())
}

// questions are the patterns of the element as questions to another one.
func (e element) questions() [][]token {
	if e.not || !e.given {
		return [][]token{anyText}
	}
	all := make([][]token, len(e.patterns))
	for i, p := range e.patterns {
		all[i] = p.tokens
	}
	return all
}

// swallows tells whether the element speaks of all that the question stands
// for. An element that is not there speaks of everything, and one with Not
// surely of all only if the question is one text: else it leaves a rest.
func (e element) swallows(question []token) Tri {
	if !e.given {
		return True
	}
	if e.not && !single(question) {
		if slices.ContainsFunc(question, func(t token) bool { return t.kind == tokenHole }) {
			return Unknown // it may turn out to be one text
		}
		return False
	}
	return e.has(anyCovers(e.patterns, question))
}

// single tells whether the tokens are one text.
func single(tokens []token) bool {
	for _, t := range tokens {
		if t.kind != tokenChar {
			return false
		}
	}
	return true
}

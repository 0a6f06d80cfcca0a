package account

import "slices"

// request is an operation on a resource.
type request struct {
	*operation
	resource []token
	every    bool
}

func (op *operation) on(resource string) *request {
	if resource == "*" {
		return &op.onAll
	}
	return &request{op, literal(resource), false}
}

// grant tells whether one of the documents allows the request and none denies
// it.
func (ds Documents) grant(r *request) Bool { return ds.allow(r).And(ds.deny(r).Not()) }

// allow tells whether a statement allows the request, and deny whether one
// surely denies it.
func (ds Documents) allow(r *request) Bool {
	return Bool{ds.answer(r, false), &asked{ds, r.allowedBy}}
}

func (ds Documents) deny(r *request) Bool {
	return Bool{ds.answer(r, true), &asked{ds, r.deniedBy}}
}

// asked is the reason of an answer about documents. To write it out the
// documents are asked once more.
type asked struct {
	ds Documents
	ok func(*Statement) Bool
}

func (a *asked) facts() []Fact {
	found := Known(false)
	for i := range a.ds {
		found = found.Or(a.ds[i].any(a.ok))
	}
	return found.Why()
}

// silentOn tells whether no statement of the documents speaks of the operation,
// on whatever resource.
func (ds Documents) silentOn(op *operation) bool {
	return !slices.ContainsFunc(ds, func(d Document) bool {
		switch d.read() {
		case documentAbsent:
			return false
		case documentUnknown, documentUnreadable:
			return true
		case documentRead:
		}
		return slices.ContainsFunc(d.clauses(), func(c *clause) bool {
			return c.actions.has(anyCovers(c.actions.patterns, op.tokens)) != False
		})
	})
}

// answer is the truth of allow or deny, without its reasons.
func (ds Documents) answer(r *request, deny bool) Tri {
	found := False
	for i := range ds {
		switch ds[i].answer(r, deny) {
		case True:
			return True
		case Unknown:
			found = Unknown
		case False:
		}
	}
	return found
}

// answer asks one document. What a text says about the usual requests is kept
// with the text.
func (d *Document) answer(r *request, deny bool) Tri {
	ok := r.allowedBy
	if deny {
		ok = r.deniedBy
	}
	if d.read() != documentRead || r.number < 0 || !r.every {
		return d.any(ok).tri
	}
	question := 2 * r.number
	if deny {
		question++
	}
	return d.text.answer(question, func() Tri { return d.any(ok).tri })
}

// allowedBy tells whether the statement of an identity policy allows it.
func (r *request) allowedBy(s *Statement) Bool {
	if s.effect == False {
		return s.Allow()
	}
	return s.Allow().And(r.matches(s)).And(s.limited().Not())
}

// deniedBy tells whether the statement of an identity policy surely denies it.
func (r *request) deniedBy(s *Statement) Bool {
	if s.effect == True {
		return s.Allow().Not()
	}
	return s.Allow().Not().And(r.matches(s)).And(s.Plain())
}

// matches tells whether a statement of an identity policy speaks of the
// request. One that has a principal or no resource is of another kind of
// policy, and nobody knows what it means here.
func (r *request) matches(s *Statement) Bool {
	speaks := s.tri(s.actions.has(anyCovers(s.actions.patterns, r.tokens)))
	if speaks.tri == False {
		return speaks // as it mostly is, and the resources would not change it
	}
	if s.principal.given || !s.resources.given {
		return speaks.And(s.doubt(Unreadable))
	}
	found := no
	for _, p := range s.resources.patterns {
		if r.every {
			found = max(found, p.onEverything(r.operation))
		} else {
			found = max(found, covers(p.tokens, r.resource))
		}
	}
	return speaks.And(s.tri(s.resources.has(found)))
}

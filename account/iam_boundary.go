package account

// LostBoundary tells whether the change takes the principal's permissions
// boundary away, or replaces the principal by one without.
func (a *Account) LostBoundary(p Principal) Bool {
	m := p.Base()
	if lost := m.end().unbound; lost != nil {
		return Known(true, *lost)
	}
	if p.Boundary == nil {
		return Known(false)
	}
	if !m.fresh {
		return unbound(p)
	}
	return replaced(&a.Users, p, (*User).principal).Or(replaced(&a.Roles, p, (*Role).principal))
}

// unbound tells whether a change to the principal may take its boundary away
// after all: what it will be is not known yet.
func unbound(p Principal) Bool {
	var was *Link
	switch old := p.Base().end().former.(type) {
	case *User:
		was = &old.Boundary
	case *Role:
		was = &old.Boundary
	default:
		return Known(false, p.Boundary.Fact())
	}
	if p.Boundary.from == was.from {
		return Known(false, p.Boundary.Fact())
	}
	return was.Absent().Not().And(p.Boundary.Absent())
}

// replaced tells whether the principal takes the place of one with a boundary
// and has none.
func replaced[T Thing](s *Set[T], p Principal, principal func(T) Principal) Bool {
	s.note()
	for _, old := range s.calledOnce(name{p.Base().Address, true}) {
		if old.Base().serial == p.Base().serial && old.Base().kind == p.Base().kind {
			return principal(old).Boundary.Absent().Not().And(p.Boundary.Absent())
		}
	}
	return Known(false)
}

// Bounds tells whether the policy is the permissions boundary of any user or
// role.
func (a *Account) Bounds(p *Policy) Bool {
	return Any(
		bounded(a, &a.Users, p, (*User).principal),
		bounded(a, &a.Roles, p, (*Role).principal),
		p.BoundaryUsage.Test(func(n int) bool { return n > 0 }),
	)
}

func bounded[T any](a *Account, s *Set[T], p *Policy, principal func(T) Principal) Bool {
	links := func(item T, do func(*Link)) { do(principal(item).Boundary) }
	return s.existsNaming(a.namings.of("boundary of "+s.name()), p, links, func(item T) Bool {
		return principal(item).Boundary.To(p)
	})
}

// Unbounds tells whether the change lets the policy, as the boundary of
// anybody, allow more than before.
func (a *Account) Unbounds(p *Policy) Bool {
	old, was := Former(p)
	if !was {
		return Known(false, p.Exists())
	}
	return p.Document.AllowsMore(&old.Document).AndThen(func() Bool { return a.Bounds(p) })
}

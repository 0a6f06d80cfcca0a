package account

import (
	"regexp"
	"slices"
	"strings"
)

// assuming are the operations by which somebody becomes a role (2026-11).
var assuming = []string{"sts:AssumeRole", "sts:AssumeRoleWithSAML", webIdentity}

const webIdentity = "sts:AssumeRoleWithWebIdentity"

// TrustsEveryone tells whether the trust policy lets everybody assume the
// role: Principal "*" or NotPrincipal without a condition that keeps
// strangers out. An external id does not, nor an organization that is known
// not to be ours.
func (d Document) TrustsEveryone(own Boundary) Bool {
	return d.anyAssuming(func(s *Statement) Bool { return s.Public(own) }, assuming...)
}

// TrustsWholeAccount tells whether the trust policy lets an account as a
// whole, by its root or its id, assume the role without any condition that
// asks for more, be it an external id or MFA. The account named by except,
// mostly the own one, does not count; empty excepts none.
func (d Document) TrustsWholeAccount(except string) Bool {
	return d.anyAssuming(func(s *Statement) Bool {
		return s.Allow().And(s.namesAccount(except)).And(s.vouched().Not())
	}, assuming...)
}

// anyAssuming tells whether ok is true of a statement about assuming the role in
// one of the ways, and the document does not plainly deny the same to everybody.
func (d *Document) anyAssuming(ok func(*Statement) Bool, ways ...string) Bool {
	found := d.any(func(*Statement) Bool { return Known(false) })
	for _, action := range ways {
		op := operationOf(action)
		about := func(s *Statement) Bool {
			return s.tri(s.actions.has(anyCovers(s.actions.patterns, op.tokens)))
		}
		allowed := d.any(func(s *Statement) Bool { return about(s).And(ok(s)) })
		denied := d.any(func(s *Statement) Bool { return about(s).And(s.barsEverybody()) })
		found = found.Or(allowed.And(denied.Not()))
	}
	return found
}

// rootOfAccount has the spellings of a whole account as a principal (2026-11).
var rootOfAccount = regexp.MustCompile(`^(?:arn:[a-z-]+:iam::)?(\d{12})(?::root)?$`)

// namesAccount tells whether the statement names a whole account other than
// the excepted one; NotPrincipal speaks of all accounts that it does not name.
func (s *Statement) namesAccount(except string) Bool {
	if s.principal.not || !s.principal.given {
		return s.strangers()
	}
	for _, n := range s.principal.named {
		if n.kind != "AWS" {
			continue
		}
		if m := rootOfAccount.FindStringSubmatch(n.text); len(m) > 1 && m[1] != except {
			return s.tri(True)
		}
	}
	if s.principal.odd {
		return s.oddity()
	}
	if slices.Contains(s.principal.named, everybody) {
		return s.boundToAccount(except)
	}
	return s.tri(False)
}

// boundToAccount tells whether a statement for everybody comes down to an
// account as a whole, by a condition on the account of the caller.
func (s *Statement) boundToAccount(except string) Bool {
	bound := s.tri(False)
	for _, c := range s.conditions {
		if c.key != "aws:principalaccount" || !c.demands() {
			continue
		}
		for _, v := range c.values {
			if strings.Contains(v, Hole) {
				bound = bound.Or(s.doubt(Conditional))
			} else if v != except {
				return s.tri(True)
			}
		}
	}
	return bound
}

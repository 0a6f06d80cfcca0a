package account

import (
	"slices"
	"strings"
)

// RefusesInsecure tells whether the policy of the bucket denies every request
// that comes without TLS, for the bucket and for all that is in it.
func (b *Bucket) RefusesInsecure() Bool {
	refused := Known(true)
	for _, deep := range []bool{false, true} {
		refused = refused.AndThen(func() Bool {
			return b.Policy.any(func(s *Statement) Bool { return s.barsInsecure("s3:*").And(s.ofBucket(b.Name, deep)) })
		})
	}
	return refused
}

// barsInsecure tells whether the statement denies the action to everybody who
// comes without TLS, under no other condition. It may deny more than that.
func (s *Statement) barsInsecure(action string) Bool {
	return s.Allow().Not().And(s.everyone()).And(s.tri(s.actions.swallows(literal(action)))).And(s.insecure())
}

// everyone tells whether the statement names everybody, and excepts nobody.
func (s *Statement) everyone() Bool {
	p := s.principal
	switch {
	case p.given && !p.not && slices.Contains(p.named, everybody):
		return s.tri(True)
	case p.odd || !p.given:
		return s.oddity()
	}
	return s.tri(False)
}

// insecure tells whether every request without TLS meets the conditions: all
// requests have aws:SecureTransport, and those without TLS have no
// s3:TlsVersion (AWS documentation, 2026-11).
func (s *Statement) insecure() Bool {
	if s.muddled {
		return s.unclear()
	}
	all := s.tri(True)
	for _, c := range s.conditions {
		switch {
		case c.unknown || slices.ContainsFunc(c.values, func(v string) bool { return strings.ContainsAny(v, Hole+"$") }):
			all = all.And(s.unclear())
		case c.key != "aws:securetransport" || c.operator != "Bool" || c.set != "" || !slices.ContainsFunc(c.values, isFalse):
			all = all.And(s.tri(False))
		}
	}
	return all
}

func isFalse(value string) bool { return strings.EqualFold(value, "false") }

// ofBucket tells whether the statement of a bucket's policy is about the bucket
// or, deep, about all objects in it. What it names is of this bucket, as AWS
// accepts no other (AWS documentation, 2026-11); so a name that is not known yet
// is the bucket's.
func (s *Statement) ofBucket(name string, deep bool) Bool {
	if s.resources.not || !s.resources.given {
		return s.tri(False)
	}
	covered := s.tri(False)
	for _, p := range s.resources.patterns {
		_, resource, isARN := strings.Cut(p.text, ":::")
		if !isARN {
			resource = p.text
		}
		own, path, object := strings.Cut(resource, "/")
		switch {
		case strings.Contains(p.text, Hole):
			covered = covered.Or(s.unclear())
		case isARN && !strings.Contains(own, NewName) && name != "" && covers(literal(own), literal(name)) == no:
		case deep && (path == "*" || !object && strings.HasSuffix(own, "*")), !deep && !object:
			return s.tri(True)
		}
	}
	return covered
}

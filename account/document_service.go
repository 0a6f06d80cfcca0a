package account

import (
	"slices"
	"strings"
)

// ServiceMay tells whether a resource policy lets a service of AWS do the
// action, on behalf of the account, to the thing whose policy it is. The ARN
// is empty while the thing does not exist yet.
func (d Document) ServiceMay(service, action, arn string, own Boundary) Bool {
	return d.serviceMay(service, action, arn, func(s *Statement) Bool { return s.openTo(service, own) })
}

// serviceMay is ServiceMay for conditions that the caller judges.
func (d Document) serviceMay(service, action, arn string, open func(*Statement) Bool) Bool {
	op := operationOf(action)
	about := func(s *Statement) Bool {
		acts := s.tri(s.actions.has(anyCovers(s.actions.patterns, op.tokens)))
		return acts.And(s.speaksOf(arn)).And(s.namesService(service))
	}
	allowed := d.any(func(s *Statement) Bool { return s.Allow().And(about(s)).And(open(s)) })
	denied := d.any(func(s *Statement) Bool { return s.Allow().Not().And(about(s)).And(s.barsService()) })
	return allowed.And(denied.Not())
}

// speaksOf tells whether the statement is about the thing with the ARN. While
// there is none it is taken to be.
func (s *Statement) speaksOf(arn string) Bool {
	if arn == "" || !s.resources.given {
		return s.tri(True)
	}
	return s.tri(s.resources.has(anyCovers(spelledOut(s.resources.patterns, arn), literal(arn))))
}

// spelledOut writes the name of a bucket where the policy has one that is not
// known yet: the policy of a bucket names no other (AWS documentation, 2026-11).
func spelledOut(patterns []pattern, arn string) []pattern {
	before, after, ok := strings.Cut(arn, ":::")
	if !ok {
		return patterns
	}
	name, _, _ := strings.Cut(after, "/")
	spelled := slices.Clone(patterns)
	for i, p := range patterns {
		head, rest, found := strings.Cut(p.text, NewName)
		own := literal(name)
		if head == "" {
			own = literal(before + ":::" + name)
		}
		whole := head == "" || strings.HasSuffix(head, ":::") && !strings.ContainsAny(head, "*?$"+Hole)
		if at := len([]rune(head)); found && whole && (rest == "" || rest[0] == '/') {
			spelled[i].tokens = slices.Concat(p.tokens[:at], own, p.tokens[at+1:])
		}
	}
	return spelled
}

// namesService tells whether the statement names the service, or everybody.
func (s *Statement) namesService(service string) Bool {
	p := s.principal
	switch {
	case p.not || !p.given:
		return s.doubt(Conditional)
	case slices.Contains(p.named, everybody), slices.Contains(p.named, named{"Service", service}):
		return s.tri(True)
	case p.odd:
		return s.oddity()
	}
	return s.tri(False)
}

// openTo tells whether the conditions let the service in when it acts for the
// account. For a rule of EventBridge AWS promises that of none; the owner of a
// topic is a key that alarms fill and EventBridge does not (AWS documentation,
// 2026-11).
func (s *Statement) openTo(service string, own Boundary) Bool {
	if s.muddled {
		return s.unclear()
	}
	all := s.tri(True)
	for _, c := range s.conditions {
		ours := c.operator == "StringEquals" && c.set == "" && !c.unknown && own.Account != "" && slices.Contains(c.values, own.Account)
		switch {
		case c.key == "aws:sourceowner" && service == eventBridge && !c.ifExists && c.operator == "StringEquals":
			all = all.And(s.tri(False))
		case !ours || service != cloudWatch || c.key != "aws:sourceowner" && c.key != "aws:sourceaccount":
			all = all.And(s.doubt(Conditional))
		}
	}
	return all
}

// barsService tells whether a Deny holds for a service, which calls over TLS.
func (s *Statement) barsService() Bool {
	for _, c := range s.conditions {
		if c.key == "aws:securetransport" && c.operator == "Bool" && slices.Equal(c.values, []string{"false"}) {
			return s.tri(False)
		}
	}
	return s.Plain().orUnsettled()
}

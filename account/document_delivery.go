package account

import (
	"slices"
	"strings"
)

// serviceDelivers tells whether a resource policy lets a service deliver files
// for the thing with the source ARN, which is empty if it is not known.
func (d Document) serviceDelivers(service, action, arn, source string, own Boundary) Bool {
	return d.serviceMay(service, action, arn, func(s *Statement) Bool { return s.openToDelivery(source, own) })
}

// openToDelivery tells whether the conditions let in a service that delivers
// files for the account. It gives the owner of the bucket full control, and
// says for which thing of which account it acts (AWS documentation, 2026-11).
func (s *Statement) openToDelivery(source string, own Boundary) Bool {
	if s.muddled {
		return s.unclear()
	}
	all := s.tri(True)
	for _, c := range s.conditions {
		switch {
		case c.set != "" || c.unknown:
			all = all.And(s.doubt(Conditional))
		case c.key == "s3:x-amz-acl" && c.operator == "StringEquals" && slices.Contains(c.values, "bucket-owner-full-control"):
		case c.key == "aws:sourceaccount" && c.operator == "StringEquals" && own.Account != "" && slices.Contains(c.values, own.Account):
		case c.key == "aws:securetransport" && c.operator == "Bool" && slices.Equal(c.values, []string{"true"}):
		case c.key == "aws:sourcearn" && source != "":
			all = all.And(s.fromSource(c, source))
		default:
			all = all.And(s.doubt(Conditional))
		}
	}
	return all
}

// fromSource tells whether a condition on the source names the one. Only the
// operators of likeness and those of ARNs know wildcards.
func (s *Statement) fromSource(c condition, source string) Bool {
	best := no
	for _, value := range c.values {
		if c.operator == "StringEquals" && strings.ContainsAny(value, "*?") {
			continue
		}
		p, err := compile(value, false)
		if err != nil {
			return s.doubt(Conditional)
		}
		best = max(best, covers(p.tokens, literal(source)))
	}
	if !slices.Contains([]string{"StringEquals", "StringLike", "ArnEquals", "ArnLike"}, c.operator) || best == maybe {
		return s.doubt(Conditional)
	}
	return s.tri(best.tri())
}

package account

import (
	"slices"
	"strings"
)

// narrows tells whether a condition takes resources out of what an identity
// policy allows, so that "on every resource" is no longer true. Circumstances
// do not: whoever needs MFA, an office network or a region to be administrator
// is administrator. For keys that a service defines itself it cannot be told.
func (c condition) narrows() Tri {
	switch {
	case c.unknown:
		return Unknown
	case !c.demands(), c.circumstance():
		return False
	case c.scopes():
		return c.some()
	default:
		return Unknown
	}
}

// circumstance tells whether the key is about the caller and the request, not
// about the resource (2026-11). iam:PassedToService is counted here: naming
// the services that may receive a role does not make passing it harmless.
func (c condition) circumstance() bool {
	for _, scope := range []string{"aws:resourcetag/", "aws:requesttag/", "aws:tagkeys"} {
		if strings.HasPrefix(c.key, scope) {
			return false
		}
	}
	service, _, _ := strings.Cut(c.key, ":")
	return service == "aws" || service == "saml" || strings.Contains(service, ".") || // "accounts.google.com"
		c.key == "iam:passedtoservice" || c.key == "ec2:sourceinstancearn" || c.key == "lambda:sourcefunctionarn"
}

// scopes tells whether the key is about the resource: a tag of it, or the
// boundary that a principal must carry, which is how AWS advises to delegate
// the making of roles (2026-11).
func (c condition) scopes() bool {
	return strings.Contains(c.key, "resourcetag/") || c.key == "iam:permissionsboundary"
}

// some tells whether the values single out some resources: not any tag, and no
// boundary by pattern.
func (c condition) some() Tri {
	open := func(v string) bool { return strings.Trim(v, "*?") == "" }
	if c.key == "iam:permissionsboundary" {
		open = func(v string) bool { return !fixed(v) }
	}
	if slices.ContainsFunc(c.values, open) {
		return False
	}
	return holes(c.values)
}

// holes is true of values that are all known and otherwise unknown.
func holes(values []string) Tri {
	for _, v := range values {
		if strings.Contains(v, Hole) {
			return Unknown
		}
	}
	return True
}

// limited tells whether a condition narrows what the statement allows.
func (s *Statement) limited() Bool { return s.anyCondition(condition.narrows) }

// vouches tells whether the condition demands more of a caller than to be of
// the trusted account: a secret, MFA, a tag, a network, or to be one
// principal of it. That the caller is of the account says nothing new.
func (c condition) vouches() Tri {
	if c.unknown {
		return Unknown
	}
	if !c.demands() || slices.Contains([]string{"aws:principalaccount", "aws:sourceaccount", "aws:resourceaccount"}, c.key) {
		return False
	}
	if c.key == "aws:multifactorauthpresent" {
		return c.allGood(isTrue)
	}
	if c.key == "sts:externalid" || strings.HasPrefix(c.key, "aws:principaltag/") {
		return c.allGood(fixedNames)
	}
	if c.key == "aws:principalarn" {
		return c.allGood(onePrincipal)
	}
	return c.binds(Boundary{})
}

// allGood asks the binder about the values that are known.
func (c condition) allGood(good binder) Tri {
	known := slices.DeleteFunc(slices.Clone(c.values), func(v string) bool { return strings.Contains(v, Hole) })
	if len(known) > 0 && !good(c, known, Boundary{}) {
		return False
	}
	return holes(c.values)
}

// onePrincipal accepts the ARN of a principal that is not the account itself
// and not every user or role of it.
var onePrincipal = each(textOperators, func(_ condition, value string, _ Boundary) bool {
	parts := strings.SplitN(value, ":", 6)
	if len(parts) < 6 {
		return fixed(value)
	}
	_, name, typed := strings.Cut(parts[5], "/")
	return typed && strings.Trim(name, "*?/") != ""
})

// vouched tells whether a condition confines trust in an account.
func (s *Statement) vouched() Bool { return s.anyCondition(condition.vouches) }

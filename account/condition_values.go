package account

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"
)

// The operators that compare texts; Arn operators know wildcards in the parts
// of an ARN, StringLike anywhere.
var (
	textOperators = []string{"StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike"}
	arnOperators  = []string{"ArnEquals", "ArnLike"}
)

var accountID = regexp.MustCompile(`^\d{12}$`)

// fixed tells whether the value is one text: no wildcard and no variable. A
// wildcard counts under StringEquals too, because S3 counts it (2026-11).
func fixed(value string) bool { return value != "" && !strings.ContainsAny(value, "*?$") }

// each builds a binder for which every value must be good.
func each(operators []string, good func(c condition, value string, own Boundary) bool) binder {
	return func(c condition, values []string, own Boundary) bool {
		return slices.Contains(operators, c.operator) && !slices.ContainsFunc(values, func(v string) bool {
			return !good(c, v, own)
		})
	}
}

var oneOrganization = each(textOperators, func(_ condition, value string, own Boundary) bool {
	return fixed(value) && own.hasOrganization(value)
})

// pathsOfOne accepts "o-abc/r-xyz/*": below an organization that is fixed.
var pathsOfOne = each(textOperators, func(_ condition, value string, own Boundary) bool {
	organization, _, deep := strings.Cut(value, "/")
	return deep && fixed(organization) && own.hasOrganization(organization)
})

func (own Boundary) hasOrganization(id string) bool {
	return own.Organization == "" || id == own.Organization
}

var fixedAccounts = each(textOperators, func(_ condition, value string, _ Boundary) bool {
	return accountID.MatchString(value) || value == NewName
})

var fixedNames = each(textOperators, func(_ condition, value string, _ Boundary) bool { return fixed(value) })

var isTrue = each([]string{"Bool", "StringEquals", "StringEqualsIgnoreCase"}, func(_ condition, value string, _ Boundary) bool {
	return strings.EqualFold(value, "true")
})

// fixedARNs accepts one ARN, or all of one account or below one new thing. With StringLike a wildcard
// before the account could swallow it: a role's path may hold colons, so that
// "arn:aws:*:*:111122223333:*" matches roles of anybody.
var fixedARNs = each(textOperators, func(c condition, value string, _ Boundary) bool {
	if fixed(value) || strings.HasPrefix(value, NewName+"/") || strings.HasPrefix(value, NewName+":") {
		return !strings.Contains(value, "$")
	}
	parts := strings.SplitN(value, ":", 6)
	if len(parts) < 6 || !accountID.MatchString(parts[4]) || strings.Contains(value, "$") {
		return false
	}
	return slices.Contains(arnOperators, c.operator) || fixed(strings.Join(parts[:5], ":"))
})

// fixedUserIDs accepts one user id, or every session of one role, whose unique
// id comes before the colon.
var fixedUserIDs = each(textOperators, func(_ condition, value string, _ Boundary) bool {
	id, session, role := strings.Cut(value, ":")
	return fixed(value) || (role && fixed(id) && !strings.Contains(session, "$"))
})

// narrowNetworks accepts networks of at most /8 for IPv4 and /32 for IPv6,
// which is where S3 draws the line (2026-11), if together they are less than a
// sixteenth of all addresses: many narrow networks can make up the internet.
func narrowNetworks(c condition, values []string, _ Boundary) bool {
	share := 0.0
	for _, value := range values {
		network, ok := networkOf(value)
		widest := 8
		if network.Addr().Is6() {
			widest = 32
		}
		if !ok || network.Bits() < widest {
			return false
		}
		share += 1 / float64(uint64(1)<<min(network.Bits(), 63))
	}
	return c.operator == "IpAddress" && share < 1.0/16
}

// networkOf reads a network or a single address; a new address is one too.
func networkOf(value string) (netip.Prefix, bool) {
	value = strings.Replace(value, NewName, "192.0.2.1", 1)
	if network, err := netip.ParsePrefix(value); err == nil {
		return network, !network.Addr().Is4In6()
	}
	addr, err := netip.ParseAddr(value)
	if err != nil {
		return netip.Prefix{}, false
	}
	return netip.PrefixFrom(addr, addr.BitLen()), true
}

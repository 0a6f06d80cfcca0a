package account

import (
	"math"
	"net/netip"

	"go4.org/netipx"
)

// sources are addresses that something is open to.
type sources struct {
	prefixes []netip.Prefix
	v4, v6   float64 // how many public addresses they are at most
}

// add adds the addresses of one range. It is unknown whether those are all if
// the range cannot be told.
func (s *sources) add(cidr *Value[string]) Bool {
	text, known := cidr.Get()
	prefix, err := netip.ParsePrefix(text)
	if !known || err != nil {
		f := cidr.Fact()
		if known {
			f.Cause, f.Value = Unreadable, ""
		}
		return Unsure(f)
	}
	for _, private := range notPublic {
		if private.Bits() <= prefix.Bits() && private.Contains(prefix.Addr()) {
			return Known(true)
		}
	}
	s.prefixes = append(s.prefixes, prefix)
	four, six := countAddresses(prefix)
	s.v4, s.v6 = s.v4+four, s.v6+six
	return Known(true)
}

// world tells whether the addresses together count as the whole internet.
func (s *sources) world() bool {
	if !many(s.v4, s.v6) {
		return false // not even if no two ranges overlap
	}
	var all netipx.IPSetBuilder
	for _, p := range s.prefixes {
		all.AddPrefix(p)
	}
	return isWorld(&all)
}

// isWorld tells whether the public addresses of a set count as the whole
// internet.
func isWorld(all *netipx.IPSetBuilder) bool {
	for _, private := range notPublic {
		all.RemovePrefix(private)
	}
	public, err := all.IPSet()
	if err != nil {
		return true
	}
	var v4, v6 float64
	for _, p := range public.Prefixes() {
		four, six := countAddresses(p)
		v4, v6 = v4+four, v6+six
	}
	return many(v4, v6)
}

func many(v4, v6 float64) bool { return v4 > manyIPv4 || v6 > math.Exp2(hugeIPv6) }

// countAddresses counts those of IPv4 and of IPv6.
func countAddresses(p netip.Prefix) (v4, v6 float64) {
	if p.Addr().Is4() {
		return math.Exp2(float64(32 - p.Bits())), 0
	}
	return 0, math.Exp2(float64(128 - p.Bits()))
}

// notPublic are the ranges that the internet does not route (RFC 1918, 6598,
// 3927, 1122, 4193, 4291 and the multicast and reserved blocks).
var notPublic = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("169.254.0.0/16"), netip.MustParsePrefix("127.0.0.0/8"),
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("224.0.0.0/3"),
	netip.MustParsePrefix("fc00::/7"), netip.MustParsePrefix("fe80::/10"), netip.MustParsePrefix("ff00::/8"),
}

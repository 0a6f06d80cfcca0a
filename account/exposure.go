package account

import (
	"math"
	"net/netip"
	"strconv"
	"strings"

	"go4.org/netipx"
)

// A group of sources counts as the whole internet when it holds more public
// addresses than anybody owns: more than a /8 of IPv4 or a /16 of IPv6. So
// splitting 0.0.0.0/0 in parts, or leaving a few addresses out, hides nothing.
const (
	manyIPv4 = 1 << 24
	hugeIPv6 = 112 // bits of the address that are left to choose
)

// OpenToWorld tells whether the group lets the internet reach any of the
// ports.
func (a *Account) OpenToWorld(g *SecurityGroup, ports []int) Bool {
	if shut := a.openOn(g, func(*Permission) Bool { return Known(true) }); shut.Tri() == False {
		return shut // not even all sources together are the internet
	}
	open := Known(false)
	for _, port := range ports {
		open = open.Or(a.openOn(g, func(p *Permission) Bool { return p.covers(port) }))
		if open.Tri() == True {
			return open
		}
	}
	return open
}

// openOn adds up the sources of the permissions that matter. What is not known
// may be the missing part.
func (a *Account) openOn(g *SecurityGroup, matters func(*Permission) Bool) Bool {
	var sources netipx.IPSetBuilder
	var facts, doubts []Fact
	for p := range g.Ingress.All() {
		switch covers := matters(p); covers.Tri() {
		case False:
			continue
		case Unknown:
			if p.fromNowhere().Tri() != True {
				doubts = joinFew(doubts, covers.Why())
			}
			continue
		case True:
		}
		missing := a.addSources(&sources, p)
		doubts = joinFew(doubts, missing)
		if len(missing) == 0 {
			facts = joinFew(facts, p.facts())
		}
	}
	set, err := sources.IPSet()
	if err == nil && isWorld(set) {
		return Known(true, facts...)
	}
	if complete := g.Ingress.Complete(); complete.Tri() != True {
		doubts = joinFew(doubts, complete.Why())
	}
	if len(doubts) > 0 {
		return Unsure(doubts...)
	}
	return Known(false, facts...)
}

// covers tells whether the permission is about the TCP or UDP port.
func (p *Permission) covers(port int) Bool {
	protocol := p.Protocol.Test(hasPorts)
	all := p.Protocol.Is("-1")
	inside := p.FromPort.Test(func(from int) bool { return from <= port }).And(p.ToPort.Test(func(to int) bool { return port <= to }))
	return protocol.And(all.Or(inside))
}

// hasPorts tells whether a protocol is TCP or UDP, or may be: names that are
// not known count as both, numbers that are neither do not.
func hasPorts(protocol string) bool {
	switch protocol = strings.ToLower(protocol); protocol {
	case "icmp", "icmpv6":
		return false
	case "-1", "6", "17":
		return true
	}
	_, err := strconv.Atoi(protocol)
	return err != nil
}

// fromNowhere tells whether the source is another group, which no public
// address is in.
func (p *Permission) fromNowhere() Bool {
	return p.CIDR.Is("").And(p.Prefix.Absent())
}

func (p *Permission) facts() []Fact {
	facts := []Fact{p.Protocol.Fact(), p.FromPort.Fact(), p.ToPort.Fact()}
	if cidr, known := p.CIDR.Get(); !known || cidr != "" {
		return append(facts, p.CIDR.Fact())
	}
	if p.Prefix.Absent().Tri() != True {
		return append(facts, p.Prefix.Fact())
	}
	return append(facts, p.Source.Fact())
}

// addSources adds the addresses that the permission lets in and returns the
// facts that would have to be known to tell.
func (a *Account) addSources(to *netipx.IPSetBuilder, p *Permission) []Fact {
	cidr, known := p.CIDR.Get()
	if !known {
		return []Fact{p.CIDR.Fact()}
	}
	if cidr != "" {
		return addCIDR(to, p.CIDR)
	}
	if absent := p.Prefix.Absent(); absent.Tri() == True {
		return nil
	}
	list, found := a.PrefixLists.Linked(p.Prefix)
	if !found {
		return a.PrefixLists.At(p.Prefix, func(*PrefixList) Bool { return Unsure(p.Prefix.Fact()) }).missing()
	}
	for entry := range list.Entries.All() {
		if missing := addCIDR(to, entry.CIDR); missing != nil {
			return missing
		}
	}
	return list.Entries.Complete().missing()
}

// missing returns the facts of an undecided truth.
func (b Bool) missing() []Fact {
	if b.tri == Unknown {
		return b.why
	}
	return nil
}

func addCIDR(to *netipx.IPSetBuilder, v Value[string]) []Fact {
	text, known := v.Get()
	prefix, err := netip.ParsePrefix(text)
	if !known || err != nil {
		f := v.Fact()
		if known {
			f.Cause, f.Value = Unreadable, ""
		}
		return []Fact{f}
	}
	to.AddPrefix(prefix)
	return nil
}

// isWorld counts the public addresses of a set.
func isWorld(set *netipx.IPSet) bool {
	var public netipx.IPSetBuilder
	public.AddSet(set)
	for _, private := range notPublic {
		public.RemovePrefix(private)
	}
	rest, err := public.IPSet()
	if err != nil {
		return true
	}
	var v4, v6 float64
	for _, p := range rest.Prefixes() {
		if p.Addr().Is4() {
			v4 += math.Exp2(float64(32 - p.Bits()))
		} else {
			v6 += math.Exp2(float64(128 - p.Bits()))
		}
	}
	return v4 > manyIPv4 || v6 > math.Exp2(hugeIPv6)
}

// notPublic are the ranges that the internet does not route (RFC 1918, 6598,
// 3927, 1122, 4193, 4291 and the multicast and reserved blocks).
var notPublic = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("169.254.0.0/16"), netip.MustParsePrefix("127.0.0.0/8"),
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("224.0.0.0/3"),
	netip.MustParsePrefix("fc00::/7"), netip.MustParsePrefix("fe80::/10"), netip.MustParsePrefix("ff00::/8"),
}

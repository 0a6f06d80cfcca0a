package account

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"go4.org/netipx"
)

// admits tells whether the entries let the internet through any of the
// doors. Where entries are not known the most and the least that they may let
// through are told apart.
func admits(entries *Set[*ACLEntry], doors ...Door) Bool {
	entries.note()
	if whole := entries.whole(); whole.tri != True {
		return whole
	}
	ordered := slices.Clone(entries.items)
	slices.SortStableFunc(ordered, func(a, b *ACLEntry) int { return cmp.Compare(a.Number.v, b.Number.v) })
	most, least := false, false
	for _, d := range doors {
		most = most || passes(ordered, d, true)
		least = least || passes(ordered, d, false)
	}
	why := whenAsked(func() []Fact { return entryFacts(entries, most != least) })
	if most != least {
		return Bool{Unknown, why}
	}
	return Bool{triOf(most), why}
}

// passes tells whether the entries let the internet through, at most or at
// least. They are gone through from the last, so that the first has the last
// word; what is not known of an entry has it before all others.
func passes(ordered []*ACLEntry, d Door, most bool) bool {
	var open netipx.IPSetBuilder
	for _, e := range slices.Backward(ordered) {
		if e.about(d).Tri() == True && e.certain() {
			e.apply(&open)
		}
	}
	for _, e := range ordered {
		if about := e.about(d).Tri(); about == False || about == True && e.certain() {
			continue
		}
		if allow, known := e.Action.Get(); known && (allow == "allow") != most {
			continue // it cannot change the answer this way
		}
		e.stretch(&open, most)
	}
	return isWorld(&open)
}

// about tells whether the entry is about the door.
func (e *ACLEntry) about(d Door) Bool {
	all := e.Protocol.Test(func(p string) bool { return ProtocolNumber(p) == "-1" })
	alike := e.Protocol.Test(func(p string) bool { return ProtocolNumber(p) == d.Protocol })
	inside := e.FromPort.Test(func(from int) bool { return from <= d.Port }).And(e.ToPort.Test(func(to int) bool { return d.Port <= to }))
	return all.Or(alike.And(inside))
}

// certain tells whether everything else is known of the entry.
func (e *ACLEntry) certain() bool {
	cidr, known := e.CIDR.Get()
	_, err := netip.ParsePrefix(cidr)
	return known && err == nil && e.Number.known && (e.Action.v == "allow" || e.Action.v == "deny")
}

func (e *ACLEntry) apply(open *netipx.IPSetBuilder) {
	prefix, err := netip.ParsePrefix(e.CIDR.v)
	switch {
	case err != nil: // it is not certain, and nobody asks
	case e.Action.v == "allow":
		open.AddPrefix(prefix)
	default:
		open.RemovePrefix(prefix)
	}
}

// stretch lets through all that the entry may be about, or shuts that out.
func (e *ACLEntry) stretch(open *netipx.IPSetBuilder, allow bool) {
	ranges := []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0")}
	if one, err := netip.ParsePrefix(e.CIDR.v); e.CIDR.known && err == nil {
		ranges = []netip.Prefix{one}
	}
	for _, p := range ranges {
		if allow {
			open.AddPrefix(p)
		} else {
			open.RemovePrefix(p)
		}
	}
}

// entryFacts are the facts that tell what the entries let through, or those that
// are missing.
func entryFacts(entries *Set[*ACLEntry], missing bool) []Fact {
	facts := []Fact{entries.listing()}
	for _, e := range entries.items {
		for _, f := range []Fact{e.Number.Fact(), e.Action.Fact(), e.Protocol.Fact(), e.FromPort.Fact(), e.ToPort.Fact(), e.CIDR.Fact()} {
			if !missing || f.Cause != "" {
				facts = append(facts, f)
			}
		}
		if len(facts) >= manyEntryFacts {
			break
		}
	}
	return facts
}

// manyEntryFacts is how many facts about the entries of an ACL a reader gets.
const manyEntryFacts = 24

// ProtocolNumber is the number by which network ACLs call a protocol, for the
// names that tools use; another word stays as it is.
func ProtocolNumber(name string) string {
	switch name = strings.ToLower(name); name {
	case "all":
		return "-1"
	case "tcp":
		return "6"
	case "udp":
		return "17"
	case "icmp":
		return "1"
	case "icmpv6":
		return "58"
	}
	return name
}

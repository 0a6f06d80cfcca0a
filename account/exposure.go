package account

import (
	"strconv"
	"strings"
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
	var from sources
	var facts, doubts few
	for p := range g.Ingress.All() {
		switch covers := matters(p); covers.Tri() {
		case False:
			continue
		case Unknown:
			if p.fromNowhere().Tri() != True {
				doubts.add(covers.why)
			}
			continue
		case True:
		}
		if missing := a.addSources(&from, p); missing.tri == Unknown {
			doubts.add(missing.why)
		} else {
			facts.add((*lets)(p))
		}
	}
	if from.world() {
		return Bool{True, facts.reason()}
	}
	if complete := g.Ingress.whole(); complete.tri != True {
		doubts.add(complete.why)
	}
	if len(doubts) > 0 {
		return Bool{Unknown, doubts.reason()}
	}
	return Bool{False, facts.reason()}
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

// lets is the reason that a permission lets somebody in.
type lets Permission

func (l *lets) facts() []Fact {
	facts := []Fact{l.Protocol.Fact(), l.FromPort.Fact(), l.ToPort.Fact()}
	if cidr, known := l.CIDR.Get(); !known || cidr != "" {
		return append(facts, l.CIDR.Fact())
	}
	if l.Prefix.Absent().Tri() != True {
		return append(facts, l.Prefix.Fact())
	}
	return append(facts, l.Source.Fact())
}

// addSources adds the addresses that the permission lets in. It is unknown
// whether those are all while something would have to be known to tell.
func (a *Account) addSources(to *sources, p *Permission) Bool {
	if cidr, known := p.CIDR.Get(); !known || cidr != "" {
		return to.add(&p.CIDR)
	}
	if absent := p.Prefix.Absent(); absent.Tri() == True {
		return Known(true)
	}
	list, found := a.PrefixLists.Linked(p.Prefix)
	if !found {
		return a.PrefixLists.At(p.Prefix, func(*PrefixList) Bool { return Bool{Unknown, &p.Prefix} })
	}
	for entry := range list.Entries.All() {
		if added := to.add(&entry.CIDR); added.Tri() != True {
			return added
		}
	}
	return list.Entries.Complete()
}

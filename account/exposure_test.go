package account_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// permission is one rule of a group: a protocol, a range of ports and where
// from. A source of "?" is one that nobody knows yet.
func permission(protocol string, from, to int, source string) *account.Permission {
	none := account.LinkTo(account.Observed("", fromPlan, ""))
	p := &account.Permission{
		Protocol: account.Observed(protocol, fromPlan, ""), FromPort: account.Observed(from, fromPlan, ""), ToPort: account.Observed(to, fromPlan, ""),
		CIDR: account.Observed(source, fromPlan, ""), Prefix: none, Source: none,
	}
	switch {
	case source == "?":
		p.CIDR = account.Missing[string](account.AfterApply, fromPlan, "cidr_ipv4")
	case strings.HasPrefix(source, "pl-"):
		p.CIDR, p.Prefix = account.Observed("", fromPlan, ""), account.LinkTo(account.Observed(source, fromPlan, ""))
	case strings.HasPrefix(source, "sg-"):
		p.CIDR, p.Source = account.Observed("", fromPlan, ""), account.LinkTo(account.Observed(source, fromPlan, ""))
	}
	return p
}

func ssh(source string) *account.Permission { return permission("tcp", 22, 22, source) }

// world tells whether port 22 is open, in an account with some prefix lists.
func world(t *testing.T, ps ...*account.Permission) account.Bool {
	t.Helper()
	return opened(account.ListOf(ps...))
}

func opened(s account.Set[*account.Permission]) account.Bool {
	b := account.NewBuilder()
	entries := func(cidrs ...string) account.Set[*account.PrefixEntry] {
		var all []*account.PrefixEntry
		for _, c := range cidrs {
			all = append(all, &account.PrefixEntry{CIDR: account.Observed(c, fromPlan, "")})
		}
		return account.ListOf(all...)
	}
	for id, set := range map[string]account.Set[*account.PrefixEntry]{
		"pl-world": entries("0.0.0.0/1", "128.0.0.0/1"), "pl-office": entries("203.0.113.0/24"), "pl-empty": entries(),
		"pl-unread": {}, "pl-half": account.PartOf(account.Gap{Cause: account.Partial}, entries("203.0.113.0/24").Items()...),
	} {
		account.PrefixLists.Add(b, account.Ident{ID: id, Address: "aws_ec2_managed_prefix_list." + id[3:]}, fromPlan).Entries = set
	}
	g := account.SecurityGroups.Add(b, account.Ident{ID: "sg-1"}, fromPlan)
	g.Ingress = s
	return b.Build().OpenToWorld(g, []int{22})
}

func TestSourcesThatAreTheWorld(t *testing.T) {
	for name, sources := range map[string][]string{
		"all": {"0.0.0.0/0"}, "all of IPv6": {"::/0"}, "all with host bits": {"203.0.113.7/0"}, "halves": {"0.0.0.0/1", "128.0.0.0/1"},
		"one half": {"128.0.0.0/1"}, "quarters": {"0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"}, "unicast IPv6": {"2000::/3"},
		"halves of IPv6": {"::/1", "8000::/1"}, "all but one address": without("203.0.113.7"), "two /8": {"3.0.0.0/8", "4.0.0.0/8"},
		"a /8 and an address": {"3.0.0.0/8", "4.0.0.1/32"}, "all twice": {"0.0.0.0/0", "0.0.0.0/0"}, "world and private": {"10.0.0.0/8", "0.0.0.0/0"},
		"prefix list": {"pl-world"}, "half by prefix list": {"pl-office", "0.0.0.0/1"}, "one of them unknown": {"0.0.0.0/0", "?"}, "one of them unread": {"0.0.0.0/0", "pl-unread"},
	} {
		is(t, name, world(t, all(sources)...), yes)
	}
}

func TestSourcesThatAreNotTheWorld(t *testing.T) {
	for name, sources := range map[string][]string{
		"none": {}, "one address": {"203.0.113.7/32"}, "one of IPv6": {"2001:db8::1/128"}, "a /8": {"3.0.0.0/8"}, "the same /8 in parts": {"3.0.0.0/9", "3.128.0.0/9", "3.0.0.0/8"},
		"10": {"10.0.0.0/8"}, "172": {"172.16.0.0/12"}, "192": {"192.168.0.0/16"}, "carrier": {"100.64.0.0/10"}, "link": {"169.254.0.0/16"}, "loop": {"127.0.0.0/8"},
		"every private range": {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8", "0.0.0.0/8", "224.0.0.0/3", "fc00::/7", "fe80::/10", "ff00::/8"},
		"multicast":           {"224.0.0.0/3"}, "local IPv6": {"fc00::/7"}, "a /16 of IPv6": {"2600::/16"}, "another group": {"sg-2"}, "prefix list": {"pl-office"}, "empty list": {"pl-empty"},
	} {
		is(t, name, world(t, all(sources)...), no)
	}
}

func TestSourcesThatCannotBeTold(t *testing.T) {
	for name, sources := range map[string][]string{
		"unknown": {"?"}, "malformed": {"everywhere"}, "an address without length": {"0.0.0.0"}, "with a space": {"0.0.0.0/0 "}, "too long": {"0.0.0.0/33"}, "zone": {"fe80::1%eth0/64"},
		"private and unknown": {"10.0.0.0/8", "?"}, "list that nobody read": {"pl-unread"}, "half a list": {"pl-half"}, "list that is not there": {"pl-nowhere"},
	} {
		got := world(t, all(sources)...)
		is(t, name, got, maybe)
		for _, f := range got.Why() {
			if f.Cause == "" {
				t.Errorf("%s: undecided because of %v", name, f)
			}
		}
	}
	is(t, "rules that nobody read", opened(account.Set[*account.Permission]{}), maybe)
	is(t, "world, and rules that nobody read", opened(account.PartOf(account.Gap{Cause: account.Denied}, ssh("0.0.0.0/0"))), yes)
}

func TestPortsAndProtocols(t *testing.T) {
	for name, c := range map[string]struct {
		p    *account.Permission
		want account.Tri
	}{
		"the port": {permission("tcp", 22, 22, "0.0.0.0/0"), yes}, "UDP": {permission("udp", 22, 22, "0.0.0.0/0"), yes}, "by number": {permission("6", 22, 22, "0.0.0.0/0"), yes},
		"in the range": {permission("tcp", 0, 65535, "0.0.0.0/0"), yes}, "first of it": {permission("tcp", 22, 30, "0.0.0.0/0"), yes}, "last of it": {permission("tcp", 1, 22, "0.0.0.0/0"), yes},
		"below": {permission("tcp", 1, 21, "0.0.0.0/0"), no}, "above": {permission("tcp", 23, 99, "0.0.0.0/0"), no}, "all protocols, whatever ports": {permission("-1", 0, 0, "0.0.0.0/0"), yes},
		"ICMP": {permission("icmp", -1, -1, "0.0.0.0/0"), no}, "ICMP type 22": {permission("icmp", 22, 22, "0.0.0.0/0"), no},
	} {
		is(t, name, world(t, c.p), c.want)
	}
	unknown := func(change func(*account.Permission), source string) account.Bool {
		p := ssh(source)
		change(p)
		return world(t, p)
	}
	noPort := func(p *account.Permission) { p.ToPort = account.Missing[int](account.AfterApply, fromPlan, "") }
	noProtocol := func(p *account.Permission) { p.Protocol = account.Missing[string](account.AfterApply, fromPlan, "") }
	is(t, "port unknown", unknown(noPort, "0.0.0.0/0"), maybe)
	is(t, "protocol unknown", unknown(noProtocol, "0.0.0.0/0"), maybe)
	is(t, "port unknown, from a group", unknown(noPort, "sg-2"), no)
	anyPort := permission("-1", 0, 0, "0.0.0.0/0")
	noPort(anyPort)
	is(t, "all protocols, port unknown", world(t, anyPort), yes)
}

func TestPrefixListThatIsOneOfSeveralIsNotAddedUp(t *testing.T) {
	p := ssh("pl-office")
	pending := account.Missing[string](account.AfterApply, fromPlan, "prefix_list_id")
	p.Prefix = account.LinkBy(pending, []string{"aws_ec2_managed_prefix_list.office", "aws_ec2_managed_prefix_list.world"})
	is(t, "the office or the world", world(t, p), maybe)
	p.Prefix = account.LinkTo(pending)
	is(t, "a list that nobody can name, while another holds the world", world(t, p), maybe)
}

func all(sources []string) []*account.Permission {
	var ps []*account.Permission
	for _, s := range sources {
		ps = append(ps, ssh(s))
	}
	return ps
}

// without lists the 32 ranges that are everything but one address.
func without(address string) []string {
	var a, b, c, d uint32
	_, _ = fmt.Sscanf(address, "%d.%d.%d.%d", &a, &b, &c, &d)
	ip := a<<24 | b<<16 | c<<8 | d
	var rest []string
	for bits := 1; bits <= 32; bits++ {
		side := (ip ^ 1<<(32-bits)) >> (32 - bits) << (32 - bits)
		rest = append(rest, fmt.Sprintf("%d.%d.%d.%d/%d", side>>24, side>>16&255, side>>8&255, side&255, bits))
	}
	return rest
}

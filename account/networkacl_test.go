package account_test

import (
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// entry is one entry of a recorded ACL: number, protocol, ports, range and
// action.
func entry(words string) string {
	w := strings.Fields(words)
	for i, word := range w {
		if word == "?" {
			w[i] = `{"unknown":"denied"}`
		} else if i == 1 || i > 3 {
			w[i] = `"` + word + `"`
		}
	}
	return `{"RuleNumber":` + w[0] + `,"Protocol":` + w[1] + `,"FromPort":` + w[2] + `,"ToPort":` + w[3] + `,"CidrBlock":` + w[4] + `,"RuleAction":` + w[5] + `}`
}

func entries(list ...string) string {
	all := make([]string, len(list))
	for i, one := range list {
		all[i] = entry(one)
	}
	return "[" + strings.Join(all, ",") + "]"
}

const everything = "32000 -1 0 0 0.0.0.0/0 allow"

func TestNetworkACLAdmits(t *testing.T) {
	for name, c := range map[string]struct {
		entries string
		want    account.Tri
	}{
		"nothing":                       {entries(), no},
		"everything":                    {entries(everything), yes},
		"the port":                      {entries("100 6 22 22 0.0.0.0/0 allow"), yes},
		"the port by name":              {entries("100 tcp 22 22 0.0.0.0/0 allow"), yes},
		"another port":                  {entries("100 6 443 443 0.0.0.0/0 allow"), no},
		"another protocol":              {entries("100 17 22 22 0.0.0.0/0 allow", "110 1 0 0 0.0.0.0/0 allow"), no},
		"IPv6":                          {entries("100 6 0 65535 ::/0 allow"), yes},
		"private":                       {entries("100 -1 0 0 10.0.0.0/8 allow"), no},
		"an office":                     {entries("100 6 22 22 198.51.100.0/24 allow"), no},
		"in halves":                     {entries("100 6 22 22 0.0.0.0/1 allow", "110 6 22 22 128.0.0.0/1 allow"), yes},
		"denied first":                  {entries("100 6 22 22 0.0.0.0/0 deny", everything), no},
		"denied first, of IPv4 only":    {entries("100 6 22 22 0.0.0.0/0 deny", everything, "32001 -1 0 0 ::/0 allow"), yes},
		"denied after":                  {entries("100 -1 0 0 0.0.0.0/0 allow", "110 6 22 22 0.0.0.0/0 deny"), yes},
		"denied to a few":               {entries("100 6 22 22 198.51.100.0/24 deny", everything), yes},
		"office first":                  {entries("90 6 22 22 198.51.100.0/24 allow", "100 6 22 22 0.0.0.0/0 deny", everything), no},
		"action unread, first":          {entries("100 6 22 22 0.0.0.0/0 ?", everything), maybe},
		"action unread, of another":     {entries("100 6 443 443 0.0.0.0/0 ?", everything), yes},
		"number of the denial unread":   {entries("? 6 22 22 0.0.0.0/0 deny", everything), maybe},
		"number of a second one unread": {entries("? 6 22 22 0.0.0.0/0 allow", everything), yes},
		"range of the denial unread":    {entries("100 6 22 22 ? deny", everything), maybe},
		"range of an allowance unread":  {entries("100 6 22 22 ? allow"), maybe},
		"port of the denial unread":     {entries("100 6 ? ? 0.0.0.0/0 deny", everything), maybe},
		"protocol unread":               {entries("100 ? 22 22 0.0.0.0/0 allow"), maybe},
		"range that is none":            {entries("100 6 22 22 anywhere deny", everything), maybe},
		"unread":                        {`{"unknown":"denied"}`, maybe},
	} {
		a := live(t, `"ec2.network_acls":{"items":[{"Id":"acl","IngressEntries":`+c.entries+`}]}`)
		for n := range a.NetworkACLs.All() {
			is(t, name, n.Admits(22), c.want)
		}
	}
}

// exposed is an account in which something with an open SSH port has a public
// address in a subnet.
func exposed(t *testing.T, more string) (*account.Account, *account.SecurityGroup) {
	t.Helper()
	a := live(t, `"ec2.security_groups":{"items":[{"Id":"sg","IpPermissions":[{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"CidrIp":"0.0.0.0/0","PrefixListId":null,"SourceGroupId":null}]}]},`+
		`"ec2.network_interfaces":{"items":[{"Id":"eni","SubnetId":"subnet-1","Groups":[{"GroupId":"sg"}],"PublicIp":true}]},"ec2.instances":{"items":[]},"rds.instances":{"items":[]},`+
		`"ec2.subnets":{"items":[{"Id":"subnet-1","Region":"us-east-1","VpcId":"vpc-1"}]}`+more)
	return a, a.SecurityGroups.Items()[0]
}

// acl is a recorded network ACL.
func acl(id, rest, in, out string) string {
	return `{"Id":"` + id + `","VpcId":"vpc-1",` + rest + `,"IngressEntries":` + in + `,"EgressEntries":` + out + `}`
}

func TestGroupIsKeptOut(t *testing.T) {
	const standard, custom, elsewhere = `"IsDefault":true,"Associations":[]`, `"IsDefault":false,"Associations":[{"SubnetId":"subnet-1"}]`, `"IsDefault":false,"Associations":[{"SubnetId":"subnet-2"}]`
	open, shut := entries(everything), entries("100 6 22 22 0.0.0.0/0 deny", everything)
	acls := func(list ...string) string { return `,"ec2.network_acls":{"items":[` + strings.Join(list, ",") + `]}` }
	const unblocked = `,"ec2.vpc_block_public_access_options":{"items":[{"Id":"account","Region":"us-east-1","InternetGatewayBlockMode":"off","State":"default-state"}]},"ec2.vpc_block_public_access_exclusions":{"items":[]}`
	for name, c := range map[string]struct {
		more string
		want account.Tri
	}{
		"nobody looked":                      {``, maybe},
		"open":                               {acls(acl("d", standard, open, open)), no},
		"denied by the default ACL":          {acls(acl("d", standard, shut, open)), yes},
		"denied by the subnet's ACL":         {acls(acl("d", standard, open, open), acl("c", custom, shut, open)), yes},
		"let in by the subnet's ACL":         {acls(acl("d", standard, shut, open), acl("c", custom, open, open)), no},
		"denied elsewhere":                   {acls(acl("d", standard, open, open), acl("c", elsewhere, shut, open)), no},
		"the other protocol denied":          {acls(acl("d", standard, entries("100 17 22 22 0.0.0.0/0 deny", everything), open)), no},
		"no way back":                        {acls(acl("d", standard, open, entries("100 6 443 443 0.0.0.0/0 allow"))), yes},
		"a way back to some ports":           {acls(acl("d", standard, open, entries("100 6 60000 60010 0.0.0.0/0 allow"))), no},
		"the way back unread":                {acls(acl("d", standard, open, `{"unknown":"denied"}`)), maybe},
		"associations unread":                {acls(acl("d", standard, shut, open), acl("c", `"IsDefault":false,"Associations":{"unknown":"denied"}`, open, open)), maybe},
		"the default ACL of another VPC":     {`,"ec2.network_acls":{"items":[{"Id":"d","VpcId":"vpc-2","IsDefault":true,"Associations":[],"IngressEntries":[],"EgressEntries":[]}]}`, no},
		"an ACL that nobody saw":             {acls(), no},
		"some ACLs unread":                   {`,"ec2.network_acls":{"items":[` + acl("d", standard, shut, open) + `],"gaps":[{"cause":"partial"}]}`, maybe},
		"denied by one of two that claim it": {acls(acl("c", custom, shut, open), acl("e", custom, open, open)), no},
	} {
		a, g := exposed(t, c.more+unblocked)
		is(t, name, a.KeptOut(g, []int{22, 3389}), c.want)
	}
}

func TestVPCBlockKeepsOut(t *testing.T) {
	block := func(mode, state string) string {
		return `,"ec2.vpc_block_public_access_options":{"items":[{"Id":"account","Region":"us-east-1","InternetGatewayBlockMode":"` + mode + `","State":"` + state + `"}]}`
	}
	exclusions := func(list string) string {
		return `,"ec2.vpc_block_public_access_exclusions":{"items":[` + list + `]}`
	}
	exclusion := func(of, mode, state string) string {
		return exclusions(`{"Id":"x","ResourceId":"` + of + `","InternetGatewayExclusionMode":"` + mode + `","State":"` + state + `"}`)
	}
	on := block("block-ingress", "update-complete")
	for name, c := range map[string]struct {
		more string
		want account.Tri
	}{
		"on":                        {on + exclusions(``), yes},
		"both ways":                 {block("block-bidirectional", "update-complete") + exclusions(``), yes},
		"off":                       {block("off", "update-complete") + exclusions(``), no},
		"on its way":                {block("block-ingress", "update-in-progress") + exclusions(``), no},
		"exclusions unread":         {on, maybe},
		"subnet excluded":           {on + exclusion("subnet-1", "allow-bidirectional", "create-complete"), no},
		"VPC excluded":              {on + exclusion("vpc-1", "allow-bidirectional", "create-complete"), no},
		"another excluded":          {on + exclusion("vpc-2", "allow-bidirectional", "create-complete"), yes},
		"excluded, to go out only":  {on + exclusion("vpc-1", "allow-egress", "create-complete"), yes},
		"was excluded":              {on + exclusion("vpc-1", "allow-bidirectional", "delete-complete"), yes},
		"nobody looked":             {exclusions(``), maybe},
		"another region's block on": {strings.Replace(on, "us-east-1", "eu-west-1", 1) + exclusions(``), maybe},
	} {
		a, g := exposed(t, `,"ec2.network_acls":{"items":[`+acl("d", `"IsDefault":true,"Associations":[]`, entries(everything), entries(everything))+`]}`+c.more)
		is(t, name, a.KeptOut(g, []int{22}), c.want)
	}
}

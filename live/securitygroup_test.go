package live

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// source is a permission as it is recorded, of one source.
func source(protocol, from, upto, cidr, prefix, group string) string {
	return `{"IpProtocol": "` + protocol + `", "FromPort": ` + from + `, "ToPort": ` + upto + `, "CidrIp": ` + cidr + `, "PrefixListId": ` + prefix + `, "SourceGroupId": ` + group + `}`
}

func TestSecurityGroups(t *testing.T) {
	testOneCall(t, []oneCall{{
		account.SecurityGroups.Kind, "ec2:DescribeSecurityGroups", "securityGroupInfo",
		`<item><ownerId>123456789012</ownerId><groupId>sg-1</groupId><vpcId>vpc-1</vpcId><securityGroupArn>arn:aws:ec2:us-east-1:123456789012:security-group/sg-1</securityGroupArn><ipPermissions>
			<item><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort>
				<groups><item><userId>123456789012</userId><groupId>sg-1</groupId></item><item><userId>210987654321</userId><groupId>sg-far</groupId></item></groups>
				<ipRanges><item><cidrIp>10.0.0.0/8</cidrIp></item><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges><ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges>
				<prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds></item>
			<item><ipProtocol>-1</ipProtocol><groups/><ipRanges><item><cidrIp>10.0.0.0/8</cidrIp></item></ipRanges><ipv6Ranges/><prefixListIds/></item>
			<item><ipProtocol>50</ipProtocol><ipRanges><item><cidrIp>10.0.0.0/8</cidrIp></item></ipRanges></item>
			<item><ipProtocol>udp</ipProtocol><ipRanges><item><cidrIp>10.0.0.0/8</cidrIp></item></ipRanges></item>
			<item><ipProtocol>icmp</ipProtocol><fromPort>-1</fromPort><toPort>-1</toPort><ipRanges><item/></ipRanges></item>
		</ipPermissions></item>
		<item><ownerId>123456789012</ownerId><groupId>sg-2</groupId><vpcId>vpc-1</vpcId><ipPermissions/></item>
		<item><ownerId>123456789012</ownerId><groupId>sg-3</groupId><vpcId>vpc-1</vpcId></item>`,
		`[{"Arn": "arn:aws:ec2:us-east-1:123456789012:security-group/sg-1", "Id": "sg-1", "Region": "us-east-1", "VpcId": "vpc-1", "IpPermissions": [` + strings.Join([]string{
			source("-1", "0", "65535", `"10.0.0.0/8"`, "null", "null"),
			source("50", "0", "0", `"10.0.0.0/8"`, "null", "null"),
			source("icmp", "-1", "-1", `{"unknown": "error", "call": "ec2:DescribeSecurityGroups"}`, "null", "null"),
			source("tcp", "22", "22", `"0.0.0.0/0"`, "null", "null"),
			source("tcp", "22", "22", `"10.0.0.0/8"`, "null", "null"),
			source("tcp", "22", "22", `"::/0"`, "null", "null"),
			source("tcp", "22", "22", "null", `"pl-1"`, "null"),
			source("tcp", "22", "22", "null", "null", `"210987654321/sg-far"`),
			source("tcp", "22", "22", "null", "null", `"sg-1"`),
			source("udp", `{"unknown": "error", "call": "ec2:DescribeSecurityGroups"}`, `{"unknown": "error", "call": "ec2:DescribeSecurityGroups"}`, `"10.0.0.0/8"`, "null", "null"),
		}, ",") + `]},
		{"Id": "sg-2", "Region": "us-east-1", "VpcId": "vpc-1", "IpPermissions": []},
		{"Id": "sg-3", "Region": "us-east-1", "VpcId": "vpc-1", "IpPermissions": {"unknown": "error", "call": "ec2:DescribeSecurityGroups"}}]`,
	}})
}

const (
	groupWithList = `<securityGroupInfo><item><ownerId>123456789012</ownerId><groupId>sg-1</groupId><vpcId>vpc-1</vpcId><ipPermissions><item><ipProtocol>-1</ipProtocol>
		<prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds></item></ipPermissions></item></securityGroupInfo>`
	threeLists = `<prefixListSet>
		<item><prefixListId>pl-1</prefixListId><prefixListArn>arn:aws:ec2:us-east-1:123456789012:prefix-list/pl-1</prefixListArn><state>modify-complete</state></item>
		<item><prefixListId>pl-2</prefixListId><prefixListArn>arn:aws:ec2:us-east-1:aws:prefix-list/pl-2</prefixListArn></item>
		<item><prefixListId>pl-3</prefixListId><state>delete-complete</state></item></prefixListSet>`
	listCall, entryCall = "ec2:DescribeManagedPrefixLists", "ec2:GetManagedPrefixListEntries"
)

var _ = sample(fake{
	"ec2:DescribeSecurityGroups": answers(xml("ec2:DescribeSecurityGroups", groupWithList)),
	listCall:                     answers(xml(listCall, threeLists)),
	entryCall:                    answers(xml(entryCall, `<entrySet><item><cidr>10.0.0.0/8</cidr></item></entrySet>`)),
})

func TestPrefixListThatAGroupNames(t *testing.T) {
	denied := refuses(entryCall, http.StatusForbidden, "UnauthorizedOperation", "no")
	for name, c := range map[string]struct {
		entries []any
		want    string
	}{
		"two pages": {
			answers(xml(entryCall, `<entrySet><item><cidr>10.0.0.0/8</cidr></item></entrySet><nextToken>2</nextToken>`), xml(entryCall, `<entrySet><item><cidr>0.0.0.0/1</cidr></item></entrySet>`)),
			`[{"Cidr": "0.0.0.0/1"}, {"Cidr": "10.0.0.0/8"}]`,
		},
		"second page refused": {
			answers(xml(entryCall, `<entrySet><item><cidr>10.0.0.0/8</cidr></item></entrySet><nextToken>2</nextToken>`), denied),
			`{"unknown": "denied", "call": "` + entryCall + `", "seen": [{"Cidr": "10.0.0.0/8"}]}`,
		},
		"refused":    {answers(denied), `{"unknown": "denied", "call": "` + entryCall + `"}`},
		"empty body": {answers(""), `{"unknown": "error", "call": "` + entryCall + `"}`},
		"none":       {answers(xml(entryCall, `<entrySet/>`)), `[]`},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recordedFor(t, fake{
				"ec2:DescribeSecurityGroups": answers(xml("ec2:DescribeSecurityGroups", groupWithList)), listCall: answers(xml(listCall, threeLists)), entryCall: c.entries,
			}, func(string) bool { return false }, account.SecurityGroups.Kind, account.PrefixLists.Kind)
			calls := `{"existence": "` + listCall + `"}`
			if strings.HasPrefix(c.want, `[{`) {
				calls = `{"existence": "` + listCall + `", "Entries": "` + entryCall + `"}`
			}
			wantRecorded(t, rec, account.PrefixLists.Kind, `{"calls": `+calls+`, "items": [
				{"Arn": "arn:aws:ec2:us-east-1:123456789012:prefix-list/pl-1", "Id": "pl-1", "Region": "us-east-1", "Entries": `+c.want+`},
				{"Arn": "arn:aws:ec2:us-east-1:aws:prefix-list/pl-2", "Id": "pl-2", "Region": "us-east-1"}]}`)
		})
	}
}

func TestPrefixListThatNobodyNames(t *testing.T) {
	_, sender := recordedFor(t, fake{listCall: answers(xml(listCall, threeLists))}, func(string) bool { return false }, account.PrefixLists.Kind)
	if slices.ContainsFunc(sender.operations(), func(o string) bool { return strings.HasPrefix(o, entryCall) }) {
		t.Errorf("asked: %v", sender.operations())
	}
	var forms []url.Values
	recordedFor(t, fake{listCall: answers(xml(listCall, threeLists)), entryCall: answers(asked(t, &forms, xml(entryCall, "<entrySet/>")))}, func(name string) bool { return name == "pl-2" }, account.PrefixLists.Kind)
	if len(forms) != 1 || forms[0].Get("PrefixListId") != "pl-2" {
		t.Errorf("asked for the entries of %v", forms)
	}
}

package live

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const oneACL = `<item><networkAclId>acl-1</networkAclId><vpcId>vpc-1</vpcId><ownerId>123456789012</ownerId><default>true</default>
	<associationSet><item><networkAclAssociationId>aclassoc-1</networkAclAssociationId><networkAclId>acl-1</networkAclId><subnetId>subnet-1</subnetId></item></associationSet>
	<entrySet>
		<item><ruleNumber>100</ruleNumber><protocol>6</protocol><ruleAction>allow</ruleAction><egress>false</egress><cidrBlock>0.0.0.0/0</cidrBlock><portRange><from>22</from><to>22</to></portRange></item>
		<item><ruleNumber>101</ruleNumber><protocol>1</protocol><ruleAction>deny</ruleAction><egress>false</egress><ipv6CidrBlock>::/0</ipv6CidrBlock><icmpTypeCode><code>-1</code><type>-1</type></icmpTypeCode></item>
		<item><ruleNumber>32767</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction><egress>false</egress><cidrBlock>0.0.0.0/0</cidrBlock></item>
		<item><ruleNumber>100</ruleNumber><protocol>-1</protocol><ruleAction>allow</ruleAction><egress>true</egress><cidrBlock>0.0.0.0/0</cidrBlock></item>
		<item><ruleNumber>32768</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction><egress>true</egress><ipv6CidrBlock>::/0</ipv6CidrBlock></item>
	</entrySet></item>`

const oneExclusion = `<item><exclusionId>vpcbpa-exclude-1</exclusionId><internetGatewayExclusionMode>allow-egress</internetGatewayExclusionMode>
	<resourceArn>arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1</resourceArn><state>create-complete</state></item>`

var _ = sample(fake{
	"ec2:DescribeNetworkAcls":                    answers(xml("ec2:DescribeNetworkAcls", `<networkAclSet>`+oneACL+`</networkAclSet>`)),
	"ec2:DescribeVpcBlockPublicAccessOptions":    answers(xml("ec2:DescribeVpcBlockPublicAccessOptions", blockOptions)),
	"ec2:DescribeVpcBlockPublicAccessExclusions": answers(xml("ec2:DescribeVpcBlockPublicAccessExclusions", `<vpcBlockPublicAccessExclusionSet>`+oneExclusion+`</vpcBlockPublicAccessExclusionSet>`)),
})

func TestNetworkACLs(t *testing.T) {
	const unknown = `{"unknown": "error", "call": "ec2:DescribeNetworkAcls"}`
	testOneCall(t, []oneCall{
		{
			account.NetworkACLs.Kind, "ec2:DescribeNetworkAcls", "networkAclSet",
			oneACL + `<item><networkAclId>acl-shared</networkAclId><ownerId>210987654321</ownerId></item>
				<item><networkAclId>acl-2</networkAclId><ownerId>123456789012</ownerId></item>
				<item><networkAclId>acl-3</networkAclId><vpcId>vpc-1</vpcId><default>false</default><associationSet/><entrySet>
					<item><ruleNumber>1</ruleNumber><protocol>6</protocol><ruleAction>allow</ruleAction><cidrBlock>10.0.0.0/8</cidrBlock></item></entrySet></item>`,
			`[{"Id": "acl-1", "Region": "us-east-1", "VpcId": "vpc-1", "IsDefault": true, "Associations": [{"SubnetId": "subnet-1"}],
				"IngressEntries": [{"RuleNumber": 100, "Protocol": "6", "FromPort": 22, "ToPort": 22, "CidrBlock": "0.0.0.0/0", "RuleAction": "allow"},
					{"RuleNumber": 101, "Protocol": "1", "FromPort": 0, "ToPort": 0, "CidrBlock": "::/0", "RuleAction": "deny"}],
				"EgressEntries": [{"RuleNumber": 100, "Protocol": "-1", "FromPort": 0, "ToPort": 0, "CidrBlock": "0.0.0.0/0", "RuleAction": "allow"}]},
			{"Id": "acl-2", "Region": "us-east-1", "VpcId": ` + unknown + `, "IsDefault": ` + unknown + `, "Associations": ` + unknown + `, "IngressEntries": ` + unknown + `, "EgressEntries": ` + unknown + `},
			{"Id": "acl-3", "Region": "us-east-1", "VpcId": "vpc-1", "IsDefault": false, "Associations": [],
				"IngressEntries": [{"RuleNumber": 1, "Protocol": "6", "FromPort": ` + unknown + `, "ToPort": ` + unknown + `, "CidrBlock": "10.0.0.0/8", "RuleAction": ` + unknown + `}],
				"EgressEntries": [{"RuleNumber": 1, "Protocol": "6", "FromPort": ` + unknown + `, "ToPort": ` + unknown + `, "CidrBlock": "10.0.0.0/8", "RuleAction": ` + unknown + `}]}]`,
		},
		{
			account.VPCExclusions.Kind, "ec2:DescribeVpcBlockPublicAccessExclusions", "vpcBlockPublicAccessExclusionSet",
			oneExclusion + `<item><exclusionId>vpcbpa-exclude-2</exclusionId><resourceArn>odd</resourceArn></item>`,
			`[{"Id": "vpcbpa-exclude-1", "Region": "us-east-1", "InternetGatewayExclusionMode": "allow-egress", "ResourceId": "vpc-1", "State": "create-complete"},
			{"Id": "vpcbpa-exclude-2", "Region": "us-east-1", "InternetGatewayExclusionMode": {"unknown": "error", "call": "ec2:DescribeVpcBlockPublicAccessExclusions"},
				"ResourceId": {"unknown": "error", "call": "ec2:DescribeVpcBlockPublicAccessExclusions"}, "State": {"unknown": "error", "call": "ec2:DescribeVpcBlockPublicAccessExclusions"}}]`,
		},
	})
}

const blockOptions = `<vpcBlockPublicAccessOptions><awsAccountId>123456789012</awsAccountId><awsRegion>us-east-1</awsRegion><state>default-state</state>
	<internetGatewayBlockMode>off</internetGatewayBlockMode><managedBy>account</managedBy><exclusionsAllowed>allowed</exclusionsAllowed></vpcBlockPublicAccessOptions>`

func TestBlockOfPublicAccess(t *testing.T) {
	const call, unknown = "ec2:DescribeVpcBlockPublicAccessOptions", `{"unknown": "error", "call": "ec2:DescribeVpcBlockPublicAccessOptions"}`
	for body, want := range map[string]string{
		xml(call, blockOptions): `[{"Id": "account", "Region": "us-east-1", "InternetGatewayBlockMode": "off", "State": "default-state", "ManagedBy": "account"}]`,
		"":                      `[{"Id": "account", "Region": "us-east-1", "InternetGatewayBlockMode": ` + unknown + `, "State": ` + unknown + `, "ManagedBy": ` + unknown + `}]`,
	} {
		rec, _ := recorded(t, fake{call: answers(body)}, account.VPCBlocks.Kind)
		wantRecorded(t, rec, account.VPCBlocks.Kind, listed(t, call, want))
	}
}

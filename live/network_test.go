package live

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestNetwork(t *testing.T) {
	testOneCall(t, []oneCall{
		{
			account.NetworkInterfaces.Kind, "ec2:DescribeNetworkInterfaces", "networkInterfaceSet",
			`<item><networkInterfaceId>eni-1</networkInterfaceId><subnetId>subnet-1</subnetId><groupSet><item><groupId>sg-1</groupId></item><item><groupId>sg-2</groupId></item></groupSet>
				<association><publicIp>203.0.113.1</publicIp><ipOwnerId>amazon</ipOwnerId></association></item>
			<item><networkInterfaceId>eni-2</networkInterfaceId><subnetId>subnet-1</subnetId><groupSet/>
				<privateIpAddressesSet><item><privateIpAddress>10.0.0.5</privateIpAddress></item><item><association><publicIp>203.0.113.2</publicIp></association></item></privateIpAddressesSet></item>
			<item><networkInterfaceId>eni-3</networkInterfaceId><subnetId>subnet-1</subnetId></item>`,
			`[{"Id": "eni-1", "Region": "us-east-1", "SubnetId": "subnet-1", "Groups": [{"GroupId": "sg-1"}, {"GroupId": "sg-2"}], "PublicIp": true},
			{"Id": "eni-2", "Region": "us-east-1", "SubnetId": "subnet-1", "Groups": [], "PublicIp": true},
			{"Id": "eni-3", "Region": "us-east-1", "SubnetId": "subnet-1", "Groups": {"unknown": "error", "call": "ec2:DescribeNetworkInterfaces"}, "PublicIp": false}]`,
		},
		{
			account.VPCs.Kind, "ec2:DescribeVpcs", "vpcSet",
			`<item><vpcId>vpc-1</vpcId><ownerId>123456789012</ownerId><isDefault>false</isDefault></item>
			<item><vpcId>vpc-2</vpcId><ownerId>123456789012</ownerId><isDefault>true</isDefault></item>
			<item><vpcId>vpc-shared</vpcId><ownerId>210987654321</ownerId><isDefault>false</isDefault></item>`,
			`[{"Id": "vpc-1", "Region": "us-east-1", "IsDefault": false}, {"Id": "vpc-2", "Region": "us-east-1", "IsDefault": true}]`,
		},
		{
			account.Subnets.Kind, "ec2:DescribeSubnets", "subnetSet",
			`<item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><ownerId>123456789012</ownerId><subnetArn>arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1</subnetArn></item>
			<item><subnetId>subnet-shared</subnetId><vpcId>vpc-shared</vpcId><ownerId>210987654321</ownerId></item>`,
			`[{"Arn": "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1", "Id": "subnet-1", "Region": "us-east-1", "VpcId": "vpc-1"}]`,
		},
		{
			account.RouteTables.Kind, "ec2:DescribeRouteTables", "routeTableSet",
			`<item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId><associationSet><item><main>true</main><associationState><state>associated</state></associationState></item></associationSet>
				<routeSet><item><destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId><state>active</state></item><item><destinationIpv6CidrBlock>::/0</destinationIpv6CidrBlock><egressOnlyInternetGatewayId>eigw-1</egressOnlyInternetGatewayId><state>active</state></item></routeSet></item>
			<item><routeTableId>rtb-2</routeTableId><vpcId>vpc-1</vpcId><associationSet><item><main>false</main><subnetId>subnet-1</subnetId><associationState><state>associated</state></associationState></item><item><main>false</main><subnetId>subnet-9</subnetId><associationState><state>disassociated</state></associationState></item><item><main>false</main><gatewayId>igw-1</gatewayId></item></associationSet>
				<routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>igw-1</gatewayId><state>active</state></item></routeSet></item>
			<item><routeTableId>rtb-3</routeTableId><vpcId>vpc-1</vpcId><associationSet/><routeSet><item><destinationPrefixListId>pl-1</destinationPrefixListId><gatewayId>igw-9</gatewayId><state>blackhole</state></item>
					<item><destinationCidrBlock>10.1.0.0/16</destinationCidrBlock><gatewayId>vpce-1</gatewayId><state>active</state></item><item><gatewayId>igw-1</gatewayId><state>active</state></item>
					<item><destinationPrefixListId>pl-2</destinationPrefixListId><gatewayId>vpce-2</gatewayId><state>active</state></item>
					<item><destinationCidrBlock>10.2.0.0/16</destinationCidrBlock><gatewayId>vgw-1</gatewayId><origin>EnableVgwRoutePropagation</origin><state>active</state></item></routeSet></item>
			<item><routeTableId>rtb-4</routeTableId><vpcId>vpc-1</vpcId></item>`,
			`[{"Id": "rtb-1", "Region": "us-east-1", "VpcId": "vpc-1", "Main": true, "Associations": [], "Routes": [{"DestinationCidrBlock": "::/0", "GatewayId": null}]},
			{"Id": "rtb-2", "Region": "us-east-1", "VpcId": "vpc-1", "Main": false, "Associations": [{"SubnetId": "subnet-1"}], "Routes": [{"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1"}]},
			{"Id": "rtb-3", "Region": "us-east-1", "VpcId": "vpc-1", "Main": false, "Associations": [], "Routes": [
				{"DestinationCidrBlock": "10.1.0.0/16", "GatewayId": null}, {"DestinationCidrBlock": "pl-1", "GatewayId": null},
				{"DestinationCidrBlock": {"unknown": "error", "call": "ec2:DescribeRouteTables"}, "GatewayId": "igw-1"}]},
			{"Id": "rtb-4", "Region": "us-east-1", "VpcId": "vpc-1", "Main": {"unknown": "error", "call": "ec2:DescribeRouteTables"},
				"Associations": {"unknown": "error", "call": "ec2:DescribeRouteTables"}, "Routes": {"unknown": "error", "call": "ec2:DescribeRouteTables"}}]`,
		},
		{
			account.FlowLogs.Kind, "ec2:DescribeFlowLogs", "flowLogSet",
			`<item><flowLogId>fl-1</flowLogId><resourceId>vpc-1</resourceId><trafficType>ALL</trafficType><flowLogStatus>ACTIVE</flowLogStatus><deliverLogsStatus>FAILED</deliverLogsStatus><deliverLogsErrorMessage>Access error</deliverLogsErrorMessage><logGroupName>flow</logGroupName><logDestinationType>cloud-watch-logs</logDestinationType></item>
			<item><flowLogId>fl-2</flowLogId><resourceId>vpc-2</resourceId><flowLogStatus>ACTIVE</flowLogStatus></item>
			<item><flowLogId>fl-3</flowLogId><resourceId>tgw-1</resourceId><flowLogStatus>ACTIVE</flowLogStatus><deliverLogsStatus>SUCCESS</deliverLogsStatus><logDestination>arn:aws:s3:::logs</logDestination><logDestinationType>s3</logDestinationType></item>
			<item><flowLogId>fl-4</flowLogId><resourceId>tgw-1</resourceId><flowLogStatus>ACTIVE</flowLogStatus><logDestination>arn:aws:logs:us-east-1:123456789012:log-group:flow</logDestination><logDestinationType>cloud-watch-logs</logDestinationType></item>`,
			`[{"Id": "fl-1", "Region": "us-east-1", "ResourceId": "vpc-1", "TrafficType": "ALL", "FlowLogStatus": "ACTIVE", "DeliverLogsStatus": "FAILED", "LogGroupName": "flow"},
			{"Id": "fl-2", "Region": "us-east-1", "ResourceId": "vpc-2", "TrafficType": {"unknown": "error", "call": "ec2:DescribeFlowLogs"}, "FlowLogStatus": "ACTIVE", "DeliverLogsStatus": null,
				"LogGroupName": {"unknown": "error", "call": "ec2:DescribeFlowLogs"}},
			{"Id": "fl-3", "Region": "us-east-1", "ResourceId": "tgw-1", "FlowLogStatus": "ACTIVE", "DeliverLogsStatus": "SUCCESS", "LogGroupName": null},
			{"Id": "fl-4", "Region": "us-east-1", "ResourceId": "tgw-1", "FlowLogStatus": "ACTIVE", "DeliverLogsStatus": null, "LogGroupName": "arn:aws:logs:us-east-1:123456789012:log-group:flow"}]`,
		},
	})
}

var _ = sample(fake{
	"ec2:DescribeNetworkInterfaces": answers(xml("ec2:DescribeNetworkInterfaces", `<networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><subnetId>subnet-1</subnetId>
		<groupSet><item><groupId>sg-1</groupId></item></groupSet></item></networkInterfaceSet>`)),
	"ec2:DescribeVpcs":    answers(xml("ec2:DescribeVpcs", `<vpcSet><item><vpcId>vpc-1</vpcId><ownerId>123456789012</ownerId><isDefault>false</isDefault></item></vpcSet>`)),
	"ec2:DescribeSubnets": answers(xml("ec2:DescribeSubnets", `<subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><ownerId>123456789012</ownerId></item></subnetSet>`)),
	"ec2:DescribeRouteTables": answers(xml("ec2:DescribeRouteTables", `<routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId><associationSet><item><main>true</main></item></associationSet>
		<routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>igw-1</gatewayId><state>active</state></item></routeSet></item></routeTableSet>`)),
	"ec2:DescribeFlowLogs": answers(xml("ec2:DescribeFlowLogs", `<flowLogSet><item><flowLogId>fl-1</flowLogId><resourceId>vpc-1</resourceId><trafficType>ALL</trafficType><flowLogStatus>ACTIVE</flowLogStatus></item></flowLogSet>`)),
})

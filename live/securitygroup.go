package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.SecurityGroups.Kind},
	calls: []any{ec2.DescribeSecurityGroupsInput{}},
	leads: true, // to the prefix lists
	read:  securityGroups,
})

func securityGroups(r *reader) {
	in := &ec2.DescribeSecurityGroupsInput{MaxResults: aws.Int32(ec2Page)}
	for g := range found(r, ec2.NewFromConfig(r.config()).DescribeSecurityGroups, in, func(o *ec2.DescribeSecurityGroupsOutput) []types.SecurityGroup { return o.SecurityGroups }) {
		group := account.SecurityGroups.Add(r.to, account.Ident{ARN: text(g.out.SecurityGroupArn), ID: text(g.out.GroupId), Region: r.region}, g.origin)
		link(&group.VPC, g.out.VpcId, g.told)
		owner := text(g.out.OwnerId)
		listOf(&group.Ingress, g.out.IpPermissions, g.told, func(p types.IpPermission) []*account.Permission { return permissions(p, owner, g.told) })
	}
}

// permissions brings one entry of a group, which may have several sources, to
// the model's form: one permission for each source.
func permissions(p types.IpPermission, owner string, by told) []*account.Permission {
	var all []*account.Permission
	add := func(cidr, prefix, group *string) {
		var one account.Permission
		ports(&one, p, by)
		put(&one.CIDR, cidr, by)
		linkGiven(&one.Prefix, prefix, by)
		linkGiven(&one.Source, group, by)
		all = append(all, &one)
	}
	none := aws.String("")
	for _, four := range p.IpRanges {
		add(four.CidrIp, none, none)
	}
	for _, six := range p.Ipv6Ranges {
		add(six.CidrIpv6, none, none)
	}
	for _, list := range p.PrefixListIds {
		add(none, list.PrefixListId, none)
	}
	for _, pair := range p.UserIdGroupPairs {
		add(none, none, sourceGroup(pair, owner))
	}
	return all
}

// sourceGroup names a group, with its account if that is another one, as those
// who write rules do.
func sourceGroup(pair types.UserIdGroupPair, owner string) *string {
	if user := text(pair.UserId); user != "" && owner != "" && user != owner && pair.GroupId != nil {
		return aws.String(user + "/" + *pair.GroupId)
	}
	return pair.GroupId
}

// ports puts protocol and ports. Of protocol -1 all ports are meant; AWS leaves
// them out there, and of protocols that have none (AWS documentation, 2026-11).
func ports(to *account.Permission, p types.IpPermission, by told) {
	from, upto := number(p.FromPort), number(p.ToPort)
	switch text(p.IpProtocol) {
	case "tcp", "udp", "icmp", "icmpv6", "":
	case "-1":
		from, upto = aws.Int(0), aws.Int(65535)
	default:
		from, upto = or(from, 0), or(upto, 0)
	}
	put(&to.Protocol, p.IpProtocol, by)
	put(&to.FromPort, from, by)
	put(&to.ToPort, upto, by)
}

package live

import (
	"cmp"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{kinds: []account.Kind{account.NetworkACLs.Kind}, calls: []any{ec2.DescribeNetworkAclsInput{}}, read: networkACLs})

// networkACLs reads the account's own, as the VPCs are.
func networkACLs(r *reader) {
	in := &ec2.DescribeNetworkAclsInput{MaxResults: aws.Int32(ec2Page)}
	for n := range found(r, ec2.NewFromConfig(r.config()).DescribeNetworkAcls, in, func(o *ec2.DescribeNetworkAclsOutput) []types.NetworkAcl { return o.NetworkAcls }) {
		if r.foreign(n.out.OwnerId) {
			continue
		}
		acl := account.NetworkACLs.Add(r.to, account.Ident{ID: text(n.out.NetworkAclId), Region: r.region}, n.origin)
		linkGiven(&acl.VPC, n.out.VpcId, n.told)
		put(&acl.Default, n.out.IsDefault, n.told)
		listOf(&acl.Subnets, n.out.Associations, n.told, func(a types.NetworkAclAssociation) []*account.SubnetRef {
			var ref account.SubnetRef
			linkGiven(&ref.Subnet, a.SubnetId, n.told)
			return []*account.SubnetRef{&ref}
		})
		listOf(&acl.Ingress, n.out.Entries, n.told, func(e types.NetworkAclEntry) []*account.ACLEntry { return n.entry(e, false) })
		listOf(&acl.Egress, n.out.Entries, n.told, func(e types.NetworkAclEntry) []*account.ACLEntry { return n.entry(e, true) })
	}
}

// lastNumbers is where the numbers begin that AWS gives to the last entries,
// which deny all that is left (AWS documentation, 2026-11: 32767 for IPv4 and
// 32768 for IPv6).
const lastNumbers = 32767

// entry is an entry of the direction, if it is or may be one.
func (by told) entry(e types.NetworkAclEntry, egress bool) []*account.ACLEntry {
	number := number(e.RuleNumber)
	last := number != nil && *number >= lastNumbers && e.RuleAction == types.RuleActionDeny
	if last || e.Egress != nil && *e.Egress != egress {
		return nil
	}
	one := &account.ACLEntry{}
	put(&one.Number, number, by)
	put(&one.Protocol, e.Protocol, by)
	put(&one.CIDR, cmp.Or(e.CidrBlock, e.Ipv6CidrBlock), by)
	put(&one.Action, word(e.RuleAction), by.given(e.Egress != nil))
	from, upto := entryPorts(e)
	put(&one.FromPort, from, by)
	put(&one.ToPort, upto, by)
	return []*account.ACLEntry{one}
}

// entryPorts are the ports that an entry is about. AWS leaves them out of those
// about all protocols, and about one without ports.
func entryPorts(e types.NetworkAclEntry) (from, upto *int) {
	if e.PortRange != nil {
		return number(e.PortRange.From), number(e.PortRange.To)
	}
	if p := text(e.Protocol); p == "6" || p == "17" || p == "" {
		return nil, nil
	}
	return aws.Int(0), aws.Int(0)
}

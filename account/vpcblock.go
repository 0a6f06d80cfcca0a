package account

import "strings"

// The kinds of VPC block public access.
var (
	VPCBlocks     = kind("ec2.vpc_block_public_access_options", func(a *Account) *Set[*VPCBlock] { return &a.VPCBlocks })
	VPCExclusions = kind("ec2.vpc_block_public_access_exclusions", func(a *Account) *Set[*VPCExclusion] { return &a.VPCExclusions })
)

// VPCBlock is the account's block of internet gateways in one region.
type VPCBlock struct {
	Meta
	Mode      Value[string] `aws:"InternetGatewayBlockMode"` // off, block-bidirectional or block-ingress
	State     Value[string] `aws:"State"`                    // update-complete once the mode is in effect
	ManagedBy Value[string] `aws:"ManagedBy"`                // account or declarative-policy
}

// VPCExclusion exempts a VPC or a subnet from the block.
type VPCExclusion struct {
	Meta
	Mode Value[string] `aws:"InternetGatewayExclusionMode"` // allow-bidirectional or allow-egress
	// Resource is the id at the end of AWS's ResourceArn.
	Resource Link          `aws:"ResourceId"`
	State    Value[string] `aws:"State"`
}

// blockedIn tells whether the account keeps the internet out of the subnet
// whatever routes and gateways there are (AWS documentation, 2026-11).
func (a *Account) blockedIn(s *Subnet) Bool {
	here := a.VPCBlocks.Where(func(b *VPCBlock) bool { return b.Region == s.Region && s.Region != "" })
	on := here.Exists(func(b *VPCBlock) Bool {
		return b.Mode.Test(func(mode string) bool { return strings.HasPrefix(mode, "block-") }).And(b.State.Is("update-complete"))
	})
	exempt := a.VPCExclusions.Exists(func(e *VPCExclusion) Bool {
		lets := e.Mode.Is("allow-egress").Not().And(e.State.Is("delete-complete").Not())
		return lets.And(e.Resource.To(s).Or(same(&e.Resource, &s.VPC)))
	})
	return on.And(exempt.Not())
}

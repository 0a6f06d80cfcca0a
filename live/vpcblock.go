package live

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{kinds: []account.Kind{account.VPCBlocks.Kind}, calls: []any{ec2.DescribeVpcBlockPublicAccessOptionsInput{}}, read: vpcBlock})
	_ = collect(collector{kinds: []account.Kind{account.VPCExclusions.Kind}, calls: []any{ec2.DescribeVpcBlockPublicAccessExclusionsInput{}}, read: vpcExclusions})
)

func vpcBlock(r *reader) {
	told := ask(r, ec2.NewFromConfig(r.config()).DescribeVpcBlockPublicAccessOptions, &ec2.DescribeVpcBlockPublicAccessOptionsInput{})
	options := or(told.out.VpcBlockPublicAccessOptions, types.VpcBlockPublicAccessOptions{})
	block := account.VPCBlocks.Add(r.to, account.Ident{ID: account.AccountID, Region: r.region}, told.origin)
	put(&block.Mode, word(options.InternetGatewayBlockMode), told.told)
	put(&block.State, word(options.State), told.told)
	put(&block.ManagedBy, word(options.ManagedBy), told.told)
}

func vpcExclusions(r *reader) {
	in := &ec2.DescribeVpcBlockPublicAccessExclusionsInput{MaxResults: aws.Int32(ec2Page)}
	for e := range found(r, ec2.NewFromConfig(r.config()).DescribeVpcBlockPublicAccessExclusions, in, func(o *ec2.DescribeVpcBlockPublicAccessExclusionsOutput) []types.VpcBlockPublicAccessExclusion {
		return o.VpcBlockPublicAccessExclusions
	}) {
		exclusion := account.VPCExclusions.Add(r.to, account.Ident{ID: text(e.out.ExclusionId), Region: r.region}, e.origin)
		put(&exclusion.Mode, word(e.out.InternetGatewayExclusionMode), e.told)
		put(&exclusion.State, word(e.out.State), e.told)
		linkGiven(&exclusion.Resource, excluded(e.out.ResourceArn), e.told)
	}
}

// excluded is the id of the VPC or subnet at the end of its ARN.
func excluded(arn *string) *string {
	_, id, ok := strings.Cut(text(arn), "/")
	if !ok {
		return nil
	}
	return &id
}

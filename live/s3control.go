package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3control"
	"github.com/aws/aws-sdk-go-v2/service/s3control/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.PublicAccessBlocks.Kind},
	where: global,
	calls: []any{s3control.GetPublicAccessBlockInput{}},
	read:  accountBlock,
})

// accountBlock reads the public access block of the account, if it has one.
func accountBlock(r *reader) {
	client := s3control.NewFromConfig(r.config())
	block := ask(r, client.GetPublicAccessBlock, &s3control.GetPublicAccessBlockInput{AccountId: aws.String(r.account())})
	switch {
	case block.failed():
		r.miss(block.gap(r.region))
		return
	case block.absent:
		return
	}
	f := or(block.out.PublicAccessBlockConfiguration, types.PublicAccessBlockConfiguration{})
	one := account.PublicAccessBlocks.Add(r.to, account.Ident{ID: account.AccountID}, block.origin)
	blockFlags(&one.BlockFlags, f.BlockPublicAcls, f.IgnorePublicAcls, f.BlockPublicPolicy, f.RestrictPublicBuckets, block.told)
}

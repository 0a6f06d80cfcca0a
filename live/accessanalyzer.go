package live

import (
	"github.com/aws/aws-sdk-go-v2/service/accessanalyzer"
	"github.com/aws/aws-sdk-go-v2/service/accessanalyzer/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Analyzers.Kind},
	calls: []any{accessanalyzer.ListAnalyzersInput{}},
	read:  analyzers,
})

// analyzers reads the analyzers that stand in the account, in one region.
func analyzers(r *reader) {
	client := accessanalyzer.NewFromConfig(r.config())
	for a := range found(r, client.ListAnalyzers, &accessanalyzer.ListAnalyzersInput{}, func(o *accessanalyzer.ListAnalyzersOutput) []types.AnalyzerSummary { return o.Analyzers }) {
		id := account.Ident{ARN: text(a.out.Arn), Name: text(a.out.Name), Region: r.region}
		analyzer := account.Analyzers.Add(r.to, id, a.origin)
		put(&analyzer.Type, word(a.out.Type), a.told)
		put(&analyzer.Status, word(a.out.Status), a.told)
	}
}

// opinion asks whether a bucket's policy is public, if the policy can be read and
// leaves that open. AWS charges for each of these questions (AWS pricing,
// 2026-11).
func opinion(r *reader, at *s3.Client, b *account.Bucket, policy answer[s3.GetBucketPolicyOutput]) {
	if policy.failed() {
		put(&b.NoPublicAccess, nil, policy.told)
		return
	}
	ours := account.ReadDocument(text(policy.out.Policy), policy.origin, "")
	if ours.Fact().Cause != "" || ours.Public(account.Boundary{Account: r.account()}).Tri() != account.Unknown {
		return
	}
	client := accessanalyzer.NewFromConfig(r.configIn(at.Options().Region))
	check := ask(r, client.CheckNoPublicAccess, &accessanalyzer.CheckNoPublicAccessInput{
		PolicyDocument: policy.out.Policy, ResourceType: types.AccessCheckResourceTypeS3Bucket,
	})
	put(&b.NoPublicAccess, word(check.out.Result), check.told)
}

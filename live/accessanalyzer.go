package live

import (
	"github.com/aws/aws-sdk-go-v2/service/accessanalyzer"
	"github.com/aws/aws-sdk-go-v2/service/accessanalyzer/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Analyzers.Kind},
	calls: []any{accessanalyzer.ListAnalyzersInput{}},
	read:  analyzers,
})

// analyzers reads the analyzers that stand in the account, in one region.
func analyzers(r *reader) {
	all := &accessanalyzer.ListAnalyzersInput{}
	client := accessanalyzer.NewFromConfig(r.config())
	for a := range each(r, client.ListAnalyzers, all, func(o *accessanalyzer.ListAnalyzersOutput) []types.AnalyzerSummary {
		return listed(r, all, o.Analyzers)
	}) {
		id := account.Ident{ARN: text(a.out.Arn), Name: text(a.out.Name), Region: r.region}
		analyzer := account.Analyzers.Add(r.to, id, a.origin)
		put(&analyzer.Type, word(a.out.Type), a.told)
		put(&analyzer.Status, word(a.out.Status), a.told)
	}
}

package live

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/account"
	"github.com/aws/aws-sdk-go-v2/service/account/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Regions.Kind},
	where: global,
	calls: []any{sdk.ListRegionsInput{}},
	read:  regions,
})

// regions reads which regions the account may use.
func regions(r *reader) {
	for one := range found(r, sdk.NewFromConfig(r.config()).ListRegions, &sdk.ListRegionsInput{}, func(o *sdk.ListRegionsOutput) []types.Region { return o.Regions }) {
		if unnamed(r, one.told, one.out.RegionName) {
			continue
		}
		to := account.Regions.Add(r.to, account.Ident{Name: text(one.out.RegionName)}, one.origin)
		put(&to.OptStatus, word(one.out.RegionOptStatus), one.told)
	}
}

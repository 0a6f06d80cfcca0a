package live

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Features.Kind},
	where: management,
	calls: []any{iam.ListOrganizationsFeaturesInput{}},
	read:  features,
})

// features reads what the organization has switched on of central root access.
// Without an organization, or without its trust in IAM, there is none of it;
// which organization it is IAM always says (AWS API reference, 2026-11).
func features(r *reader) {
	told := ask(r, iam.NewFromConfig(r.config()).ListOrganizationsFeatures, &iam.ListOrganizationsFeaturesInput{})
	by := told.given(text(told.out.OrganizationId) != "")
	switch {
	case by.failed():
		r.miss(by.gap(r.region))
		return
	case by.absent:
		return
	}
	on := account.Features.Add(r.to, account.Ident{ID: account.AccountID}, by.origin)
	has := func(feature types.FeatureType) *bool {
		enabled := slices.Contains(told.out.EnabledFeatures, feature)
		return &enabled
	}
	put(&on.RootCredentials, has(types.FeatureTypeRootCredentialsManagement), by)
	put(&on.RootSessions, has(types.FeatureTypeRootSessions), by)
}

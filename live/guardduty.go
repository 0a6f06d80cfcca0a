package live

import (
	"github.com/aws/aws-sdk-go-v2/service/guardduty"
	"github.com/aws/aws-sdk-go-v2/service/guardduty/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Detectors.Kind},
	calls: []any{guardduty.ListDetectorsInput{}, guardduty.GetDetectorInput{}, guardduty.GetAdministratorAccountInput{}},
	read:  detectors,
})

// detectors reads the detector of a region, if it has one.
func detectors(r *reader) {
	client := guardduty.NewFromConfig(r.config())
	for id := range found(r, client.ListDetectors, &guardduty.ListDetectorsInput{}, func(o *guardduty.ListDetectorsOutput) []string { return o.DetectorIds }) {
		if unnamed(r, id.told, id.out) {
			continue
		}
		to := account.Detectors.Add(r.to, account.Ident{ID: *id.out, Region: r.region}, id.origin)
		r.also(func() { detector(to, ask(r, client.GetDetector, &guardduty.GetDetectorInput{DetectorId: id.out})) })
		r.also(func() {
			administrator(to, ask(r, client.GetAdministratorAccount, &guardduty.GetAdministratorAccountInput{DetectorId: id.out}))
		})
	}
}

// detector reads what the detector says of itself. Some features it always has
// (AWS documentation, 2026-11).
func detector(to *account.Detector, told answer[guardduty.GetDetectorOutput]) {
	put(&to.Status, word(told.out.Status), told.told)
	features := make([]*account.DetectorFeature, len(told.out.Features))
	for i, f := range told.out.Features {
		features[i] = &account.DetectorFeature{}
		put(&features[i].Name, word(f.Name), told.told)
		put(&features[i].Status, word(f.Status), told.told)
	}
	list(&to.Features, features, told.given(len(features) > 0))
}

// administrator reads whom the account answers to. One that answers to none is
// given an answer without content (AWS API reference, 2026-11).
func administrator(to *account.Detector, told answer[guardduty.GetAdministratorAccountOutput]) {
	none := types.Administrator{AccountId: new(string), RelationshipStatus: new(string)}
	one := or(told.out.Administrator, none)
	put(&to.Administrator, one.AccountId, told.told)
	put(&to.Relationship, one.RelationshipStatus, told.told)
}

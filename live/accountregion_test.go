package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofRegions  = "account:ListRegions"
	twoRegions = `{"Regions": [{"RegionName": "us-east-1", "RegionOptStatus": "ENABLED_BY_DEFAULT"}, {"RegionName": "af-south-1", "RegionOptStatus": "DISABLED"}]`
)

var _ = sample(fake{ofRegions: answers(twoRegions + `}`)})

func TestRegionsOfTheAccount(t *testing.T) {
	items := `[{"Name": "af-south-1", "RegionOptStatus": "DISABLED"}, {"Name": "us-east-1", "RegionOptStatus": "ENABLED_BY_DEFAULT"}]`
	for name, c := range map[string]struct {
		answers []any
		want    string
	}{
		"two":          {answers(twoRegions + `}`), listed(t, ofRegions, items)},
		"empty page":   {answers(`{"Regions": [], "NextToken": "2"}`, twoRegions+`}`), listed(t, ofRegions, items)},
		"page refused": {answers(twoRegions+`, "NextToken": "2"}`, refuses(ofRegions, http.StatusForbidden, "AccessDeniedException", "no")), listed(t, ofRegions, items, gap(ofRegions, account.Denied))},
		"empty body":   {answers(``), listed(t, ofRegions, `[]`, gap(ofRegions, account.Failed))},
		"nameless":     {answers(`{"Regions": [{"RegionOptStatus": "ENABLED"}]}`), listed(t, ofRegions, `[]`, gap(ofRegions, account.Failed))},
		"sparse":       {answers(`{"Regions": [{"RegionName": "us-east-1"}]}`), listed(t, ofRegions, `[{"Name": "us-east-1", "RegionOptStatus": {"unknown": "error", "call": "`+ofRegions+`"}}]`)},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofRegions: c.answers}, account.Regions.Kind)
			wantRecorded(t, rec, account.Regions.Kind, c.want)
		})
	}
}

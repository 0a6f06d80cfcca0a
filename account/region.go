package account

import (
	"maps"
	"slices"
)

// Regions are all regions that AWS lists for the account.
var Regions = kind("account.regions", func(a *Account) *Set[*Region] { return &a.Regions })

// Region is an AWS region as the account may use it; its name is the region's.
type Region struct {
	Meta
	OptStatus Value[string] `aws:"RegionOptStatus"` // ENABLED, ENABLED_BY_DEFAULT, ENABLING, DISABLING or DISABLED
}

// Enabled tells whether the account can have things in the region.
func (r *Region) Enabled() Bool {
	return r.OptStatus.Test(func(s string) bool { return s != "DISABLED" })
}

// RegionsInUse lists the regions that anything is in, sorted. Settings that
// every region has do not count.
func (a *Account) RegionsInUse() []string { return a.inUse }

// inUse collects the regions of all things.
func (b *Builder) inUse() []string {
	seen := map[string]bool{}
	for _, k := range kinds {
		for _, thing := range b.table(k.name()).things {
			if thing != nil && thing.Base().Region != "" && thing.Base().ID != AccountID {
				seen[thing.Base().Region] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// asked leaves a no open where the region is not one of those that were read.
func (a *Account) asked(region string, answer Bool) Bool {
	if answer.Tri() != False || a.regions == nil || slices.Contains(a.regions, region) {
		return answer
	}
	return Unsure(Fact{Subject: a.Label() + in(region), Path: "list", Cause: NotCollected})
}

// within tells whether the thing is in the region.
func (m *Meta) within(region string) Bool {
	if m.Region == "" || region == "" {
		return Unsure(Fact{Subject: m.Label(), Path: "Region", Cause: NotCollected})
	}
	return Known(m.Region == region, m.fact("Region", m.Region))
}

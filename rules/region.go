package rules

import "github.com/soc2gate/soc2gate/account"

// requireIn asks about each region in which a service is set up, and whether it
// is in order in one region at least.
func (r *Report) requireIn(a *account.Account, regions []string, ok func(region string) account.Bool, what string) {
	for _, region := range regions {
		r.Require(a.In(region), ok(region), "%s in %s", what, regionName(region))
	}
	r.Require(a, a.Anywhere(ok), "%s in any region", what)
}

// requireEverywhere asks about each of the regions, and whether these are all
// that the account may use.
func (r *Report) requireEverywhere(a *account.Account, regions []string, ok func(region string) account.Bool, what string) {
	for _, region := range regions {
		r.Require(a.In(region), ok(region), "%s in %s", what, regionName(region))
	}
	r.Require(a, a.RegionsRead(), "%s in a region that nobody looked at", what)
}

// regionName is what a message calls a region.
func regionName(region string) string {
	if region == "" {
		return "a region that is not known"
	}
	return region
}

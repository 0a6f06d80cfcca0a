package account

// Analyzers is the kind of IAM Access Analyzer.
var Analyzers = kind("access_analyzer.analyzers", func(a *Account) *Set[*Analyzer] { return &a.Analyzers })

// Analyzer is an analyzer of IAM Access Analyzer, in one region. One of the
// whole organization stands in its management account or in that of the
// delegated administrator, and no other account lists it.
type Analyzer struct {
	Meta
	Type   Value[string] `aws:"type"`   // ACCOUNT, ORGANIZATION, or one of these with _UNUSED_ACCESS or _INTERNAL_ACCESS
	Status Value[string] `aws:"status"` // ACTIVE, CREATING, DISABLED or FAILED
}

// FindsExternalAccess tells whether the analyzer is at work and reports what
// strangers can reach, not only what nobody uses.
func (z *Analyzer) FindsExternalAccess() Bool {
	external := z.Type.Test(func(typ string) bool { return typ == "ACCOUNT" || typ == "ORGANIZATION" })
	return external.And(z.Status.Is("ACTIVE"))
}

// AnalyzedIn tells whether an analyzer looks for external access in the region.
func (a *Account) AnalyzedIn(region string) Bool {
	return a.Analyzers.Exists(func(z *Analyzer) Bool { return z.stands(region).And(z.FindsExternalAccess()) })
}

// stands tells whether the analyzer is in the region. Of one that a plan
// creates the region may not be known.
func (z *Analyzer) stands(region string) Bool {
	f := z.fact("Region", z.Region)
	if z.Region == "" {
		f.Cause = NotCollected
		return Unsure(f)
	}
	return Known(z.Region == region, f)
}

// Unanalyzed lists the regions in use where no analyzer looks for external
// access, or where it is not known whether one does. In an account that is in
// use nowhere it is whatever region.
func (a *Account) Unanalyzed() (all Bool, where []string) {
	all = a.Analyzers.Exists((*Analyzer).FindsExternalAccess)
	if len(a.RegionsInUse()) > 0 {
		all = Known(true)
	}
	for _, region := range a.RegionsInUse() {
		here := a.asked(region, a.AnalyzedIn(region))
		if all = all.And(here); here.Tri() != True {
			where = append(where, region)
		}
	}
	return all, where
}

// AnalyzedElsewhere tells whether another account may hold an analyzer of the
// whole organization, which this account does not list. In the management
// account with no delegated administrator for it there is none.
func (a *Account) AnalyzedElsewhere() Bool {
	delegated := a.DelegatedAdministrators.Exists(func(d *DelegatedAdministrator) Bool {
		return d.Service.Is("access-analyzer.amazonaws.com").And(d.Account.Is(a.ID).Not())
	})
	return a.InOrganization().And(a.ManagesOrganization().Not().Or(delegated)).unsettledUnlessFalse()
}

// unsettledUnlessFalse leaves open what is possible and was not seen.
func (b Bool) unsettledUnlessFalse() Bool {
	if b.tri != True {
		return b
	}
	facts := b.Why()
	for i := range facts {
		facts[i].Value, facts[i].Cause = "", NotCollected
	}
	return Unsure(facts...)
}

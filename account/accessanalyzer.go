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

package rules

import "github.com/soc2gate/soc2gate/account"

// IAMBoundaryNotRemoved finds changes that lift a permissions boundary.
var IAMBoundaryNotRemoved = add(Rule{
	ID:       "iam-boundary-not-removed",
	Title:    "No permissions boundary is taken away or made wider",
	Criteria: []Support{{"CC6.3", "a limit on what a role can ever do stays, or somebody decides otherwise"}},
	Severity: High,
	Tier:     2,
	Why:      "Grants that the boundary kept without effect take effect at once, for everybody who has it.",
	Fix:      "Keep permissions_boundary, and let the boundary policy allow no more than before.",
	Reads:    iamReads,
	Check: func(a *account.Account, r *Report) {
		for _, p := range a.Principals() {
			if lost := a.LostBoundary(p); p.Boundary != nil && (lost.Tri() != account.False || p.Boundary.Absent().Tri() != account.True) {
				r.Require(p, lost.Not(), "%s loses its permissions boundary", p.Called())
			}
		}
		for p := range a.Policies.All() {
			if !p.ManagedByAWS() {
				r.Require(p, a.Unbounds(p).Not(), "policy %s is a permissions boundary and allows more than before", p.Called())
			}
		}
	},
})

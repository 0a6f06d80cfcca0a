package rules

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// BuilderPath is the IAM path of principals that pipelines and teams create
// by themselves.
const BuilderPath = "/builder/"

// IAMBoundaryRequired wants a boundary on every principal made by delegation.
var IAMBoundaryRequired = add(Rule{
	ID:    "iam-boundary-required",
	Title: "Every principal under " + BuilderPath + " carries a permissions boundary that is not itself unlimited",
	Criteria: []Support{
		{"CC6.3", "those who may create principals cannot give them more than the boundary allows"},
	},
	Severity: High,
	Tier:     1,
	Why:      "Without a boundary, whoever may create roles may create an administrator.",
	Fix:      "Set permissions_boundary to the ARN of your boundary policy, and keep that policy narrow.",
	Reads:    iamReads,
	Check: func(a *account.Account, r *Report) {
		for _, p := range a.Principals() {
			delegated := p.Path.Test(func(path string) bool { return strings.HasPrefix(path, BuilderPath) })
			if p.Boundary != nil && delegated.Tri() != account.False {
				r.Require(p, delegated.Not().Or(a.Capped(p)), "%s has no permissions boundary that limits it", p.Called())
			}
		}
	},
})

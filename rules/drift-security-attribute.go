package rules

import "github.com/soc2gate/soc2gate/account"

// DriftSecurityAttribute tells what was changed outside of Terraform, of what
// the change has a hand in.
var DriftSecurityAttribute = add(Rule{
	ID:    "drift-security-attribute",
	Title: "Nothing that the plan changes was changed outside of Terraform, or the plan settles it",
	Criteria: []Support{
		{"CC7.1", "a security setting that somebody changed by hand is found before the next change goes over it"},
		{"CC8.1", "what was changed outside of Terraform went past the review that plans get"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A plan may undo a fix that was made by hand, or build on a setting that somebody loosened, and neither shows in it.",
	Fix:      "Find out who changed it and why; write it into the configuration, or let the plan put it back (without -refresh=false).",
	Sort:     Notice,
	Check: func(a *account.Account, r *Report) {
		for d := range a.Drifted() {
			if read(d.Base().Kind()) {
				r.Require(d, d.Settled(), "%s", d)
			}
		}
		if gone := a.Lacks(read); len(gone) > 0 {
			r.Require(a, a.MadeAgain(gone), "%s", gone)
		}
	},
})

package rules

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// ChangeOutOfBand finds changes that no pipeline made.
var ChangeOutOfBand = add(Rule{
	ID:    "change-out-of-band",
	Title: "What Terraform governs was changed by the pipeline alone, or a ticket says why not",
	Criteria: []Support{
		{"CC8.1", "a change that goes past the pipeline was neither reviewed nor approved"},
		{"CC7.1", "a setting that somebody changed by hand is found"},
		{"CC7.2", "an unexpected change may be an intruder"},
	},
	Severity: High,
	Tier:     1,
	Why:      "The one change that matters is often the one made in the console at night.",
	Fix:      "Look into each call that is listed and sign an out-of-band-ticket for it, or take it back; collect with --kind cloudtrail.events.",
	Reads:    []account.Kind{account.Windows.Kind, account.OutOfBandTickets.Kind, account.Events.Kind},
	Sort:     Standing,
	Check: func(a *account.Account, r *Report) {
		if a.Windows.Len() == 0 {
			r.Require(a, a.NoWindow(), "it is not said which window to look at, and who applies plans")
		}
		for w := range a.Windows.All() {
			ok, calls := a.OutOfBand(w)
			r.Require(w, ok, "changed past the pipeline, without a ticket: %s", strings.Join(calls, "; "))
		}
	},
})

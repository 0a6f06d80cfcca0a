package rules

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// WindowPopulationComplete compares the recorded applies with what CloudTrail saw.
var WindowPopulationComplete = add(Rule{
	ID:    "window-population-complete",
	Title: "The recorded applies of the window are the sessions of the pipeline's roles in CloudTrail, no more and no fewer",
	Criteria: []Support{
		{"CC8.1", "every change is on the list that samples are taken from"},
		{"CC4.1", "what is evaluated is complete"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A sample shows nothing if the change that matters is not on the list it was taken from.",
	Fix:      "Let the pipeline write an apply record for each session, with its name; explain the differences that are listed.",
	Reads:    []account.Kind{account.Windows.Kind, account.Applies.Kind, account.Events.Kind},
	Sort:     Standing,
	Check: func(a *account.Account, r *Report) {
		if a.Windows.Len() == 0 {
			r.Require(a, a.NoWindow(), "it is not said which window to look at, and who applies plans")
		}
		for w := range a.Windows.All() {
			ok, differences := a.Reconciled(w)
			r.Require(w, ok, "applies and CloudTrail differ: %s", strings.Join(differences, "; "))
		}
	},
})

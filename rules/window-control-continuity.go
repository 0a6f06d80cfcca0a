package rules

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// WindowControlContinuity looks for days without a verdict.
var WindowControlContinuity = add(Rule{
	ID:    "window-control-continuity",
	Title: "Every rule of the window has a verdict for every day of it",
	Criteria: []Support{
		{"CC4.1", "that a control works is looked at all the time and not at the end"},
		{"CC7.1", "a day on which nobody looked is a day on which nothing would have been found"},
	},
	Severity: High,
	Tier:     1,
	Why:      "Auditors pick days from the whole window, and a day that nobody looked at cannot be made up for later.",
	Fix:      "Run a check every day and keep its daily-verdicts record; explain the days that are listed.",
	Reads:    []account.Kind{account.Windows.Kind, account.DailyVerdicts.Kind},
	Sort:     Standing,
	Check: func(a *account.Account, r *Report) {
		if a.Windows.Len() == 0 {
			r.Require(a, a.NoWindow(), "it is not said which window to look at")
		}
		for w := range a.Windows.All() {
			ok, gaps := a.Continuity(w)
			r.Require(w, ok, "days without a verdict: %s", strings.Join(gaps, "; "))
		}
	},
})

package rules

import "github.com/soc2gate/soc2gate/account"

// TLSLBPolicy wants no TLS older than 1.2 at load balancers.
var TLSLBPolicy = add(Rule{
	ID:    "tls-lb-policy",
	Title: "Every listener with TLS refuses versions older than 1.2",
	Criteria: []Support{
		{"CC6.7", "TLS 1.0 and 1.1 are broken, so that what they carry is not protected"},
	},
	Severity: High,
	Tier:     2,
	Why:      "A listener that still takes TLS 1.0 lets an attacker talk a client down to it.",
	Fix:      "Set ssl_policy = \"ELBSecurityPolicy-TLS13-1-2-2021-06\"; without it a listener gets the policy of 2016-08.",
	Reads:    []account.Kind{account.Listeners.Kind, account.SSLPolicies.Kind},
	Check: func(a *account.Account, r *Report) {
		for l := range a.Listeners.All() {
			if l.Encrypts().Tri() != account.False {
				ok := l.Encrypts().Not().OrElse(func() account.Bool { return a.OldTLS(l).Not() })
				r.Require(l, ok, "listener %s accepts TLS older than 1.2", l.Called())
			}
		}
	},
})

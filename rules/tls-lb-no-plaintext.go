package rules

import "github.com/soc2gate/soc2gate/account"

// TLSLBNoPlaintext wants HTTP only where it redirects. A listener of TCP passes
// on what it gets, and no API tells whether its targets end TLS: it is not judged.
var TLSLBNoPlaintext = add(Rule{
	ID:    "tls-lb-no-plaintext",
	Title: "Load balancers take HTTP only to redirect it to HTTPS, and keep their HTTPS listener",
	Criteria: []Support{
		{"CC6.7", "what travels between users and the load balancer is encrypted"},
		{"CC6.1", "credentials and sessions in a request are not for others to read"},
	},
	Severity: High,
	Tier:     1,
	Why:      "Whoever sits between a user and a listener of HTTP reads and changes all that passes.",
	Fix:      "Give the port 80 listener and each of its rules a redirect action with protocol = \"HTTPS\", or delete it.",
	Reads:    []account.Kind{account.Listeners.Kind, account.LoadBalancers.Kind},
	Check: func(a *account.Account, r *Report) {
		for l := range a.Listeners.All() {
			ok := a.HTTP(l).Not().OrElse(l.OnlyRedirects)
			r.Require(l, ok, "listener %s serves HTTP without TLS", l.Called()).
				Lower("the load balancer is internal", func() account.Bool { return a.Internal(l) })
		}
		for l := range a.Listeners.Removed() {
			if !l.Replaced() && l.Encrypts().Tri() != account.False {
				r.Require(l, a.LeftInClear(l).Not(), "the plan deletes listener %s, the last with TLS of a load balancer that has others", l.Called())
			}
		}
	},
})

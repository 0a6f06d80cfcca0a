package account

import "strings"

// OldTLS tells whether the security policy of a listener accepts TLS older than
// 1.2. Of a policy that was not read the name tells, if it is one of AWS's.
func (a *Account) OldTLS(l *Listener) Bool {
	if policy, found := a.SSLPolicies.Linked(l.Policy); found {
		return policy.Protocols.Exists((*SSLProtocol).old).Because(l.Policy.Fact())
	}
	name, known := l.Policy.Get()
	if old := oldPolicy(name); known && old != Unknown {
		return Bool{old, &l.Policy}
	}
	return a.SSLPolicies.At(l.Policy, func(p *SSLPolicy) Bool { return p.Protocols.Exists((*SSLProtocol).old) })
}

func (p *SSLProtocol) old() Bool {
	return p.Protocol.Test(func(version string) bool { return version != "TLSv1.2" && version != "TLSv1.3" })
}

// oldPolicy tells by the name whether one of AWS's policies accepts TLS older
// than 1.2. What a policy of a name accepts does not change (AWS documentation,
// 2026-11).
func oldPolicy(name string) Tri {
	suffix, byAWS := strings.CutPrefix(name, "ELBSecurityPolicy-")
	if !byAWS {
		return Unknown
	}
	for prefix, old := range policyNames {
		if strings.HasPrefix(suffix, prefix) {
			return triOf(old)
		}
	}
	return Unknown
}

// policyNames are the beginnings of the names of AWS's policies, and whether
// those accept TLS older than 1.2.
var policyNames = map[string]bool{
	"2016-08": true, "2015-05": true, "2015-03": true, "2015-02": true, "2014-10": true, "2014-01": true, "2011-08": true,
	"TLS-1-0-": true, "TLS-1-1-": true, "FS-2018-06": true, "FS-1-1-": true, "TLS13-1-0-": true, "TLS13-1-1-": true,
	"TLS-1-2-": false, "FS-1-2-": false, "TLS13-1-2-": false, "TLS13-1-3-": false,
}

package account

// The kinds of Elastic Load Balancing, of its second generation.
var (
	LoadBalancers = kind("elasticloadbalancing.load_balancers", func(a *Account) *Set[*LoadBalancer] { return &a.LoadBalancers })
	Listeners     = kind("elasticloadbalancing.listeners", func(a *Account) *Set[*Listener] { return &a.Listeners })
	SSLPolicies   = kind("elasticloadbalancing.ssl_policies", func(a *Account) *Set[*SSLPolicy] { return &a.SSLPolicies })
)

// LoadBalancer is an application, network or gateway load balancer.
type LoadBalancer struct {
	Meta
	Type   Value[string] `aws:"Type"`   // application, network or gateway
	Scheme Value[string] `aws:"Scheme"` // internet-facing or internal
	State  Value[string] `aws:"State"`  // active once it routes traffic
}

// Listener is where a load balancer takes connections.
type Listener struct {
	Meta
	LoadBalancer Link          `aws:"LoadBalancerArn"`
	Protocol     Value[string] `aws:"Protocol"`
	Port         Value[int]    `aws:"Port"`
	Policy       Link          `aws:"SslPolicy"`          // empty if the protocol has no TLS
	Certificate  Link          `aws:"DefaultCertificate"` // empty if the protocol has no TLS
	// Certificates are those beside the default one.
	Certificates Set[*ListenerCertificate] `aws:"Certificates"`
	Actions      Set[*ListenerAction]      `aws:"DefaultActions"`
	// Rules has one item for each action of each rule but the default one.
	Rules Set[*RuleAction] `aws:"Rules"`
}

// ListenerCertificate is a certificate that a listener chooses by the name
// that the client asks for.
type ListenerCertificate struct {
	Certificate Link `aws:"CertificateArn"`
}

// ListenerAction is what a listener does with a request.
type ListenerAction struct {
	Type Value[string] `aws:"Type"` // forward, redirect, fixed-response ...
	// Redirect is the protocol that a redirection leads to; #{protocol} keeps
	// that of the request. It is empty for other actions.
	Redirect Value[string] `aws:"RedirectProtocol"`
}

// RuleAction is what one rule of a listener does with the requests it matches.
type RuleAction struct {
	Rule           Value[string] `aws:"RuleArn"`
	ListenerAction `aws:"-"`
}

// SSLPolicy is a security policy of Elastic Load Balancing.
type SSLPolicy struct {
	Meta
	Protocols Set[*SSLProtocol] `aws:"SslProtocols"`
}

// SSLProtocol is a version of TLS that a security policy accepts.
type SSLProtocol struct {
	Protocol Value[string] `aws:"Protocol"` // TLSv1, TLSv1.1, TLSv1.2 or TLSv1.3
}

// ToHTTPS tells whether the action does nothing but redirect to HTTPS.
func (l *ListenerAction) ToHTTPS() Bool { return l.Type.Is("redirect").And(l.Redirect.Is("HTTPS")) }

// OnlyRedirects tells whether all that the listener does, by default and in
// every rule, is to redirect to HTTPS.
func (l *Listener) OnlyRedirects() Bool {
	return l.Actions.Exists((*ListenerAction).ToHTTPS).
		And(l.Actions.Every((*ListenerAction).ToHTTPS)).
		And(l.Rules.Every(func(r *RuleAction) Bool { return r.ToHTTPS() }))
}

// HTTP tells whether the listener speaks HTTP without TLS. For an application
// load balancer that is what it speaks if its author says nothing (AWS provider
// 5.100, 2026-11).
func (a *Account) HTTP(l *Listener) Bool {
	if l.Protocol.Left() {
		return a.LoadBalancers.At(l.LoadBalancer, func(b *LoadBalancer) Bool { return b.Type.Is("application") })
	}
	return l.Protocol.Is("HTTP")
}

// Encrypts tells whether the listener ends TLS.
func (l *Listener) Encrypts() Bool {
	return l.Protocol.Test(func(p string) bool { return p == "HTTPS" || p == "TLS" })
}

// LeftInClear tells whether taking the listener away leaves its load balancer
// without TLS and not without listeners.
func (a *Account) LeftInClear(gone *Listener) Bool {
	for b := range a.LoadBalancers.Removed() {
		if goes := gone.LoadBalancer.To(b); goes.Tri() == True {
			return Known(false, b.Gone())
		}
	}
	beside := func(l *Listener) Bool { return same(&gone.LoadBalancer, &l.LoadBalancer) }
	encrypts := a.Listeners.Exists(func(l *Listener) Bool { return beside(l).And(l.Encrypts()) })
	return gone.Encrypts().And(encrypts.Not()).AndThen(func() Bool { return a.Listeners.Exists(beside) }).Because(gone.Gone())
}

// Internal tells whether only the VPC and what is connected to it reach the
// listener.
func (a *Account) Internal(l *Listener) Bool {
	return a.LoadBalancers.At(l.LoadBalancer, func(b *LoadBalancer) Bool { return b.Scheme.Is("internal") })
}

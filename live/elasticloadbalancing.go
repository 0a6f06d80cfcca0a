package live

import (
	"slices"

	elb "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2"
	"github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{kinds: []account.Kind{account.LoadBalancers.Kind}, calls: []any{elb.DescribeLoadBalancersInput{}}, read: loadBalancers})
	_ = collect(collector{
		kinds: []account.Kind{account.Listeners.Kind},
		calls: []any{elb.DescribeLoadBalancersInput{}, elb.DescribeListenersInput{}, elb.DescribeRulesInput{}, elb.DescribeListenerCertificatesInput{}},
		read:  listeners,
	})
	_ = collect(collector{kinds: []account.Kind{account.SSLPolicies.Kind}, calls: []any{elb.DescribeSSLPoliciesInput{}}, read: sslPolicies})
)

func loadBalancers(r *reader) {
	for b := range found(r, elb.NewFromConfig(r.config()).DescribeLoadBalancers, &elb.DescribeLoadBalancersInput{}, balancersOf) {
		balancer := account.LoadBalancers.Add(r.to, account.Ident{ARN: text(b.out.LoadBalancerArn), Name: text(b.out.LoadBalancerName), Region: r.region}, b.origin)
		put(&balancer.Type, word(b.out.Type), b.told)
		put(&balancer.Scheme, schemeOf(b.out), b.told)
		put(&balancer.State, stateOf(b.out), b.told)
	}
}

func balancersOf(o *elb.DescribeLoadBalancersOutput) []types.LoadBalancer { return o.LoadBalancers }

// schemeOf is whom a load balancer serves. A gateway load balancer has no word
// for it (AWS API reference, 2026-11); it serves endpoints, not the internet.
func schemeOf(b *types.LoadBalancer) *string {
	if b.Type == types.LoadBalancerTypeEnumGateway {
		return or(word(b.Scheme), "internal")
	}
	return word(b.Scheme)
}

func stateOf(b *types.LoadBalancer) *string {
	if b.State == nil {
		return nil
	}
	return word(b.State.Code)
}

// listeners reads the listeners of each load balancer that is wanted.
func listeners(r *reader) {
	client := elb.NewFromConfig(r.config())
	asked := operationOf(elb.DescribeListenersInput{}).String()
	for b := range found(r, client.DescribeLoadBalancers, &elb.DescribeLoadBalancersInput{}, balancersOf) {
		arn := text(b.out.LoadBalancerArn)
		if !r.wants(arn, text(b.out.LoadBalancerName)) {
			r.miss(account.Gap{Region: r.region, Call: asked, Cause: account.NotCollected, Of: arn})
			continue
		}
		in := &elb.DescribeListenersInput{LoadBalancerArn: b.out.LoadBalancerArn}
		one := func(o *elb.DescribeListenersOutput) []types.Listener { return o.Listeners }
		for l := range found(r, client.DescribeListeners, in, one) {
			addListener(r, client, b.out.Type, l)
		}
	}
}

// addListener adds one. AWS leaves out the policy and the certificate where the
// protocol has no TLS, and the protocol and the port of a gateway load balancer
// (AWS API reference, 2026-11).
func addListener(r *reader, client *elb.Client, of types.LoadBalancerTypeEnum, l answer[types.Listener]) {
	arn := text(l.out.ListenerArn)
	listener := account.Listeners.Add(r.to, account.Ident{ARN: arn, Region: r.region}, l.origin)
	protocol, port := word(l.out.Protocol), number(l.out.Port)
	if of == types.LoadBalancerTypeEnumGateway {
		protocol, port = or(protocol, ""), or(port, 0)
	}
	plain := protocol != nil && slices.Contains(withoutTLS, *protocol)
	linkGiven(&listener.LoadBalancer, l.out.LoadBalancerArn, l.told)
	put(&listener.Protocol, protocol, l.told)
	put(&listener.Port, port, l.told)
	link(&listener.Policy, l.out.SslPolicy, l.given(l.out.SslPolicy != nil || plain))
	link(&listener.Certificate, defaultOf(l.out.Certificates), l.given(len(l.out.Certificates) > 0 || plain))
	listOf(&listener.Actions, l.out.DefaultActions, l.told, func(a types.Action) []*account.ListenerAction {
		one := l.action(a)
		return []*account.ListenerAction{&one}
	})
	if r.wants(arn) {
		r.also(func() { listenerRules(r, client, of, l, listener) })
		r.also(func() { listenerCertificates(r, client, l, plain, listener) })
	}
}

// withoutTLS are the protocols of which a load balancer ends no TLS; empty is
// that of a gateway load balancer (AWS documentation, 2026-11).
var withoutTLS = []string{"", "HTTP", "TCP", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC", "GENEVE"}

// defaultOf is the default certificate, the only one that a listener is listed
// with.
func defaultOf(listed []types.Certificate) *string {
	if len(listed) == 0 {
		return nil
	}
	return listed[0].CertificateArn
}

// action is what a listener or a rule does. A redirection that names no protocol
// keeps that of the request (AWS API reference, 2026-11).
func (by told) action(a types.Action) account.ListenerAction {
	var one account.ListenerAction
	put(&one.Type, word(a.Type), by)
	switch {
	case a.RedirectConfig != nil:
		put(&one.Redirect, or(a.RedirectConfig.Protocol, "#{protocol}"), by)
	case a.Type == types.ActionTypeEnumRedirect:
		put(&one.Redirect, nil, by)
	default:
		fixed(&one.Redirect, "", by)
	}
	return one
}

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	elb "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2"
	"github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2/types"

	"github.com/soc2gate/soc2gate/account"
)

// listenerRules reads the rules of a listener beside the default one. Only
// listeners of HTTP and HTTPS have any (AWS documentation, 2026-11).
func listenerRules(r *reader, client *elb.Client, of types.LoadBalancerTypeEnum, l answer[types.Listener], to *account.Listener) {
	if p := l.out.Protocol; p != types.ProtocolEnumHttp && p != types.ProtocolEnumHttps && (p != "" || of == types.LoadBalancerTypeEnumGateway) {
		list(&to.Rules, nil, l.told)
		return
	}
	in := &elb.DescribeRulesInput{ListenerArn: l.out.ListenerArn}
	rules, gaps := allGiven(r, client.DescribeRules, in, func(o *elb.DescribeRulesOutput) []types.Rule { return o.Rules })
	var items []*account.RuleAction
	for _, rule := range rules {
		if aws.ToBool(rule.out.IsDefault) {
			continue
		}
		if rule.out.Actions == nil {
			gaps = append(gaps, account.Gap{Call: rule.origin.Ref, Cause: account.Failed})
		}
		for _, a := range rule.out.Actions {
			one := &account.RuleAction{ListenerAction: rule.action(a)}
			put(&one.Rule, rule.out.RuleArn, rule.told)
			items = append(items, one)
		}
	}
	pages(&to.Rules, items, gaps)
}

// listenerCertificates reads the certificates of a listener beside the default
// one.
func listenerCertificates(r *reader, client *elb.Client, l answer[types.Listener], plain bool, to *account.Listener) {
	if plain {
		list(&to.Certificates, nil, l.told)
		return
	}
	in := &elb.DescribeListenerCertificatesInput{ListenerArn: l.out.ListenerArn}
	certificates, gaps := allGiven(r, client.DescribeListenerCertificates, in, func(o *elb.DescribeListenerCertificatesOutput) []types.Certificate {
		return o.Certificates
	})
	var items []*account.ListenerCertificate
	for _, c := range certificates {
		if aws.ToBool(c.out.IsDefault) {
			continue
		}
		one := &account.ListenerCertificate{}
		linkGiven(&one.Certificate, c.out.CertificateArn, c.told)
		items = append(items, one)
	}
	pages(&to.Certificates, items, gaps)
}

// sslPolicies reads AWS's policies, of which there are no others.
func sslPolicies(r *reader) {
	in := &elb.DescribeSSLPoliciesInput{}
	for p := range found(r, elb.NewFromConfig(r.config()).DescribeSSLPolicies, in, func(o *elb.DescribeSSLPoliciesOutput) []types.SslPolicy { return o.SslPolicies }) {
		policy := account.SSLPolicies.Add(r.to, account.Ident{Name: text(p.out.Name), Region: r.region}, p.origin)
		listOf(&policy.Protocols, p.out.SslProtocols, p.told, func(version string) []*account.SSLProtocol {
			var one account.SSLProtocol
			fixed(&one.Protocol, version, p.told)
			return []*account.SSLProtocol{&one}
		})
	}
}

package plan

import (
	"slices"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = understand(all(thing(account.LoadBalancers, names{name: "name"}, loadBalancer), "aws_lb", "aws_alb"))
	_ = understand(all(thing(account.Listeners, names{}, listener), "aws_lb_listener", "aws_alb_listener"))
	_ = understand(all(oneOf("listener_arn", account.Listeners, listenerRule), "aws_lb_listener_rule", "aws_alb_listener_rule"))
	_ = understand(all(oneOf("listener_arn", account.Listeners, member(
		func(l *account.Listener) *account.Set[*account.ListenerCertificate] { return &l.Certificates },
		func(c *change) []*account.ListenerCertificate {
			n := c.values().at("certificate_arn")
			return []*account.ListenerCertificate{{Certificate: c.linkAt(n, "certificate_arn", account.Certificates.Kind)}}
		},
		func(one *account.ListenerCertificate) string {
			arn, known := one.Certificate.Get()
			return keyOr(arn, known, one.Certificate.Fact())
		})), "aws_lb_listener_certificate", "aws_alb_listener_certificate"))
)

func loadBalancer(b *account.LoadBalancer, c *change) {
	c.text(&b.Type, "load_balancer_type", "application")
	set(c, &b.Scheme, "internal", scheme, []string{"internet-facing"})
	if c.creates() {
		b.State = c.fixed("active")
	}
}

// scheme is AWS's word for whether a load balancer is internal.
func scheme(n node) (string, bool) {
	internal, ok := n.truth()
	if internal {
		return "internal", ok
	}
	return "internet-facing", ok
}

func listener(l *account.Listener, c *change) {
	c.link(&l.LoadBalancer, "load_balancer_arn", account.LoadBalancers.Kind)
	c.integer(&l.Port, "port")
	c.text(&l.Protocol, "protocol")
	policy := l.Policy
	c.link(&l.Policy, "ssl_policy", account.SSLPolicies.Kind)
	c.link(&l.Certificate, "certificate_arn", account.Certificates.Kind, "")
	blocks(c, &l.Actions, "default_action", func(n node) []*account.ListenerAction {
		one := c.listenerAction(n, "default_action")
		return []*account.ListenerAction{&one}
	})
	if c.creates() {
		l.Rules, l.Certificates = account.ListOf[*account.RuleAction](), account.ListOf[*account.ListenerCertificate]()
	}
	c.standardPolicy(l, policy)
}

// standardPolicy is what a listener of TLS gets if its author names no policy
// (AWS documentation, 2026-11: ELBSecurityPolicy-2016-08 by the API). One of
// another protocol has none. One whose protocol stays keeps what it had.
func (c *change) standardPolicy(l *account.Listener, had account.Link) {
	name, known := l.Policy.Get()
	protocol, spoken := l.Protocol.Get()
	kept := c.kept("protocol")
	switch {
	case c.side != planned, known && (name != "" || kept), !known && !l.Policy.Left():
	case kept && had.Set():
		l.Policy = had
	case !spoken:
		l.Policy = account.LinkTo(account.Missing[string](account.LeftToAWS, c.byAWS(), "ssl_policy"))
	case protocol == "HTTPS" || protocol == "TLS":
		l.Policy = account.LinkTo(account.Observed("ELBSecurityPolicy-2016-08", c.byAWS(), "ssl_policy"))
	default:
		l.Policy = account.LinkTo(account.Observed("", c.byAWS(), "ssl_policy"))
	}
}

func (c *change) listenerAction(n node, via string) account.ListenerAction {
	to := n.at("redirect.0.protocol")
	a := account.ListenerAction{Type: c.textOf(n.at("type"), via+".type"), Redirect: c.textOf(to, via+".redirect.protocol")}
	if kind, known := a.Type.Get(); known && kind == "redirect" && !to.unknown() && to.value == nil {
		a.Redirect = account.Observed("#{protocol}", c.byAWS(), via+".redirect.protocol")
	}
	return a
}

// listenerRule adds the actions of a rule to its listener and takes away those
// that the rule had, however many the account says that those are.
func listenerRule(l *account.Listener, c *change) {
	if c.rare.maybe != "" {
		l.Rules = l.Rules.Doubted(account.Gap{Call: c.Address, Via: c.rare.maybe, Cause: c.openness()})
		return
	}
	arns := []string{ruleARN(c.before), ruleARN(c.after)}
	l.Rules = l.Rules.Without(func(a *account.RuleAction) bool {
		arn, known := a.Rule.Get()
		return known && arn != "" && slices.Contains(arns, arn)
	})
	if c.side == deleted {
		return
	}
	for _, n := range owners(c.values().at("action")) {
		l.Rules = l.Rules.With(&account.RuleAction{
			Rule: c.textOf(c.values().at("arn"), "arn"), ListenerAction: c.listenerAction(n, "action"),
		})
	}
}

func ruleARN(n node) string {
	arn, _ := n.at("arn").text()
	return arn
}

package live

import (
	"net/http"
	"slices"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	balancersCall, listenersCall = "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeListeners"
	rulesCall, sniCall           = "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeListenerCertificates"
	policiesCall                 = "elasticloadbalancing:DescribeSSLPolicies"

	elbARN   = "arn:aws:elasticloadbalancing:us-east-1:123456789012:"
	webARN   = elbARN + "loadbalancer/app/web/50dc6c495c0c9188"
	httpARN  = elbARN + "listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2"
	httpsARN = elbARN + "listener/app/web/50dc6c495c0c9188/0467ef3c8400ae65"
	ruleOne  = elbARN + "listener-rule/app/web/50dc6c495c0c9188/0467ef3c8400ae65/9683b2d02a6cabee"

	webBalancer = `<member><LoadBalancerArn>` + webARN + `</LoadBalancerArn><LoadBalancerName>web</LoadBalancerName><Scheme>internet-facing</Scheme><Type>application</Type><State><Code>active</Code></State></member>`
	httpMember  = `<member><ListenerArn>` + httpARN + `</ListenerArn><LoadBalancerArn>` + webARN + `</LoadBalancerArn><Port>80</Port><Protocol>HTTP</Protocol>
		<DefaultActions><member><Type>redirect</Type><RedirectConfig><Protocol>HTTPS</Protocol><Port>443</Port><StatusCode>HTTP_301</StatusCode></RedirectConfig></member></DefaultActions></member>`
	httpsMember = `<member><ListenerArn>` + httpsARN + `</ListenerArn><LoadBalancerArn>` + webARN + `</LoadBalancerArn><Port>443</Port><Protocol>HTTPS</Protocol><SslPolicy>ELBSecurityPolicy-2016-08</SslPolicy>
		<Certificates><member><CertificateArn>arn:aws:acm:us-east-1:123456789012:certificate/1</CertificateArn></member></Certificates>
		<DefaultActions><member><Type>forward</Type><TargetGroupArn>tg</TargetGroupArn></member></DefaultActions></member>`
	twoRules = `<Rules><member><RuleArn>` + ruleOne + `</RuleArn><IsDefault>false</IsDefault><Priority>10</Priority>
			<Actions><member><Type>authenticate-oidc</Type></member><member><Type>redirect</Type><RedirectConfig><StatusCode>HTTP_301</StatusCode></RedirectConfig></member></Actions></member>
		<member><RuleArn>default</RuleArn><IsDefault>true</IsDefault><Priority>default</Priority><Actions><member><Type>forward</Type></member></Actions></member></Rules>`
	sni = `<Certificates><member><CertificateArn>arn:aws:acm:us-east-1:123456789012:certificate/1</CertificateArn><IsDefault>true</IsDefault></member>
		<member><CertificateArn>arn:aws:acm:us-east-1:123456789012:certificate/2</CertificateArn><IsDefault>false</IsDefault></member></Certificates>`
	onePolicy = `<SslPolicies><member><Name>ELBSecurityPolicy-2016-08</Name><SslProtocols><member>TLSv1</member><member>TLSv1.2</member></SslProtocols></member></SslPolicies>`
)

// oneBalancer is an account with a load balancer and two listeners, in the
// shapes of the Elastic Load Balancing API reference.
func oneBalancer() fake {
	return fake{
		balancersCall: answers(xml(balancersCall, `<LoadBalancers>`+webBalancer+`</LoadBalancers>`)),
		listenersCall: answers(xml(listenersCall, `<Listeners>`+httpMember+httpsMember+`</Listeners>`)),
		rulesCall:     answers(xml(rulesCall, twoRules)),
		sniCall:       answers(xml(sniCall, sni)),
		policiesCall:  answers(xml(policiesCall, onePolicy)),
	}
}

var _ = sample(oneBalancer())

func TestLoadBalancers(t *testing.T) {
	const unknown = `{"unknown": "error", "call": "` + balancersCall + `"}`
	testOneCall(t, []oneCall{
		{
			account.LoadBalancers.Kind, balancersCall, "LoadBalancers",
			webBalancer + `<member><LoadBalancerArn>` + elbARN + `loadbalancer/gwy/gate/1</LoadBalancerArn><LoadBalancerName>gate</LoadBalancerName><Type>gateway</Type></member>
				<member><LoadBalancerArn>` + elbARN + `loadbalancer/net/sparse/1</LoadBalancerArn><LoadBalancerName>sparse</LoadBalancerName></member>`,
			`[{"Arn": "` + webARN + `", "Name": "web", "Region": "us-east-1", "Type": "application", "Scheme": "internet-facing", "State": "active"},
			{"Arn": "` + elbARN + `loadbalancer/gwy/gate/1", "Name": "gate", "Region": "us-east-1", "Type": "gateway", "Scheme": "internal", "State": ` + unknown + `},
			{"Arn": "` + elbARN + `loadbalancer/net/sparse/1", "Name": "sparse", "Region": "us-east-1", "Type": ` + unknown + `, "Scheme": ` + unknown + `, "State": ` + unknown + `}]`,
		},
		{
			account.SSLPolicies.Kind, policiesCall, "SslPolicies",
			`<member><Name>ELBSecurityPolicy-2016-08</Name><SslProtocols><member>TLSv1</member><member>TLSv1.2</member></SslProtocols></member><member><Name>sparse</Name></member>`,
			`[{"Name": "ELBSecurityPolicy-2016-08", "Region": "us-east-1", "SslProtocols": [{"Protocol": "TLSv1"}, {"Protocol": "TLSv1.2"}]},
			{"Name": "sparse", "Region": "us-east-1", "SslProtocols": {"unknown": "error", "call": "` + policiesCall + `"}}]`,
		},
	})
}

func TestListeners(t *testing.T) {
	rec, _ := recorded(t, oneBalancer(), account.Listeners.Kind)
	wantRecorded(t, rec, account.Listeners.Kind, `{
		"calls": {
			"existence": "`+listenersCall+`", "LoadBalancerArn": "`+listenersCall+`", "Protocol": "`+listenersCall+`", "Port": "`+listenersCall+`", "SslPolicy": "`+listenersCall+`",
			"DefaultCertificate": "`+listenersCall+`", "DefaultActions": "`+listenersCall+`", "Rules": "`+rulesCall+`", "Certificates": "`+sniCall+`"
		},
		"items": [
			{"Arn": "`+httpsARN+`", "Region": "us-east-1", "LoadBalancerArn": "`+webARN+`", "Protocol": "HTTPS", "Port": 443, "SslPolicy": "ELBSecurityPolicy-2016-08",
				"DefaultCertificate": "arn:aws:acm:us-east-1:123456789012:certificate/1", "Certificates": [{"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/2"}],
				"DefaultActions": [{"Type": "forward", "RedirectProtocol": null}],
				"Rules": [{"RuleArn": "`+ruleOne+`", "Type": "authenticate-oidc", "RedirectProtocol": null}, {"RuleArn": "`+ruleOne+`", "Type": "redirect", "RedirectProtocol": "#{protocol}"}]},
			{"Arn": "`+httpARN+`", "Region": "us-east-1", "LoadBalancerArn": "`+webARN+`", "Protocol": "HTTP", "Port": 80, "SslPolicy": null, "DefaultCertificate": null, "Certificates": [],
				"DefaultActions": [{"Type": "redirect", "RedirectProtocol": "HTTPS"}],
				"Rules": [{"RuleArn": "`+ruleOne+`", "Type": "authenticate-oidc", "RedirectProtocol": null}, {"RuleArn": "`+ruleOne+`", "Type": "redirect", "RedirectProtocol": "#{protocol}"}]}
		]
	}`)
}

// TestListenerThatIsToldInPart has answers without what AWS always gives, and
// listeners of protocols without TLS and without rules.
func TestListenerThatIsToldInPart(t *testing.T) {
	const unknown = `{"unknown": "error", "call": "` + listenersCall + `"}`
	in := func(kind, members string) fake {
		return unlike(oneBalancer(), fake{
			balancersCall: answers(xml(balancersCall, `<LoadBalancers><member><LoadBalancerArn>b</LoadBalancerArn><LoadBalancerName>b</LoadBalancerName><Type>`+kind+`</Type></member></LoadBalancers>`)),
			listenersCall: answers(xml(listenersCall, `<Listeners><member><ListenerArn>l</ListenerArn><LoadBalancerArn>b</LoadBalancerArn>`+members+`</member></Listeners>`)),
		})
	}
	for name, c := range map[string]struct {
		fake fake
		want map[string]string
	}{
		"without protocol": {in("application", `<DefaultActions/>`), map[string]string{"Protocol": unknown, "Port": unknown, "SslPolicy": unknown, "DefaultCertificate": unknown, "DefaultActions": `[]`}},
		"HTTPS without all": {in("application", `<Protocol>HTTPS</Protocol><Port>443</Port>`), map[string]string{
			"SslPolicy": unknown, "DefaultCertificate": unknown, "DefaultActions": unknown}},
		"of a new protocol": {in("network", `<Protocol>TLS_QUIC</Protocol><Port>443</Port>`), map[string]string{"SslPolicy": unknown, "DefaultCertificate": unknown, "Rules": `[]`}},
		"TCP": {in("network", `<Protocol>TCP</Protocol><Port>25</Port><DefaultActions><member><Type>forward</Type></member></DefaultActions>`), map[string]string{
			"Protocol": `"TCP"`, "SslPolicy": `null`, "DefaultCertificate": `null`, "Rules": `[]`, "Certificates": `[]`}},
		"of a gateway": {in("gateway", `<DefaultActions><member><Type>forward</Type></member></DefaultActions>`), map[string]string{
			"Protocol": `null`, "Port": `0`, "SslPolicy": `null`, "DefaultCertificate": `null`, "Rules": `[]`, "Certificates": `[]`}},
		"redirect without more": {in("application", `<Protocol>HTTP</Protocol><DefaultActions><member><Type>redirect</Type></member></DefaultActions>`), map[string]string{
			"DefaultActions": `[{"Type": "redirect", "RedirectProtocol": ` + unknown + `}]`}},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, c.fake, account.Listeners.Kind)
			for attribute, want := range c.want {
				if got := attributeOf(t, rec, account.Listeners.Kind, 0, attribute); got != normal(t, want) {
					t.Errorf("%s is %s and not %s", attribute, got, want)
				}
			}
		})
	}
}

func TestPagesOfAListenerThatFail(t *testing.T) {
	denied := func(call string) refusal { return refuses(call, http.StatusForbidden, "AccessDenied", "no") }
	for name, c := range map[string]struct {
		call      string
		bodies    []any
		attribute string
		want      string
	}{
		"rules":                {rulesCall, answers(xml(rulesCall, twoRules+`<NextMarker>2</NextMarker>`), denied(rulesCall)), "Rules", `{"unknown": "denied", "call": "` + rulesCall + `", "seen": [{"RuleArn": "` + ruleOne + `", "Type": "authenticate-oidc", "RedirectProtocol": null}, {"RuleArn": "` + ruleOne + `", "Type": "redirect", "RedirectProtocol": "#{protocol}"}]}`},
		"rules without list":   {rulesCall, answers(xml(rulesCall, ``)), "Rules", `{"unknown": "error", "call": "` + rulesCall + `"}`},
		"rule without actions": {rulesCall, answers(xml(rulesCall, `<Rules><member><RuleArn>r</RuleArn></member></Rules>`)), "Rules", `{"unknown": "error", "call": "` + rulesCall + `"}`},
		"certificates":         {sniCall, answers(xml(sniCall, `<Certificates/><NextMarker>2</NextMarker>`), denied(sniCall)), "Certificates", `{"unknown": "denied", "call": "` + sniCall + `"}`},
		"certificates, later":  {sniCall, answers(xml(sniCall, `<Certificates/><NextMarker>2</NextMarker>`), xml(sniCall, sni)), "Certificates", `[{"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/2"}]`},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, unlike(oneBalancer(), fake{c.call: c.bodies, listenersCall: answers(xml(listenersCall, `<Listeners>`+httpsMember+`</Listeners>`))}), account.Listeners.Kind)
			if got := attributeOf(t, rec, account.Listeners.Kind, 0, c.attribute); got != normal(t, c.want) {
				t.Errorf("%s is %s and not %s", c.attribute, got, c.want)
			}
		})
	}
}

func TestListenersOfOneChange(t *testing.T) {
	for name, c := range map[string]struct {
		wanted, want []string
		gaps         string
	}{
		"nothing":      {nil, []string{balancersCall + " 1"}, `[{"region": "us-east-1", "call": "` + listenersCall + `", "cause": "not-collected", "of": "` + webARN + `"}]`},
		"the balancer": {[]string{"web"}, []string{balancersCall + " 1", listenersCall + " 1"}, ``},
		"a listener":   {[]string{webARN, httpARN}, []string{balancersCall + " 1", listenersCall + " 1", rulesCall + " 1"}, ``},
		"the other":    {[]string{webARN, httpsARN}, []string{sniCall + " 1", balancersCall + " 1", listenersCall + " 1", rulesCall + " 1"}, ``},
	} {
		t.Run(name, func(t *testing.T) {
			rec, sender := recordedSome(t, oneBalancer(), c.wanted, nil, account.Listeners.Kind)
			slices.Sort(c.want)
			if got := sender.operations(); !slices.Equal(got, c.want) {
				t.Errorf("asked %q and not %q", got, c.want)
			}
			if got := gapsOf(t, rec, account.Listeners.Kind); got != c.gaps && (c.gaps == "" || got != normal(t, c.gaps)) {
				t.Errorf("gaps %s and not %s", got, c.gaps)
			}
		})
	}
}

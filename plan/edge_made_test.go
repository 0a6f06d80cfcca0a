package plan

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/soc2gate/soc2gate/account"
)

const (
	theListener = `{"arn":"arn:l","id":"arn:l","load_balancer_arn":"arn:b","port":80,"protocol":"HTTP","default_action":[{"type":"redirect","redirect":[{"protocol":"HTTPS"}]}]}`
	theRule     = `{"arn":"arn:r","id":"arn:r","listener_arn":"arn:l","action":[{"type":"authenticate-oidc"},{"type":"forward"}]}`
)

// laid returns the account after a plan that is laid over a recorded one.
func laid(t *testing.T, m made, kinds string) *account.Account {
	t.Helper()
	p, b := m.load(t), account.NewBuilder()
	if err := p.Before(b); err != nil {
		t.Fatal(err)
	}
	text := `{"schema":"soc2gate.account/v1","account":"123456789012","recorded_at":"2026-11-23T06:00:00Z","regions":["us-east-1"],"kinds":{` + kinds + `}}`
	rec, err := account.ReadRecording(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := rec.Fill(b); err != nil {
		t.Fatal(err)
	}
	if err := p.After(b); err != nil {
		t.Fatal(err)
	}
	return b.Build()
}

func lone[T any](t *testing.T, s account.Set[T]) T {
	t.Helper()
	if len(s.Items()) != 1 {
		t.Fatalf("%d things, want one", len(s.Items()))
	}
	return s.Items()[0]
}

func expect(t *testing.T, what string, got account.Bool, want account.Tri) {
	t.Helper()
	if got.Tri() != want {
		t.Errorf("%s is %v, want %v; because %v", what, got.Tri(), want, got.Why())
	}
}

func TestRuleOfAListenerGoesWithAllThatTheAccountSaysOfIt(t *testing.T) {
	const recorded = `"elasticloadbalancing.listeners":{"items":[{"Arn":"arn:l","Protocol":"HTTP","DefaultActions":[{"Type":"redirect","RedirectProtocol":"HTTPS"}],` +
		`"Rules":[{"RuleArn":"arn:r","Type":"fixed-response","RedirectProtocol":""},{"RuleArn":"arn:r","Type":"forward","RedirectProtocol":""},{"RuleArn":"arn:r","Type":"forward","RedirectProtocol":""}%s]}]}`
	prior := []string{was("aws_lb_listener.l", theListener), was("aws_lb_listener_rule.r", theRule)}
	gone := made{prior: prior, changes: []string{does("delete", "aws_lb_listener_rule.r", theRule, "null", `{}`)}}
	expect(t, "once the rule is gone", lone(t, laid(t, gone, fmt.Sprintf(recorded, "")).Listeners).OnlyRedirects(), account.True)
	const another = `,{"RuleArn":"arn:live","Type":"forward","RedirectProtocol":""}`
	expect(t, "with a rule that no plan manages", lone(t, laid(t, gone, fmt.Sprintf(recorded, another)).Listeners).OnlyRedirects(), account.False)
	const redirects = `{"arn":"arn:r","id":"arn:r","listener_arn":"arn:l","action":[{"type":"redirect","redirect":[{"protocol":"HTTPS"}]}]}`
	changed := made{prior: prior, changes: []string{does("update", "aws_lb_listener_rule.r", theRule, redirects, `{}`)}}
	expect(t, "once it redirects", lone(t, laid(t, changed, fmt.Sprintf(recorded, "")).Listeners).OnlyRedirects(), account.True)
}

func TestRulesOfAListenerThatOnlyTheStateHasAreNotAll(t *testing.T) {
	before, _ := made{prior: []string{was("aws_lb_listener.l", theListener)}}.built(t)
	expect(t, "a listener whose rules nobody listed", lone(t, before.Listeners).OnlyRedirects(), account.Unknown)
	before, _ = made{prior: []string{was("aws_lb_listener.l", theListener), was("aws_alb_listener_rule.r", theRule)}}.built(t)
	expect(t, "a listener with a rule that forwards", lone(t, before.Listeners).OnlyRedirects(), account.False)
}

func TestValidationOfACertificate(t *testing.T) {
	const pending, check = `{"arn":"arn:c","id":"arn:c","type":"AMAZON_ISSUED","status":"PENDING_VALIDATION"}`, `{"certificate_arn":"arn:c","id":"x"}`
	status := func(m made, want string) {
		t.Helper()
		_, after := m.built(t)
		c := lone(t, after.Certificates)
		expect(t, "status "+want, c.Status.Is(want), account.True)
	}
	status(made{prior: []string{was("aws_acm_certificate.c", pending)}, changes: []string{does("create", "aws_acm_certificate_validation.v", "null", check, `{}`)}}, "ISSUED")
	status(made{prior: []string{was("aws_acm_certificate.c", pending), was("aws_acm_certificate_validation.v", check)},
		changes: []string{does("delete", "aws_acm_certificate_validation.v", check, "null", `{}`)}}, "PENDING_VALIDATION")
	const failed = `{"arn":"arn:c","id":"arn:c","status":"FAILED"}`
	status(made{prior: []string{was("aws_acm_certificate.c", failed)}, changes: []string{does("create", "aws_acm_certificate_validation.v", "null", check, `{}`)}}, "FAILED")
}

// selfSigned is a certificate that ends on 24 November 2036.
func selfSigned(t *testing.T) string {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	one := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Date(2036, 11, 24, 0, 0, 0, 0, time.UTC)}
	der, err := x509.CreateCertificate(rand.Reader, one, one, public, private)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func TestImportedCertificateSaysWhenItEnds(t *testing.T) {
	m := made{changes: []string{does("create", "aws_acm_certificate.c", "null", `{"certificate_body":`+strconv.Quote(selfSigned(t))+`,"certificate_authority_arn":null}`, `{"arn":true,"id":true,"not_after":true,"status":true,"type":true}`)}}
	_, after := m.built(t)
	c := lone(t, after.Certificates)
	expect(t, "imported", c.Type.Is("IMPORTED").And(c.Status.Is("ISSUED")), account.True)
	expect(t, "end", c.NotAfter.Is("2036-11-24T00:00:00Z"), account.True)
	m = made{changes: []string{does("create", "aws_acm_certificate.c", "null", `{"certificate_body":"nonsense"}`, `{"not_after":true}`)}}
	_, after = m.built(t)
	if f := lone(t, after.Certificates).NotAfter.Fact(); f.Cause != account.Unreadable {
		t.Errorf("%v", f)
	}
}

func TestSubnetHasOneNetworkACL(t *testing.T) {
	const recorded = `"ec2.network_acls":{"items":[{"Id":"acl-old","IsDefault":false,"Associations":[{"SubnetId":"subnet-1"},{"SubnetId":"subnet-2"}]},{"Id":"acl-new","IsDefault":false,"Associations":[]}]}`
	has := func(m made) map[string]int {
		t.Helper()
		counts := map[string]int{}
		for n := range laid(t, m, recorded).NetworkACLs.All() {
			counts[n.ID] = n.Subnets.Len()
		}
		return counts
	}
	const association = `{"network_acl_id":"acl-new","subnet_id":"subnet-1","id":"aclassoc-1"}`
	counts := has(made{changes: []string{does("create", "aws_network_acl_association.a", "null", association, `{}`)}})
	if counts["acl-old"] != 1 || counts["acl-new"] != 1 {
		t.Errorf("after an association: %v", counts)
	}
	const before, after = `{"id":"acl-new","vpc_id":"vpc-1","subnet_ids":[]}`, `{"id":"acl-new","vpc_id":"vpc-1","subnet_ids":["subnet-1","subnet-2"]}`
	counts = has(made{prior: []string{was("aws_network_acl.n", before)}, changes: []string{does("update", "aws_network_acl.n", before, after, `{}`)}})
	if counts["acl-old"] != 0 || counts["acl-new"] != 2 {
		t.Errorf("after an update: %v", counts)
	}
}

func TestEntryOfANetworkACLComesAndGoes(t *testing.T) {
	const recorded = `"ec2.network_acls":{"items":[{"Id":"acl","IngressEntries":[{"RuleNumber":100,"Protocol":"6","FromPort":22,"ToPort":22,"CidrBlock":"0.0.0.0/0","RuleAction":"deny"},` +
		`{"RuleNumber":200,"Protocol":"-1","FromPort":0,"ToPort":0,"CidrBlock":"0.0.0.0/0","RuleAction":"allow"}],"EgressEntries":[]}]}`
	rule := func(egress string) string {
		return `{"network_acl_id":"acl","rule_number":100,"egress":` + egress + `,"protocol":"tcp","from_port":22,"to_port":22,"cidr_block":"0.0.0.0/0","rule_action":"deny"}`
	}
	for egress, want := range map[string]account.Tri{"false": account.True, "true": account.False} {
		m := made{prior: []string{was("aws_network_acl_rule.r", rule(egress))}, changes: []string{does("delete", "aws_network_acl_rule.r", rule(egress), "null", `{}`)}}
		n := lone(t, laid(t, m, recorded).NetworkACLs)
		expect(t, "once the entry is gone, egress "+egress, n.Admits(22), want)
	}
	m := made{changes: []string{does("create", "aws_network_acl_rule.r", "null", `{"network_acl_id":"acl","rule_number":50,"protocol":"6","from_port":22,"to_port":22,"cidr_block":"0.0.0.0/0","rule_action":"allow"}`, `{"id":true}`)}}
	expect(t, "with an entry before the denial", lone(t, laid(t, m, recorded).NetworkACLs).Admits(22), account.True)
	m = made{changes: []string{does("create", "aws_network_acl_rule.r", "null", `{"network_acl_id":"acl","rule_number":50,"protocol":"6","from_port":22,"to_port":22,"rule_action":"allow"}`, `{"id":true,"cidr_block":true}`)}}
	expect(t, "with one of a range to come", lone(t, laid(t, m, recorded).NetworkACLs).Admits(22), account.Unknown)
}

func TestDefaultNetworkACLIsAdoptedAsItIs(t *testing.T) {
	const recorded = `"ec2.network_acls":{"items":[{"Id":"acl-d","VpcId":"vpc-1","IsDefault":true,"Associations":[],"IngressEntries":[{"RuleNumber":100,"Protocol":"-1","FromPort":0,"ToPort":0,"CidrBlock":"0.0.0.0/0","RuleAction":"allow"}],"EgressEntries":[]}]}`
	const shut = `{"default_network_acl_id":"acl-d","ingress":[],"egress":[],"subnet_ids":null}`
	m := made{changes: []string{does("create", "aws_default_network_acl.d", "null", shut, `{"id":true,"arn":true,"vpc_id":true}`)}}
	n := lone(t, laid(t, m, recorded).NetworkACLs)
	expect(t, "VPC", n.VPC.Is("vpc-1"), account.True)
	expect(t, "SSH", n.Admits(22), account.False)
	if n.Address != "aws_default_network_acl.d" {
		t.Errorf("address %q", n.Address)
	}
	const stated = `{"id":"acl-d","default_network_acl_id":"acl-d","ingress":[],"egress":[]}`
	m = made{prior: []string{was("aws_default_network_acl.d", stated)}, changes: []string{does("delete", "aws_default_network_acl.d", stated, "null", `{}`)}}
	_, after := m.built(t)
	if n := lone(t, after.NetworkACLs); n.Address != "" {
		t.Errorf("Terraform lets it go, and it is still at %q", n.Address)
	}
}

func TestRoutesComeAndGo(t *testing.T) {
	const recorded = `"ec2.subnets":{"items":[{"Id":"subnet-1","Region":"us-east-1","VpcId":"vpc-1"}]},"ec2.route_tables":{"items":[` +
		`{"Id":"rtb-main","VpcId":"vpc-1","Main":true,"Associations":[],"Routes":[{"DestinationCidrBlock":"10.0.0.0/16","GatewayId":"local"}]},` +
		`{"Id":"rtb-out","VpcId":"vpc-1","Main":false,"Associations":[],"Routes":[{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1"}]}]}`
	subnet := account.LinkTo(account.Observed("subnet-1", nil, ""))
	const route, association = `{"route_table_id":"rtb-main","destination_cidr_block":"0.0.0.0/0","gateway_id":"igw-1"}`, `{"route_table_id":"rtb-out","subnet_id":"subnet-1","id":"rtbassoc-1"}`
	const out = `{"route_table_id":"rtb-out","destination_cidr_block":"0.0.0.0/0","gateway_id":"igw-1"}`
	associated := does("create", "aws_route_table_association.a", "null", association, `{}`)
	for name, c := range map[string]struct {
		m    made
		want account.Tri
	}{
		"nothing":                      {made{}, account.False},
		"a route to a gateway":         {made{changes: []string{does("create", "aws_route.r", "null", route, `{"id":true}`)}}, account.True},
		"a route elsewhere":            {made{changes: []string{does("create", "aws_route.r", "null", `{"route_table_id":"rtb-main","destination_cidr_block":"0.0.0.0/0","nat_gateway_id":"nat-1"}`, `{"id":true}`)}}, account.False},
		"a route to a gateway to come": {made{changes: []string{does("create", "aws_route.r", "null", `{"route_table_id":"rtb-main","destination_cidr_block":"0.0.0.0/0"}`, `{"id":true,"gateway_id":true}`)}}, account.Unknown},
		"a table with a route":         {made{changes: []string{associated}}, account.True},
		"a table that loses it": {made{prior: []string{was("aws_route.r", out)},
			changes: []string{associated, does("delete", "aws_route.r", out, "null", `{}`)}}, account.False},
		"a table of another kind": {made{changes: []string{does("create", "aws_main_route_table_association.m", "null", `{"vpc_id":"vpc-1","route_table_id":"rtb-out"}`, `{"id":true}`)}}, account.Unknown},
	} {
		expect(t, name, laid(t, c.m, recorded).PublicSubnet(subnet), c.want)
	}
}

func TestDeletedSettingsOfTheNetworkFallBack(t *testing.T) {
	const key, block = `{"id":"k","key_arn":"arn:aws:kms:us-east-1:123456789012:key/1","region":"us-east-1"}`, `{"id":"us-east-1","internet_gateway_block_mode":"block-ingress","region":"us-east-1"}`
	_, after := made{prior: []string{was("aws_ebs_default_kms_key.k", key), was("aws_vpc_block_public_access_options.b", block)}, changes: []string{
		does("delete", "aws_ebs_default_kms_key.k", key, "null", `{}`), does("delete", "aws_vpc_block_public_access_options.b", block, "null", `{}`),
	}}.built(t)
	k, b := lone(t, after.EBSDefaults), lone(t, after.VPCBlocks)
	expect(t, "key", k.Key.Is("alias/aws/ebs"), account.True)
	expect(t, "block", b.Mode.Is("off"), account.True)
	if k.Key.Fact().Origin.Source != account.FromAWS || b.Mode.Fact().Origin.Source != account.FromAWS {
		t.Errorf("%v; %v", k.Key.Fact(), b.Mode.Fact())
	}
}

func TestChangeOfTheParameterGroupWaitsForAReboot(t *testing.T) {
	db := func(group string) string {
		return `{"id":"d","identifier":"d","engine":"postgres","engine_version":"14","parameter_group_name":"` + group + `"}`
	}
	m := made{prior: []string{was("aws_db_instance.d", db("old"))}, changes: []string{does("update", "aws_db_instance.d", db("old"), db("new"), `{}`)}}
	_, after := m.built(t)
	i := lone(t, after.DBInstances)
	expect(t, "status", i.ParameterStatus.Is("pending-reboot"), account.True)
	expect(t, "group", i.Parameters.Is("new"), account.True)
}

// TestOwnerOfAPartIsFollowed has a listener that names its certificate by the
// validation, as the AWS provider's documentation tells to.
func TestOwnerOfAPartIsFollowed(t *testing.T) {
	m := made{
		conf: `"resources":[` + block("aws_acm_certificate.c", ``) + `,` + block("aws_acm_certificate_validation.v", `"certificate_arn":`+refers("aws_acm_certificate.c.arn", "aws_acm_certificate.c")) + `,` +
			block("aws_lb_listener.l", `"certificate_arn":`+refers("aws_acm_certificate_validation.v.certificate_arn", "aws_acm_certificate_validation.v")+`,"ssl_policy":`+refers("aws_acm_certificate_validation.v.id", "aws_acm_certificate_validation.v")) + `]`,
		changes: []string{
			does("create", "aws_acm_certificate.c", "null", `{}`, `{"arn":true,"id":true}`),
			does("create", "aws_acm_certificate_validation.v", "null", `{}`, `{"certificate_arn":true,"id":true}`),
			does("create", "aws_lb_listener.l", "null", `{"protocol":"HTTPS"}`, `{"certificate_arn":true,"ssl_policy":true,"arn":true}`),
		},
	}
	c := changeAt(t, m.load(t), "aws_lb_listener.l")
	addresses, exact := c.refersTo("certificate_arn", account.Certificates.Kind)
	same(t, "certificate", addresses, []string{"aws_acm_certificate.c"})
	if !exact {
		t.Error("nothing else can be meant")
	}
	if addresses, exact := c.refersTo("ssl_policy", account.Certificates.Kind); exact || len(addresses) > 0 {
		t.Errorf("the id of a validation names no certificate: %q, exact %v", addresses, exact)
	}
}

func TestStateTellsWhatRunsAndLeavesOutWhatAWSMakes(t *testing.T) {
	before, _ := made{prior: []string{
		was("aws_db_instance.d", `{"id":"d","identifier":"d","engine":"postgres","engine_version":"16","engine_version_actual":"16.4"}`),
		was("aws_db_parameter_group.g", `{"id":"g","name":"g","family":"postgres16","parameter":[{"name":"log_connections","value":"1","apply_method":"immediate"},{"name":"rds.force_ssl","value":"0","apply_method":"immediate"}]}`),
		was("aws_route_table.t", `{"id":"rtb-1","vpc_id":"vpc-1","route":[{"cidr_block":"10.0.0.0/16","gateway_id":"local"},{"cidr_block":"0.0.0.0/0","gateway_id":"igw-1"}]}`),
		was("aws_vpc_block_public_access_exclusion.e", `{"id":"e","vpc_id":"vpc-1","internet_gateway_exclusion_mode":"allow-egress"}`),
	}}.built(t)
	expect(t, "version", lone(t, before.DBInstances).Version.Is("16.4"), account.True)
	expect(t, "parameter", lone(t, lone(t, before.ParameterGroups).Parameters).Name.Is("rds.force_ssl"), account.True)
	expect(t, "gateway", lone(t, lone(t, before.RouteTables).Routes).Gateway.Is("igw-1"), account.True)
	if e := lone(t, before.VPCExclusions); e.State.Set() {
		t.Errorf("the state does not tell how far the exclusion is: %v", e.State.Fact())
	}
}

// TestAnUpdateOfSomethingElseKeepsTheVersioning: the state of a bucket has no versions
// as long as it was not read again after another resource turned them on.
func TestAnUpdateOfSomethingElseKeepsTheVersioning(t *testing.T) {
	bucket := func(on, tag string) string {
		return `{"id":"b","bucket":"b","arn":"arn:aws:s3:::b","versioning":[{"enabled":` + on + `}],"tags":{"t":"` + tag + `"}}`
	}
	for _, c := range []struct {
		was, is string
		holds   account.Tri
	}{{"false", "false", account.Unknown}, {"true", "true", account.True}, {"true", "false", account.False}, {"false", "true", account.True}} {
		m := made{prior: []string{was("aws_s3_bucket.b", bucket(c.was, "x"))}, changes: []string{does("update", "aws_s3_bucket.b", bucket(c.was, "x"), bucket(c.is, "y"), `{}`)}}
		_, after := m.built(t)
		expect(t, c.was+" to "+c.is, lone(t, after.Buckets).Versioning.Is("Enabled"), c.holds)
	}
}

package plan_test

import (
	"testing"
	"time"

	"github.com/soc2gate/soc2gate/account"
)

// complete says that nobody has anything of these kinds but what the plan makes.
const completeEdge = `"ec2.network_acls":{"items":[]},"ec2.route_tables":{"items":[]},"ec2.subnets":{"items":[]},"acm.certificates":{"items":[]},` +
	`"elasticloadbalancing.listeners":{"items":[]},"cloudfront.distributions":{"items":[]}`

func TestListenersOfAPlan(t *testing.T) {
	_, a := judged(t, "plan/edge", "")
	for name, want := range map[string]struct{ http, redirects, tls account.Tri }{
		"https": {no, no, yes},
		"http":  {yes, yes, maybe}, // its author names no protocol
		"loop":  {yes, no, no},
		"mixed": {yes, no, no},
	} {
		l := the(t, a.Listeners, "aws_lb_listener."+name)
		is(t, name+" is HTTP", a.HTTP(l), want.http)
		is(t, name+" only redirects", l.OnlyRedirects(), want.redirects)
		is(t, name+" has TLS", l.Encrypts(), want.tls)
		is(t, name+" is of the load balancer", l.LoadBalancer.To(the(t, a.LoadBalancers, "aws_lb.main")), yes)
	}
	https := the(t, a.Listeners, "aws_lb_listener.https")
	is(t, "old TLS", a.OldTLS(https), yes)
	if f := https.Policy.Fact(); f.Value != "ELBSecurityPolicy-2016-08" || f.Origin.Source != account.FromAWS {
		t.Errorf("%v, want AWS's default", f)
	}
	is(t, "scheme", the(t, a.LoadBalancers, "aws_lb.main").Scheme.Is("internet-facing"), yes)
}

func TestCertificatesOfAPlan(t *testing.T) {
	_, a := judged(t, "plan/edge", completeEdge)
	valid, pending := the(t, a.Certificates, "aws_acm_certificate.main"), the(t, a.Certificates, "aws_acm_certificate.unvalidated")
	https := the(t, a.Listeners, "aws_lb_listener.https")
	is(t, "the listener's certificate", https.Certificate.To(valid), yes)
	is(t, "another", https.Certificate.To(pending), no)
	is(t, "validated", valid.Status.Is("ISSUED"), yes)
	is(t, "not validated", pending.Status.Is("PENDING_VALIDATION"), yes)
	is(t, "used", a.CertificateUsed(valid), yes)
	is(t, "used beside the default one", a.CertificateUsed(pending), yes)
	is(t, "lasts", a.Lasts(valid, 30*24*time.Hour), yes)
	is(t, "key", valid.KeySpec.Is("RSA_2048"), yes)
}

func TestDistributionOfAPlan(t *testing.T) {
	_, a := judged(t, "plan/edge", "")
	d := the(t, a.Distributions, "aws_cloudfront_distribution.main")
	is(t, "by default", d.Viewer.Is("redirect-to-https"), yes)
	is(t, "only HTTPS", d.OnlyHTTPS(), no)
	is(t, "version", d.MinVersion.Is("TLSv1.2_2021"), yes)
	is(t, "default certificate", d.ByDefault.Is(true), no)
	is(t, "certificate", d.Certificate.To(the(t, a.Certificates, "aws_acm_certificate.main")), yes)
}

func TestNetworkACLsOfAPlan(t *testing.T) {
	_, a := judged(t, "plan/edge", "")
	custom, standard := the(t, a.NetworkACLs, "aws_network_acl.main"), the(t, a.NetworkACLs, "aws_default_network_acl.main")
	is(t, "SSH", custom.Admits(22), no)
	is(t, "HTTPS", custom.Admits(443), yes)
	is(t, "an ACL without entries", standard.Admits(443), no)
	is(t, "default", standard.Default.Is(true).And(custom.Default.Is(false)), yes)
	has := func(s *account.Subnet) account.Bool {
		return custom.Subnets.Exists(func(r *account.SubnetRef) account.Bool { return r.Subnet.To(s) })
	}
	is(t, "first subnet", has(the(t, a.Subnets, "aws_subnet.main[0]")), maybe) // Terraform knows no element of a set of new ids
}

func TestRoutesOfAPlan(t *testing.T) {
	_, a := judged(t, "plan/edge", completeEdge)
	public := func(name string) account.Bool {
		s := the(t, a.Subnets, name)
		return a.PublicSubnet(account.LinkBy(account.Missing[string](account.AfterApply, nil, ""), []string{s.Address}))
	}
	is(t, "a route to a transit gateway", public("aws_subnet.main[1]"), no)
	is(t, "a route to a gateway that is not there yet", public("aws_subnet.main[0]"), maybe)
}

func TestDatabasesOfAPlanWantTLS(t *testing.T) {
	_, a := judged(t, "plan/edge", "")
	is(t, "by its group", a.DBTLS(the(t, a.DBInstances, "aws_db_instance.forced")), yes)
	is(t, "by its family", a.DBTLS(the(t, a.DBInstances, "aws_db_instance.family")), no)
	is(t, "by its cluster's family", a.DBTLS(the(t, a.DBInstances, "aws_rds_cluster_instance.aurora")), no)
	is(t, "cluster", a.ClusterTLS(the(t, a.DBClusters, "aws_rds_cluster.aurora")), no)
}

func TestAccountSettingsOfTheNetwork(t *testing.T) {
	_, a := judged(t, "plan/edge", "")
	block := the(t, a.VPCBlocks, "aws_vpc_block_public_access_options.main")
	is(t, "block", block.Mode.Is("block-ingress").And(block.State.Is("update-complete")), yes)
	exempt := the(t, a.VPCExclusions, "aws_vpc_block_public_access_exclusion.main")
	is(t, "exclusion", exempt.Resource.To(the(t, a.VPCs, "aws_vpc.main")), yes)
	for d := range a.EBSDefaults.All() {
		is(t, "key", d.Key.Test(func(arn string) bool { return arn != "" }), yes)
	}
}

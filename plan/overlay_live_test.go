package plan

import (
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// over returns the accounts before and after, with a live account laid over
// what Terraform last saw.
func (m made) over(t *testing.T, kinds string) (before, after *account.Account) {
	t.Helper()
	p, b := m.load(t), account.NewBuilder()
	rec, err := account.ReadRecording(strings.NewReader(`{"schema":"soc2gate.account/v1","account":"123456789012","recorded_at":"2026-11-23T06:00:00Z","regions":["us-east-1","eu-west-1"],"kinds":{` + kinds + `}}`))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Before(b); err != nil {
		t.Fatal(err)
	}
	if err := rec.Fill(b); err != nil {
		t.Fatal(err)
	}
	c := b.Clone()
	if err := p.After(c); err != nil {
		t.Fatal(err)
	}
	return b.Build(), c.Build()
}

// TestDeletedRuleOfAllProtocolsGoesHoweverTheAccountSpellsItsPorts has the
// spellings of AWS, which gives rules of all protocols no ports or -1.
func TestDeletedRuleOfAllProtocolsGoesHoweverTheAccountSpellsItsPorts(t *testing.T) {
	const rule = `{"security_group_id":"sg-1","ip_protocol":"-1","cidr_ipv4":"0.0.0.0/0","from_port":null,"to_port":null}`
	for name, ports := range map[string]string{"as the plan": `"FromPort":0,"ToPort":65535`, "null": `"FromPort":null,"ToPort":null`, "-1": `"FromPort":-1,"ToPort":-1`} {
		t.Run(name, func(t *testing.T) {
			m := made{
				prior:   []string{was("aws_security_group.g", `{"id":"sg-1","region":"us-east-1"}`), was("aws_vpc_security_group_ingress_rule.r", rule)},
				changes: []string{does("delete", "aws_vpc_security_group_ingress_rule.r", rule, "null", `{}`)},
			}
			_, after := m.over(t, `"ec2.security_groups":{"items":[{"Id":"sg-1","Region":"us-east-1","IpPermissions":[{"IpProtocol":"-1",`+ports+`,"CidrIp":"0.0.0.0/0","PrefixListId":null,"SourceGroupId":null}]}]}`)
			for g := range after.SecurityGroups.All() {
				if got := after.OpenToWorld(g, []int{22}); got.Tri() != account.False {
					t.Errorf("the rule is deleted and the group still open: %v", got.Why())
				}
			}
		})
	}
}

func TestThingOfAnUnknownRegionIsNotGivenToTheFirstOfTwo(t *testing.T) {
	m := made{prior: []string{was("aws_cloudtrail.t", `{"name":"main","enable_logging":true}`)}}
	before, _ := m.over(t, `"cloudtrail.trails":{"items":[{"Name":"main","Region":"us-east-1"},{"Name":"main","Region":"eu-west-1"}]}`)
	for tr := range before.Trails.All() {
		if tr.Region != "" && tr.Logging.Is(true).Tri() == account.True {
			t.Errorf("the trail of %s is said to log, which nobody knows", tr.Region)
		}
	}
}

func TestKeyThatGoesThroughALocalIsNotPaired(t *testing.T) {
	m := made{conf: `"resources":[` + block("aws_s3_bucket.b", ``) + `,` +
		block("aws_s3_bucket_public_access_block.p", `"bucket":`+refers("aws_s3_bucket.b", "local.swap", "each.key")) + `]`}
	for _, k := range []string{"x", "y"} {
		m.changes = append(m.changes, does("create", `aws_s3_bucket.b["`+k+`"]`, "null", `{}`, `{"id":true}`),
			does("create", `aws_s3_bucket_public_access_block.p["`+k+`"]`, "null", `{}`, `{"bucket":true}`))
	}
	if got := changeAt(t, m.load(t), `aws_s3_bucket_public_access_block.p["x"]`).targets("bucket", account.Buckets.Kind); len(got) == 1 {
		t.Errorf("exactly %q", got)
	}
}

// TestListThatMayTurnOutAsItWasLeavesWhatTheAccountHas has a list of which a
// part is known after apply: if it is what the state has, Terraform writes
// nothing, and what was added by hand stays.
func TestListThatMayTurnOutAsItWasLeavesWhatTheAccountHas(t *testing.T) {
	const open, closed = `{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"CidrIp":"0.0.0.0/0"}`, `{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"CidrIp":"10.0.0.0/8"}`
	const state = `"ingress":[{"protocol":"tcp","from_port":443,"to_port":443,"cidr_blocks":["10.0.0.0/8"]}]`
	m := made{
		prior: []string{was("aws_security_group.g", `{"id":"sg-1","region":"us-east-1",`+state+`}`)},
		changes: []string{does("update", "aws_security_group.g", `{"id":"sg-1","region":"us-east-1",`+state+`}`,
			`{"id":"sg-1","region":"us-east-1","ingress":[{"protocol":"tcp","to_port":443,"cidr_blocks":["10.0.0.0/8"]}]}`, `{"ingress":[{"from_port":true}]}`)},
	}
	for name, c := range map[string]struct {
		live string
		want account.Tri
	}{
		"as the state":      {closed, account.False},
		"opened by hand":    {closed + "," + open, account.True},
		"closed by hand":    {``, account.Unknown},
		"narrowed by hand":  {`{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"CidrIp":"10.1.0.0/16"}`, account.Unknown},
		"nobody could read": {`{"IpProtocol":{"unknown":"denied"},"FromPort":443,"ToPort":443,"CidrIp":"10.0.0.0/8"}`, account.Unknown},
	} {
		_, after := m.over(t, `"ec2.security_groups":{"items":[{"Id":"sg-1","Region":"us-east-1","IpPermissions":[`+c.live+`]}]}`)
		for g := range after.SecurityGroups.All() {
			if got := after.OpenToWorld(g, []int{22}); got.Tri() != c.want {
				t.Errorf("%s: open is %v, want %v: %v", name, got.Tri(), c.want, got.Why())
			}
		}
	}
}

package report

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/rules"
)

// blocks is a Guide that knows each address by its name.
type blocks struct{}

func (blocks) Block(address string) *Lines           { return &Lines{File: address, Start: 1, End: 9} }
func (blocks) Attribute(address, _ string) *Lines    { return &Lines{File: address, Start: 2, End: 2} }
func (blocks) Calls(string) []Lines                  { return nil }
func (blocks) Place(string) (string, string, string) { return "", "", "" }
func (blocks) Tags(string) map[string]string         { return nil }
func (blocks) Why(string, string) string             { return "" }

// TestTheLineIsOfWhatIsToChange has a finding about a VPC that one fact of the plan
// decides.
func TestTheLineIsOfWhatIsToChange(t *testing.T) {
	of := func(subject, ref string) account.Fact {
		return account.Fact{Subject: subject, Path: "x", Origin: account.Origin{Source: account.FromPlan, Ref: ref}}
	}
	counted := func(subject string) account.Fact {
		return account.Fact{Subject: subject, Path: "count", Value: "1", Origin: account.Origin{Source: account.FromListed}}
	}
	for name, c := range map[string]struct {
		address string
		before  gate.State
		because []account.Fact
		want    string
	}{
		"a flow log of another VPC":         {"aws_vpc.a", gate.Absent, []account.Fact{of("fl", "aws_flow_log.b"), counted("ec2.flow_logs")}, "aws_vpc.a:1-9"},
		"a flow log that was the VPC's":     {"aws_vpc.a", gate.Passes, []account.Fact{of("fl", "aws_flow_log.a"), counted("ec2.flow_logs")}, "aws_flow_log.a:2"},
		"a setting of the VPC elsewhere":    {"aws_vpc.a", gate.Absent, []account.Fact{of("vpc", "aws_vpc_setting.a"), counted("ec2.flow_logs")}, "aws_vpc_setting.a:2"},
		"what the VPC is bound to":          {"aws_vpc.a", gate.Absent, []account.Fact{of("policy", "aws_policy.a"), counted("vpc Attached")}, "aws_policy.a:2"},
		"an account, which has no block":    {"", gate.Absent, []account.Fact{of("fl", "aws_flow_log.b"), counted("ec2.flow_logs")}, "aws_flow_log.b:2"},
		"several settings of one block":     {"aws_vpc.a", gate.Absent, []account.Fact{of("vpc", "aws_vpc_setting.a"), {Subject: "vpc", Path: "y", Origin: account.Origin{Source: account.FromPlan, Ref: "aws_vpc_setting.a"}}}, "aws_vpc_setting.a:2"},
		"settings of the VPC and of others": {"aws_vpc.a", gate.Passes, []account.Fact{of("vpc", "aws_vpc.a"), of("fl", "aws_flow_log.a")}, "aws_vpc.a:1-9"},
	} {
		found := []gate.Finding{{Rule: &rules.Rule{ID: "test"}, Subject: "vpc", Address: c.address, Before: c.before, After: gate.Fails, Verdict: gate.Introduced, Because: c.because}}
		if got := Findings(found, Secrets{}, blocks{})[0].Source.String(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

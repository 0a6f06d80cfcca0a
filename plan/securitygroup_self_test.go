package plan

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// TestRuleOfAGroupAboutItself has the two spellings of a rule whose source is
// the group itself, before and after the group has an id.
func TestRuleOfAGroupAboutItself(t *testing.T) {
	const rule = `{"security_group_id":"sg-1","type":"ingress","protocol":"tcp","from_port":6379,"to_port":6379,"self":true,"cidr_blocks":null,"source_security_group_id":"sg-1"}`
	group := `{"id":"sg-1","ingress":[]}`
	for name, c := range map[string]struct {
		m    made
		want int
	}{
		"in a block":                        {made{changes: []string{does("create", "aws_security_group.g", "null", `{"ingress":[{"protocol":"-1","from_port":0,"to_port":0,"self":true,"cidr_blocks":[],"security_groups":[]}]}`, `{"id":true,"arn":true}`)}}, 1},
		"in the state":                      {made{prior: []string{was("aws_security_group.g", `{"id":"sg-1","ingress":[{"protocol":"tcp","from_port":1,"to_port":2,"self":true}]}`)}}, 1},
		"a block that is not":               {made{prior: []string{was("aws_security_group.g", `{"id":"sg-1","ingress":[{"protocol":"tcp","from_port":1,"to_port":2,"self":false,"cidr_blocks":["10.0.0.0/8"]}]}`)}}, 0},
		"a rule":                            {made{prior: []string{was("aws_security_group.g", group), was("aws_security_group_rule.r", rule)}}, 1},
		"a rule that the change takes away": {made{prior: []string{was("aws_security_group.g", group), was("aws_security_group_rule.r", rule)}, changes: []string{does("delete", "aws_security_group_rule.r", rule, "null", `{}`)}}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, after := c.m.built(t)
			g := lone(t, after.SecurityGroups)
			found := 0
			for _, p := range g.Ingress.Items() {
				if to := p.Source.To(g); to.Tri() == account.True {
					found++
				}
			}
			if found != c.want || found > 0 && g.Ingress.Len() != found {
				t.Errorf("%d of %d rules are about the group itself, want %d", found, g.Ingress.Len(), c.want)
			}
		})
	}
}

package plan

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// TestDeletedPolicyMayBeOneOfUnknownName: what the account calls a policy may
// have been refused, and then it may be the one that goes.
func TestDeletedPolicyMayBeOneOfUnknownName(t *testing.T) {
	const group = `{"arn":"arn:aws:iam::123456789012:group/people","id":"people","name":"people","path":"/"}`
	const deny = `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}`
	const inline = `{"id":"people:mfa","group":"people","name":"mfa","policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}"}`
	const other = `{"id":"people:mfa","group":"people","name":"mfa","policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"}`
	listed := func(names ...string) string {
		items := ""
		for i, name := range names {
			if i > 0 {
				items += ","
			}
			items += `{"PolicyName":` + name + `,"PolicyDocument":` + deny + `}`
		}
		return `"iam.groups":{"items":[{"Arn":"arn:aws:iam::123456789012:group/people","Name":"people","Path":"/","InlinePolicies":[` + items + `]}]}`
	}
	const unread = `{"unknown":"denied"}`
	gone, changed := does("delete", "aws_iam_group_policy.mfa", inline, "null", `{}`), does("update", "aws_iam_group_policy.mfa", inline, other, `{}`)
	for name, c := range map[string]struct {
		change, live string
		want         account.Tri
	}{
		"deleted":                          {gone, listed(`"mfa"`), account.False},
		"deleted, another stays":           {gone, listed(`"mfa"`, `"more"`), account.True},
		"deleted, of unknown name":         {gone, listed(unread), account.Unknown},
		"deleted, beside another unknown":  {gone, listed(unread, `"mfa"`), account.True},
		"deleted, one of unknown and more": {gone, listed(unread, `"more"`), account.True},
		"changed, of unknown name":         {changed, listed(unread), account.Unknown},
	} {
		m := made{prior: []string{was("aws_iam_group.people", group), was("aws_iam_group_policy.mfa", inline)}, changes: []string{c.change}}
		_, after := m.over(t, c.live)
		denies := after.Groups.Exists(func(g *account.Group) account.Bool {
			return g.Inline.Exists(func(p *account.InlinePolicy) account.Bool { return p.Document.DeniesWithoutMFA() })
		})
		tri(t, name, denies, c.want)
	}
}

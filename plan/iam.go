package plan

import (
	"github.com/soc2gate/soc2gate/account"
)

var _ = understand(map[string]adapter{
	"aws_iam_policy": thing(account.Policies, names{name: "name", global: true}, func(p *account.Policy, c *change) {
		c.document(&p.Document, "policy")
		if c.creates() {
			p.BoundaryUsage = account.Observed(0, c.origin, "")
		}
	}),
	"aws_iam_role": thing(account.Roles, names{name: "name", global: true, aliases: []string{"unique_id"}}, role),
	"aws_iam_user": thing(account.Users, names{name: "name", global: true, aliases: []string{"unique_id"}}, func(u *account.User, c *change) {
		c.text(&u.Path, "path", "/")
		boundary(u, &u.Boundary, c)
		if c.creates() {
			u.Attached, u.Inline = account.ListOf[*account.Attachment](), account.ListOf[*account.InlinePolicy]()
			u.Groups, u.Credentials = account.ListOf[*account.Membership](), c.noCredentials()
		}
	}),
	"aws_iam_group": thing(account.Groups, names{name: "name", global: true, aliases: []string{"unique_id"}}, func(g *account.Group, c *change) {
		c.text(&g.Path, "path", "/")
		if c.creates() {
			g.Attached, g.Inline = account.ListOf[*account.Attachment](), account.ListOf[*account.InlinePolicy]()
		}
	}),
	"aws_iam_role_policy":             inline("role", account.Roles, roleGrants),
	"aws_iam_user_policy":             inline("user", account.Users, userGrants),
	"aws_iam_group_policy":            inline("group", account.Groups, groupGrants),
	"aws_iam_role_policy_attachment":  attachment("role", account.Roles, roleGrants),
	"aws_iam_user_policy_attachment":  attachment("user", account.Users, userGrants),
	"aws_iam_group_policy_attachment": attachment("group", account.Groups, groupGrants),
	"aws_iam_policy_attachment": partsOf( // attaches one policy to principals of every sort
		attachment("roles", account.Roles, roleGrants),
		attachment("users", account.Users, userGrants),
		attachment("groups", account.Groups, groupGrants),
	),
	"aws_iam_role_policy_attachments_exclusive":  exclusive("role_name", account.Roles, roleGrants),
	"aws_iam_user_policy_attachments_exclusive":  exclusive("user_name", account.Users, userGrants),
	"aws_iam_group_policy_attachments_exclusive": exclusive("group_name", account.Groups, groupGrants),
	"aws_iam_user_group_membership": oneOf("user", account.Users, member(memberships,
		func(c *change) []*account.Membership {
			var all []*account.Membership
			for _, n := range owners(c.values().at("groups")) {
				all = append(all, &account.Membership{Group: c.linkAt(n, "groups", account.Groups.Kind)})
			}
			return all
		}, membershipKey)),
	"aws_iam_group_membership": oneOf("users", account.Users, member(memberships,
		func(c *change) []*account.Membership {
			return []*account.Membership{{Group: c.linkAt(c.values().at("group"), "group", account.Groups.Kind)}}
		}, membershipKey)),
})

func roleGrants(r *account.Role) *account.Grants   { return &r.Grants }
func userGrants(u *account.User) *account.Grants   { return &u.Grants }
func groupGrants(g *account.Group) *account.Grants { return &g.Grants }

func role(r *account.Role, c *change) {
	c.text(&r.Path, "path", "/")
	boundary(r, &r.Boundary, c)
	c.document(&r.Trust, "assume_role_policy")
	list(c, &r.Attached, "managed_policy_arns", func(n node) []*account.Attachment {
		return []*account.Attachment{{Policy: c.linkAt(n, "managed_policy_arns", account.Policies.Kind)}}
	})
	blocks(c, &r.Inline, "inline_policy", func(n node) []*account.InlinePolicy {
		if name, known := n.at("name").text(); known && name == "" {
			return nil // how the provider writes that there is none
		}
		return []*account.InlinePolicy{c.inlinePolicy(n, "inline_policy.policy")}
	})
}

// boundary reads the permissions boundary, and notes that an update takes it
// away.
func boundary(t account.Thing, to *account.Link, c *change) {
	was := *to
	c.link(to, "permissions_boundary", account.Policies.Kind)
	if c.side == planned && c.action == update && was.Absent().Tri() == account.False && to.Absent().Tri() == account.True {
		account.Unbind(t, c.Address)
	}
}

// inline is the part that is a policy of one principal.
func inline[P account.Thing](attr string, owner account.Table[P], grants func(P) *account.Grants) adapter {
	list := func(t P) *account.Set[*account.InlinePolicy] { return &grants(t).Inline }
	items := func(c *change) []*account.InlinePolicy {
		return []*account.InlinePolicy{c.inlinePolicy(c.values(), "policy")}
	}
	fill := member(list, items, inlineKey)
	return oneOf(attr, owner, func(t P, c *change) {
		fill(t, c)
		of, by := c, c.Address
		if c.side == deleted {
			of, by = c.as(stated), c.taker()
		}
		if name := inlineKey(items(of)[0]); c.rare.maybe == "" && c.claims(t, c.Type+" "+name, by) {
			*list(t) = list(t).Doubted(account.Gap{Call: c.Address, Via: "name", Cause: account.Contested})
		}
	})
}

func inlineKey(p *account.InlinePolicy) string {
	name, known := p.Name.Get()
	return keyOr(name, known, p.Name.Fact())
}

func (c *change) inlinePolicy(n node, via string) *account.InlinePolicy {
	return &account.InlinePolicy{
		Name:     c.textOf(n.at("name"), "name"),
		Document: c.documentOf(n.at("policy"), via),
	}
}

// attachment is the part that gives a managed policy to principals.
func attachment[P account.Thing](attr string, owner account.Table[P], grants func(P) *account.Grants) adapter {
	return oneOf(attr, owner, member(
		func(t P) *account.Set[*account.Attachment] { return &grants(t).Attached },
		func(c *change) []*account.Attachment {
			return []*account.Attachment{{Policy: c.linkAt(c.values().at("policy_arn"), "policy_arn", account.Policies.Kind)}}
		},
		attachmentKey))
}

func attachmentKey(a *account.Attachment) string {
	arn, known := a.Policy.Get()
	return keyOr(arn, known, a.Policy.Fact())
}

// exclusive is the part that sets all managed policies that a principal has.
// Deleting it leaves them attached.
func exclusive[P account.Thing](attr string, owner account.Table[P], grants func(P) *account.Grants) adapter {
	return part(attr, owner, func(t P, c *change) {
		if c.side == deleted {
			return
		}
		list(c, &grants(t).Attached, "policy_arns", func(n node) []*account.Attachment {
			return []*account.Attachment{{Policy: c.linkAt(n, "policy_arns", account.Policies.Kind)}}
		})
	})
}

func memberships(u *account.User) *account.Set[*account.Membership] { return &u.Groups }

func membershipKey(m *account.Membership) string {
	name, known := m.Group.Get()
	return keyOr(name, known, m.Group.Fact())
}

package plan

import (
	"slices"

	"github.com/soc2gate/soc2gate/account"
)

var _ = understand(map[string]adapter{
	"aws_iam_user_login_profile": part("user", account.Users, func(u *account.User, c *change) {
		u.LoginProfile = account.Observed(c.side != deleted, c.origin, "")
	}),
	"aws_iam_access_key": oneOf("user", account.Users, member(
		func(u *account.User) *account.Set[*account.AccessKey] { return &u.AccessKeys },
		func(c *change) []*account.AccessKey { return []*account.AccessKey{c.accessKey()} },
		func(k *account.AccessKey) string { return keyOf(&k.ID) })),
	"aws_iam_virtual_mfa_device": enabledDevice(),
	"aws_iam_organizations_features": setting(account.Features, true, func(f *account.OrganizationsFeatures, c *change) {
		// Deleting the resource switches off what it had switched on.
		c.contains(&f.RootCredentials, "enabled_features", "RootCredentialsManagement")
		c.contains(&f.RootSessions, "enabled_features", "RootSessions")
	}),
})

// noCredentials are those of a user that is created: none.
func (c *change) noCredentials() account.Credentials {
	return account.Credentials{
		LoginProfile:     account.Observed(false, c.origin, ""),
		PasswordLastUsed: account.Observed("", c.origin, ""),
		MFADevices:       account.ListOf[*account.MFADevice](),
		AccessKeys:       account.ListOf[*account.AccessKey](),
	}
}

// accessKey is a key as the resource has it. A new one is made when the plan is
// applied, so not before the plan was, and nobody has used it.
func (c *change) accessKey() *account.AccessKey {
	k := &account.AccessKey{
		ID:      c.textOf(c.values().at("id"), "id"),
		Created: c.textOf(c.values().at("create_date"), "create_date"),
	}
	c.text(&k.Status, "status", "Active")
	if c.creates() {
		k.LastUsed = c.fixed("")
		if made := c.plan.Timestamp; !made.IsZero() {
			k.Created = c.fixed(made.UTC().Format("2006-01-02T15:04:05Z07:00"))
		}
	}
	return k
}

// enabledDevice is the adapter of a virtual MFA device. None of its attributes
// enables it for a user, so that a new one is nobody's; to delete one takes it
// from the user who has it (provider 5.100.0).
func enabledDevice() adapter {
	a := oneOf("user_name", account.Users, member(
		func(u *account.User) *account.Set[*account.MFADevice] { return &u.MFADevices },
		func(c *change) []*account.MFADevice {
			return []*account.MFADevice{{Serial: c.textOf(c.values().at("arn"), "arn")}}
		},
		func(d *account.MFADevice) string { return keyOf(&d.Serial) }))
	ifAnybodys := func(run effect) effect {
		return func(b *account.Builder, c *change) {
			if user, _ := c.before.at("user_name").text(); user != "" {
				run(b, c)
			}
		}
	}
	return adapter{state: ifAnybodys(a.state), drop: ifAnybodys(a.drop)}
}

// contains reads whether a list of names has one of them.
func (c *change) contains(to *account.Value[bool], attr, name string) {
	if to.Set() && c.kept(attr) {
		return
	}
	n, partly := c.values().at(attr), c.values().at(attr).partly()
	has := slices.ContainsFunc(n.items(), func(one node) bool { text, _ := one.text(); return text == name })
	switch {
	case c.rare.maybe != "":
		*to = account.Missing[bool](c.openness(), c.origin, c.rare.maybe)
	case partly && !has:
		*to = account.Missing[bool](account.AfterApply, c.origin, attr)
	default:
		*to = shown(n, has, c.origin, c.via(attr))
	}
}

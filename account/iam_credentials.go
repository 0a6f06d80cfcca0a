package account

import "time"

// Credentials are what a user signs in with, as the credential report, or for
// one user iam:ListMFADevices and iam:ListAccessKeys, tell. The report is up to
// four hours old (AWS documentation, 2026-11).
type Credentials struct {
	// LoginProfile says that the user has a password; the report's
	// password_enabled.
	LoginProfile Value[bool] `aws:"LoginProfile"`
	// PasswordLastUsed is in RFC 3339, empty if the password was never used.
	PasswordLastUsed Value[string] `aws:"PasswordLastUsed"`
	// MFADevices are those that are enabled for the user. The report's mfa_active
	// is one device of which nothing else was read.
	MFADevices Set[*MFADevice] `aws:"MFADevices"`
	// AccessKeys are the long-term keys, at most two. Those of the report have no
	// id.
	AccessKeys Set[*AccessKey] `aws:"AccessKeys"`
}

// MFADevice is a device of one user.
type MFADevice struct {
	Serial Value[string] `aws:"SerialNumber"` // the ARN of one that is virtual
}

// AccessKey is a long-term key of one user.
type AccessKey struct {
	ID       Value[string] `aws:"AccessKeyId"`
	Status   Value[string] `aws:"Status"`       // Active or Inactive
	Created  Value[string] `aws:"CreateDate"`   // RFC 3339; the report's access_key_1_last_rotated
	LastUsed Value[string] `aws:"LastUsedDate"` // RFC 3339, empty if never
}

// HasMFA tells whether an MFA device is enabled for the user. The console then
// asks for it at every sign-in (AWS documentation, 2026-11).
func (c *Credentials) HasMFA() Bool {
	return c.MFADevices.Exists(func(d *MFADevice) Bool {
		f := d.Serial.Fact()
		if f.Cause != "" {
			f.Cause, f.Value = "", "enabled"
		}
		return Known(true, f)
	})
}

// HasActiveKey tells whether the user can call AWS with a long-term key.
func (c *Credentials) HasActiveKey() Bool {
	return c.AccessKeys.Exists(func(k *AccessKey) Bool { return k.Status.Is("Active") })
}

// StaleKey tells whether an active key of the user was made longer ago than
// that, on the day the account was read.
func (a *Account) StaleKey(u *User, age time.Duration) Bool {
	return u.AccessKeys.Exists(func(k *AccessKey) Bool { return k.Status.Is("Active").And(a.before(k.Created, age)) })
}

// before tells whether a time in RFC 3339 lies longer before the account was
// read than d. One that makes no sense is not known to.
func (a *Account) before(v Value[string], d time.Duration) Bool {
	text, known := v.Get()
	at, err := time.Parse(time.RFC3339, text)
	if !known || err != nil || a.Recorded.IsZero() {
		return Unsure(v.Fact())
	}
	return Known(a.Recorded.Sub(at) > d, v.Fact())
}

// HasConsoleUsers tells whether a user with a password is in the group.
func (a *Account) HasConsoleUsers(g *Group) Bool {
	group := func(m *Membership) *Link { return &m.Group }
	links := func(u *User, do func(*Link)) { linksOf(&u.Groups, group, do) }
	return a.Users.existsNaming(a.namings.of("members"), g, links, func(u *User) Bool {
		return u.Groups.Exists(func(m *Membership) Bool { return m.Group.To(g) }).And(u.LoginProfile.Is(true))
	})
}

// RootProtected tells whether the root user has MFA, or whether, in a member
// account, central management left it nothing to sign in with.
func (a *Account) RootProtected() Bool {
	return a.Summary.Exists(func(s *Summary) Bool {
		return s.RootMFA.Is(1).OrElse(func() Bool {
			return a.RootRemoved(s).AndThen(func() Bool { return a.InOrganization().And(a.ManagesOrganization().Not()) })
		})
	})
}

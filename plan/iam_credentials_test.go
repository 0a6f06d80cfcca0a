package plan

import (
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const annUser = `{"arn":"arn:aws:iam::123456789012:user/ann","id":"ann","name":"ann","path":"/"}`

func theUser(t *testing.T, a *account.Account) *account.User {
	t.Helper()
	for u := range a.Users.All() {
		if u.Name == "ann" {
			return u
		}
	}
	t.Fatalf("no such user among %q", labels(a.Users))
	return nil
}

func tri(t *testing.T, what string, got account.Bool, want account.Tri) {
	t.Helper()
	if got.Tri() != want {
		t.Errorf("%s: %v because of %v, want %v", what, got.Tri(), got.Why(), want)
	}
}

func TestNewUserHasNoCredentials(t *testing.T) {
	m := made{
		conf:    `"resources":[` + block("aws_iam_user.ann", `"name":{"constant_value":"ann"}`) + `]`,
		changes: []string{does("create", "aws_iam_user.ann", "null", `{"name":"ann","path":"/"}`, `{"id":true,"arn":true,"unique_id":true}`)},
	}
	_, after := m.built(t)
	u := theUser(t, after)
	tri(t, "password", u.LoginProfile.Is(true), account.False)
	tri(t, "MFA", u.HasMFA(), account.False)
	tri(t, "key", u.HasActiveKey(), account.False)
	tri(t, "signs in with MFA", after.SignsInWithMFA(u), account.False)
}

func TestAccessKeyComesAndGoes(t *testing.T) {
	const key = `{"id":"AKIA1","user":"ann","status":"Active","create_date":"2020-01-02T03:04:05Z"}`
	const off = `{"id":"AKIA1","user":"ann","status":"Inactive","create_date":"2020-01-02T03:04:05Z"}`
	const created = `{"user":"ann","status":"Active"}`
	listed := func(keys string) string { return `"iam.users":{"items":[{"Name":"ann","AccessKeys":[` + keys + `]}]}` }
	const theSame, another, unnamed = `{"AccessKeyId":"AKIA1","Status":"Active"}`, `{"AccessKeyId":"AKIA2","Status":"Active"}`, `{"Status":"Active"}`
	type keys struct{ change, live string }
	gone, stopped := does("delete", "aws_iam_access_key.k", key, "null", `{}`), does("update", "aws_iam_access_key.k", key, off, `{}`)
	made1 := does("create", "aws_iam_access_key.k", "null", created, `{"id":true,"create_date":true}`)
	for name, c := range map[string]struct {
		keys
		want account.Tri
	}{
		"deleted, of the state alone":            {keys{gone, ""}, account.Unknown},
		"deleted, the only one":                  {keys{gone, listed(theSame)}, account.False},
		"deleted, another is left":               {keys{gone, listed(theSame + "," + another)}, account.True},
		"deleted, of those without a name":       {keys{gone, listed(unnamed)}, account.Unknown},
		"deleted, beside another without a name": {keys{gone, listed(theSame + "," + unnamed)}, account.True},
		"deleted, and already gone":              {keys{gone, listed("")}, account.False},
		"stopped":                                {keys{stopped, listed(theSame)}, account.False},
		"stopped, of those without a name":       {keys{stopped, listed(unnamed)}, account.Unknown},
		"made":                                   {keys{made1, listed("")}, account.True},
	} {
		m := made{prior: []string{was("aws_iam_user.ann", annUser)}, changes: []string{c.change}}
		if !strings.Contains(name, "made") {
			m.prior = append(m.prior, was("aws_iam_access_key.k", key))
		}
		_, after := m.over(t, c.live)
		tri(t, name, theUser(t, after).HasActiveKey(), c.want)
	}
}

func TestDeletedDeviceIsTakenFromItsUser(t *testing.T) {
	const mine, free = `{"arn":"arn:aws:iam::123456789012:mfa/ann","id":"arn:aws:iam::123456789012:mfa/ann","user_name":"ann","virtual_mfa_device_name":"ann"}`,
		`{"arn":"arn:aws:iam::123456789012:mfa/x","id":"arn:aws:iam::123456789012:mfa/x","user_name":"","virtual_mfa_device_name":"x"}`
	has := func(devices string) string {
		return `"iam.users":{"items":[{"Name":"ann","MFADevices":[` + devices + `]}]}`
	}
	const listed, key, report = `{"SerialNumber":"arn:aws:iam::123456789012:mfa/ann"}`, `{"SerialNumber":"GAHT12345678"}`, `{}`
	for name, c := range map[string]struct {
		device, live  string
		before, after account.Tri
	}{
		"of the state alone":           {mine, ``, account.True, account.Unknown},
		"the only one":                 {mine, has(listed), account.True, account.False},
		"a hardware key is left":       {mine, has(listed + "," + key), account.True, account.True},
		"one of the credential report": {mine, has(report), account.True, account.Unknown},
		"nobody's":                     {free, has(listed), account.True, account.True},
		"nobody's, and nobody has MFA": {free, has(``), account.False, account.False},
	} {
		m := made{
			prior:   []string{was("aws_iam_user.ann", annUser), was("aws_iam_virtual_mfa_device.d", c.device)},
			changes: []string{does("delete", "aws_iam_virtual_mfa_device.d", c.device, "null", `{}`)},
		}
		before, after := m.over(t, c.live)
		tri(t, name+", before", theUser(t, before).HasMFA(), c.before)
		tri(t, name+", after", theUser(t, after).HasMFA(), c.after)
		if after.Users.Len() != 1 {
			t.Errorf("%s: users %q", name, labels(after.Users))
		}
	}
}

func TestNewDeviceIsNobodys(t *testing.T) {
	m := made{
		prior: []string{was("aws_iam_user.ann", annUser)},
		changes: []string{
			does("create", "aws_iam_user.bob", "null", `{"name":"bob","path":"/"}`, `{"id":true,"arn":true}`),
			does("create", "aws_iam_virtual_mfa_device.d", "null", `{"virtual_mfa_device_name":"d","path":"/"}`, `{"arn":true,"id":true,"user_name":true}`),
		},
	}
	_, after := m.over(t, `"iam.users":{"items":[{"Name":"ann","MFADevices":[]}]}`)
	if after.Users.Len() != 2 {
		t.Errorf("users %q", labels(after.Users))
	}
	for u := range after.Users.All() {
		tri(t, u.Called(), u.HasMFA(), account.False)
	}
}

func TestOrganizationsFeatures(t *testing.T) {
	const address = "aws_iam_organizations_features.f"
	on := func(list string) string { return `{"id":"o-1","enabled_features":[` + list + `]}` }
	const both, one = `"RootCredentialsManagement","RootSessions"`, `"RootSessions"`
	enabled := func(a *account.Account) account.Bool {
		return a.Features.Exists(func(f *account.OrganizationsFeatures) account.Bool { return f.RootCredentials.Is(true) })
	}
	for name, c := range map[string]struct {
		m    made
		want account.Tri
	}{
		"made":      {made{changes: []string{does("create", address, "null", `{"enabled_features":[`+both+`]}`, `{"id":true,"enabled_features":[false,false]}`)}}, account.True},
		"taken off": {made{prior: []string{was(address, on(both))}, changes: []string{does("update", address, on(both), on(one), `{}`)}}, account.False},
		"deleted":   {made{prior: []string{was(address, on(both))}, changes: []string{does("delete", address, on(both), "null", `{}`)}}, account.False},
		"not known": {made{changes: []string{does("create", address, "null", `{}`, `{"id":true,"enabled_features":true}`)}}, account.Unknown},
		"partly":    {made{changes: []string{does("create", address, "null", `{"enabled_features":["RootSessions",null]}`, `{"id":true,"enabled_features":[false,true]}`)}}, account.Unknown},
	} {
		before, after := c.m.over(t, `"iam.organizations_features":{"items":[]}`)
		if len(c.m.prior) > 0 && before.Features.Len() != 1 {
			t.Errorf("%s: features before %q", name, labels(before.Features))
		}
		tri(t, name, enabled(after), c.want)
	}
}

func TestLostBoundary(t *testing.T) {
	const edge = "arn:aws:iam::123456789012:policy/edge"
	role := func(boundary string) string {
		return `{"arn":"arn:aws:iam::123456789012:role/r","id":"r","name":"r","path":"/","permissions_boundary":` + boundary + `}`
	}
	const id = `{"id":true,"arn":true}`
	fresh := func(boundary string) string { return `{"name":"r","path":"/","permissions_boundary":` + boundary + `}` }
	for name, c := range map[string]struct {
		actions, before, after, unknown string
		want                            account.Tri
	}{
		"removed":                 {"update", role(`"` + edge + `"`), role(`null`), `{}`, account.True},
		"removed by empty text":   {"update", role(`"` + edge + `"`), role(`""`), `{}`, account.True},
		"kept":                    {"update", role(`"` + edge + `"`), role(`"` + edge + `"`), `{}`, account.False},
		"exchanged":               {"update", role(`"` + edge + `"`), role(`"` + edge + `2"`), `{}`, account.False},
		"never had one":           {"update", role(`null`), role(`null`), `{}`, account.False},
		"added":                   {"update", role(`null`), role(`"` + edge + `"`), `{}`, account.False},
		"replaced without":        {"delete,create", role(`"` + edge + `"`), fresh(`null`), id, account.True},
		"replaced first without":  {"create,delete", role(`"` + edge + `"`), fresh(`null`), id, account.True},
		"replaced with":           {"delete,create", role(`"` + edge + `"`), fresh(`"` + edge + `"`), id, account.False},
		"replaced, never had one": {"delete,create", role(`null`), fresh(`null`), id, account.False},
	} {
		m := made{prior: []string{was("aws_iam_role.r", c.before)}, changes: []string{does(c.actions, "aws_iam_role.r", c.before, c.after, c.unknown)}}
		before, after := m.built(t)
		for _, a := range []*account.Account{before, after} {
			want := c.want
			if a == before {
				want = account.False
			}
			if len(a.Principals()) != 1 {
				t.Fatalf("%s: roles %q", name, labels(a.Roles))
			}
			tri(t, name, a.LostBoundary(a.Principals()[0]), want)
		}
	}
}

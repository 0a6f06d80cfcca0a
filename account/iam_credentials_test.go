package account_test

import (
	"strings"
	"testing"
	"time"

	"github.com/soc2gate/soc2gate/account"
)

const (
	denies   = `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}}`
	sessions = `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}}}`
)

// user is a user called ann, with these attributes beside nothing.
func user(attributes string) string {
	all := `"Name":"ann","PermissionsBoundary":null`
	for _, list := range []string{"AttachedManagedPolicies", "InlinePolicies", "Groups", "MFADevices", "AccessKeys"} {
		if !strings.Contains(attributes, `"`+list+`"`) {
			all += `,"` + list + `":[]`
		}
	}
	return `"iam.users":{"items":[{` + all + attributes + `}]}`
}

func ann(t *testing.T, a *account.Account) *account.User {
	t.Helper()
	for u := range a.Users.All() {
		return u
	}
	t.Fatal("there is no user")
	return nil
}

func TestSignsInWithMFA(t *testing.T) {
	const (
		key      = `{"AccessKeyId":"AKIA1","Status":"Active"}`
		group    = `,"Groups":[{"GroupName":"staff"}]`
		aws      = `{"PolicyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}`
		own      = `{"PolicyArn":"arn:aws:iam::123456789012:policy/mfa"}`
		policies = `,"iam.policies":{"items":[{"Arn":"arn:aws:iam::123456789012:policy/mfa","PolicyDocument":` + denies + `}]}`
	)
	staff := func(inline string) string {
		return `,"iam.groups":{"items":[{"Name":"staff","AttachedManagedPolicies":[],"InlinePolicies":[` + inline + `]}]}`
	}
	inline := func(doc string) string { return `{"PolicyName":"mfa","PolicyDocument":` + doc + `}` }
	for name, c := range map[string]struct {
		kinds string
		want  account.Tri
	}{
		"a device":                          {user(`,"MFADevices":[{"SerialNumber":"arn:aws:iam::123456789012:mfa/ann"}]`), yes},
		"a device of the report":            {user(`,"MFADevices":[{}]`), yes},
		"nothing":                           {user(``), no},
		"devices denied":                    {user(`,"MFADevices":{"unknown":"denied","call":"iam:ListMFADevices"}`), maybe},
		"devices denied, own policy":        {user(`,"MFADevices":{"unknown":"denied"},"InlinePolicies":[` + inline(denies) + `]`), yes},
		"own policy":                        {user(`,"InlinePolicies":[` + inline(denies) + `]`), yes},
		"of sessions, no key":               {user(`,"InlinePolicies":[` + inline(sessions) + `]`), yes},
		"of sessions, a key":                {user(`,"AccessKeys":[` + key + `],"InlinePolicies":[` + inline(sessions) + `]`), no},
		"of sessions, keys denied":          {user(`,"AccessKeys":{"unknown":"denied"},"InlinePolicies":[` + inline(sessions) + `]`), maybe},
		"attached policy":                   {user(`,"AttachedManagedPolicies":[`+own+`]`) + policies, yes},
		"attached policy nobody read":       {user(`,"AttachedManagedPolicies":[` + own + `]`), maybe},
		"AWS's policies say nothing of MFA": {user(`,"AttachedManagedPolicies":[` + aws + `]`), no},
		"boundary":                          {`"iam.users":{"items":[{"Name":"ann","PermissionsBoundary":"arn:aws:iam::123456789012:policy/mfa","MFADevices":[]}]}` + policies, yes},
		"policy of a group":                 {user(group) + staff(inline(denies)), yes},
		"group without":                     {user(group) + staff(``), no},
		"group nobody read":                 {user(group), maybe},
	} {
		a := live(t, c.kinds)
		is(t, name, a.SignsInWithMFA(ann(t, a)), c.want)
	}
}

func TestStaleKey(t *testing.T) {
	const day = 24 * time.Hour
	made := func(at, status string) string {
		return user(`,"AccessKeys":[{"Status":"` + status + `","CreateDate":"` + at + `"}]`)
	}
	for name, c := range map[string]struct {
		kinds string
		want  account.Tri
	}{
		"old":               {made("2020-01-01T00:00:00Z", "Active"), yes},
		"old, off":          {made("2020-01-01T00:00:00Z", "Inactive"), no},
		"made by this plan": {made("2099-01-01T00:00:00Z", "Active"), no},
		"no date":           {made("N/A", "Active"), maybe},
		"none":              {user(``), no},
		"denied":            {user(`,"AccessKeys":{"unknown":"denied"}`), maybe},
	} {
		a := live(t, c.kinds)
		is(t, name, a.StaleKey(ann(t, a), 90*day), c.want)
	}
	b := account.NewBuilder()
	u := account.Users.Add(b, account.Ident{Name: "ann"}, fromPlan)
	u.AccessKeys = account.ListOf(&account.AccessKey{
		Status: account.Observed("Active", fromPlan, ""), Created: account.Observed("2020-01-01T00:00:00Z", fromPlan, ""),
	})
	a := b.Build()
	is(t, "on a day that is not known", a.StaleKey(ann(t, a), 90*day), maybe)
}

func TestGroupHasConsoleUsers(t *testing.T) {
	const staff = `,"iam.groups":{"items":[{"Name":"staff"}]}`
	for name, c := range map[string]struct {
		kinds string
		want  account.Tri
	}{
		"a member with a password":    {user(`,"LoginProfile":true,"Groups":[{"GroupName":"staff"}]`) + staff, yes},
		"a member without":            {user(`,"LoginProfile":false,"Groups":[{"GroupName":"staff"}]`) + staff, no},
		"of another group":            {user(`,"LoginProfile":true,"Groups":[{"GroupName":"other"}]`) + staff, no},
		"groups not read":             {user(`,"LoginProfile":true,"Groups":{"unknown":"denied"}`) + staff, maybe},
		"password not read":           {user(`,"Groups":[{"GroupName":"staff"}]`) + staff, maybe},
		"users not read":              {`"iam.groups":{"items":[{"Name":"staff"}]}`, maybe},
		"groups of nobody, not known": {user(`,"LoginProfile":false,"Groups":{"unknown":"denied"}`) + staff, no},
	} {
		a := live(t, c.kinds)
		for g := range a.Groups.All() {
			is(t, name, a.HasConsoleUsers(g), c.want)
		}
	}
}

func TestRootRemoved(t *testing.T) {
	const gone = `"iam.summary":{"items":[{"Id":"account","AccountMFAEnabled":0,"AccountPasswordPresent":0,"AccountAccessKeysPresent":0,"AccountSigningCertificatesPresent":0}]}`
	const keys = `"iam.summary":{"items":[{"Id":"account","AccountPasswordPresent":0,"AccountAccessKeysPresent":1,"AccountSigningCertificatesPresent":0}]}`
	features := func(on string) string {
		return `,"iam.organizations_features":{"items":[{"Id":"account","RootCredentialsManagement":` + on + `}]}`
	}
	for name, c := range map[string]struct {
		kinds string
		want  account.Tri
	}{
		"taken away":                           {gone + features("true"), yes},
		"never set and not managed":            {gone + features("false"), no},
		"not of an organization":               {gone + `,"iam.organizations_features":{"items":[]}`, no},
		"nobody asked the organization":        {gone, maybe},
		"a key is left":                        {keys + features("true"), no},
		"a key is left, whatever is managed":   {keys, no},
		"an older answer says nothing of them": {`"iam.summary":{"items":[{"Id":"account","AccountMFAEnabled":0}]}` + features("true"), maybe},
	} {
		a := live(t, c.kinds)
		for s := range a.Summary.All() {
			is(t, name, a.RootRemoved(s), c.want)
		}
	}
}

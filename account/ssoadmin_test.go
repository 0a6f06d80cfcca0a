package account_test

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	adminARN = "arn:aws:iam::aws:policy/AdministratorAccess"
	readARN  = "arn:aws:iam::aws:policy/ReadOnlyAccess"
	setARN   = "arn:aws:sso:::permissionSet/ssoins-1/ps-1"
)

// set is a permission set that grants nothing but what the attributes say.
func set(managed, customer, boundary, reference string) string {
	return `"sso.permission_sets":{"items":[{"Arn":"` + setARN + `","Name":"ops","Region":"us-east-1","InlinePolicy":null,
		"AttachedManagedPolicies":` + managed + `,"CustomerManagedPolicyReferences":` + customer + `,
		"PermissionsBoundary":` + boundary + `,"PermissionsBoundaryReference":` + reference + `}]}`
}

func TestPermissionSets(t *testing.T) {
	const (
		named  = `[{"Name":"ours"}]`
		wide   = `,"iam.policies":{"items":[{"Arn":"arn:aws:iam::123456789012:policy/ours","Name":"ours","PolicyDocument":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}}]}`
		thin   = `,"iam.policies":{"items":[{"Arn":"arn:aws:iam::123456789012:policy/ours","Name":"ours","PolicyDocument":{"Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}}]}`
		theirs = `,"iam.policies":{"items":[{"Arn":"arn:aws:iam::aws:policy/ours","Name":"ours","PolicyDocument":{"Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}}]}`
	)
	attached := func(arn string) string { return `[{"PolicyArn":"` + arn + `"}]` }
	for name, c := range map[string]struct {
		kinds                  string
		admin, capped, granted account.Tri
	}{
		"nothing":                        {set(`[]`, `[]`, `null`, `null`), no, no, no},
		"administrators":                 {set(attached(adminARN), `[]`, `null`, `null`), yes, no, yes},
		"readers":                        {set(attached(readARN), `[]`, `null`, `null`), no, no, maybe},
		"capped administrators":          {set(attached(adminARN), `[]`, `"`+readARN+`"`, `null`), yes, yes, yes},
		"capped by everything":           {set(attached(adminARN), `[]`, `"`+adminARN+`"`, `null`), yes, no, yes},
		"our wide policy":                {set(`[]`, named, `null`, `null`) + wide, yes, no, yes},
		"our thin policy":                {set(`[]`, named, `null`, `null`) + thin, no, no, no},
		"a policy that is not here":      {set(`[]`, named, `null`, `null`), maybe, no, maybe},
		"a namesake of AWS's":            {set(`[]`, named, `null`, `null`) + theirs, maybe, no, maybe},
		"capped by our thin policy":      {set(attached(adminARN), `[]`, `null`, `"ours"`) + thin, yes, yes, yes},
		"capped by our wide policy":      {set(attached(adminARN), `[]`, `null`, `"ours"`) + wide, yes, no, yes},
		"capped by one that is not here": {set(attached(adminARN), `[]`, `null`, `"ours"`), yes, maybe, yes},
		"attachments denied":             {set(`{"unknown":"denied"}`, `[]`, `null`, `null`), maybe, no, maybe},
		"references denied":              {set(`[]`, `{"unknown":"denied"}`, `null`, `null`), maybe, no, maybe},
	} {
		a := live(t, c.kinds)
		for s := range a.PermissionSets.All() {
			is(t, name+": admin", a.SetAttachesAdmin(s), c.admin)
			is(t, name+": capped", a.SetCapped(s), c.capped)
			is(t, name+": grants", a.SetGrants(s).GrantsAdmin(), c.granted)
		}
	}
}

func TestAssigned(t *testing.T) {
	assigned := func(to string) string {
		return `,"sso.assignments":{"items":[{"Id":"` + account.AssignmentID("u", "USER", "123456789012", to, "i") + `","PermissionSetArn":"` + to + `"}]}`
	}
	for name, c := range map[string]struct {
		assignments string
		want        account.Tri
	}{
		"assigned":    {assigned(setARN), yes},
		"another is":  {assigned("arn:aws:sso:::permissionSet/ssoins-1/ps-2"), no},
		"nobody knew": {``, maybe},
	} {
		a := live(t, set(`[]`, `[]`, `null`, `null`)+c.assignments)
		for s := range a.PermissionSets.All() {
			is(t, name, a.Assigned(s), c.want)
		}
	}
}

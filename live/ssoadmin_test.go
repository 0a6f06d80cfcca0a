package live

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	centerARN = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6"
	opsARN    = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0123456789abcdef"
	devARN    = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-fedcba9876543210"
	staff     = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"
)

// identityCenter is an organization whose Identity Center is at home elsewhere,
// with one permission set that a group has in two accounts.
func identityCenter() fake {
	assigned := func(account string) string {
		return `{"AccountAssignments": [{"AccountId": "` + account + `", "PermissionSetArn": "` + opsARN + `", "PrincipalType": "GROUP", "PrincipalId": "` + staff + `"}]}`
	}
	return fake{
		"sso:ListInstances": answers(`{"Instances": [{
			"InstanceArn": "` + centerARN + `", "IdentityStoreId": "d-9067642ac7", "OwnerAccountId": "111122223333", "CreatedDate": 1.7e9, "Status": "ACTIVE",
			"PrimaryRegion": "eu-west-1", "Regions": [{"RegionName": "eu-west-1", "IsPrimaryRegion": true, "Status": "ACTIVE"}]
		}]}`),
		"sso:ListPermissionSets": answers(`{"PermissionSets": ["` + opsARN + `"]}`),
		"sso:DescribePermissionSet": answers(`{"PermissionSet": {
			"Name": "ops", "PermissionSetArn": "` + opsARN + `", "CreatedDate": 1.7e9, "SessionDuration": "PT8H"
		}}`),
		"sso:GetInlinePolicyForPermissionSet":                    answers(`{"InlinePolicy": "{\"Version\":\"2012-10-17\",\"Statement\":[]}"}`),
		"sso:ListManagedPoliciesInPermissionSet":                 answers(`{"AttachedManagedPolicies": [{"Name": "ReadOnlyAccess", "Arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}]}`),
		"sso:GetPermissionsBoundaryForPermissionSet":             answers(`{"PermissionsBoundary": {"CustomerManagedPolicyReference": {"Name": "edge", "Path": "/"}}}`),
		"sso:ListCustomerManagedPolicyReferencesInPermissionSet": answers(`{"CustomerManagedPolicyReferences": [{"Name": "ours", "Path": "/"}]}`),
		"sso:ListAccountsForProvisionedPermissionSet":            answers(`{"AccountIds": ["123456789012", "444455556666"]}`),
		"sso:ListAccountAssignments":                             answers(assigned("123456789012"), assigned("444455556666"), assigned("123456789012")),
	}
}

var _ = sample(identityCenter())

func TestIdentityCenter(t *testing.T) {
	rec, sender := recorded(t, identityCenter(), account.SSOInstances.Kind, account.PermissionSets.Kind, account.AccountAssignments.Kind)
	wantRecorded(t, rec, account.SSOInstances.Kind, `{
		"calls": {"existence": "sso:ListInstances", "Status": "sso:ListInstances", "OwnerAccountId": "sso:ListInstances"},
		"items": [{"Arn": "`+centerARN+`", "Status": "ACTIVE", "OwnerAccountId": "111122223333"}]
	}`)
	wantRecorded(t, rec, account.PermissionSets.Kind, `{
		"calls": {
			"existence": "sso:ListPermissionSets", "InstanceArn": "sso:ListPermissionSets", "SessionDuration": "sso:DescribePermissionSet",
			"InlinePolicy": "sso:GetInlinePolicyForPermissionSet", "AttachedManagedPolicies": "sso:ListManagedPoliciesInPermissionSet",
			"CustomerManagedPolicyReferences": "sso:ListCustomerManagedPolicyReferencesInPermissionSet",
			"PermissionsBoundary": "sso:GetPermissionsBoundaryForPermissionSet", "PermissionsBoundaryReference": "sso:GetPermissionsBoundaryForPermissionSet"
		},
		"items": [{
			"Arn": "`+opsARN+`", "Name": "ops", "InstanceArn": "`+centerARN+`", "SessionDuration": "PT8H",
			"InlinePolicy": {"Version": "2012-10-17", "Statement": []},
			"AttachedManagedPolicies": [{"PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
			"CustomerManagedPolicyReferences": [{"Name": "ours"}], "PermissionsBoundary": null, "PermissionsBoundaryReference": "edge"
		}]
	}`)
	const call = "sso:ListAccountAssignments"
	one := func(of string) string {
		return `{"Id": "` + staff + `,GROUP,` + of + `,AWS_ACCOUNT,` + opsARN + `,` + centerARN + `",
			"PermissionSetArn": "` + opsARN + `", "PrincipalType": "GROUP", "PrincipalId": "` + staff + `", "AccountId": "` + of + `"}`
	}
	wantRecorded(t, rec, account.AccountAssignments.Kind, `{
		"calls": {"existence": "`+call+`", "PermissionSetArn": "`+call+`", "PrincipalType": "`+call+`", "PrincipalId": "`+call+`", "AccountId": "`+call+`"},
		"items": [`+one("123456789012")+`, `+one("444455556666")+`]
	}`)
	for _, r := range sender.sent {
		want := "sso.eu-west-1.amazonaws.com"
		if r.Header.Get("X-Amz-Target") == "SWBExternalService.ListInstances" {
			want = "sso.us-east-1.amazonaws.com"
		}
		if r.URL.Host != want {
			t.Errorf("%s was asked at %s", r.Header.Get("X-Amz-Target"), r.URL.Host)
		}
	}
}

// A permission set of which nothing was said grants nothing, and without an
// instance there is none.
func TestIdentityCenterWithNothingSet(t *testing.T) {
	f := identityCenter()
	f["sso:GetInlinePolicyForPermissionSet"] = answers(`{"InlinePolicy": ""}`)
	f["sso:ListManagedPoliciesInPermissionSet"] = answers(`{"AttachedManagedPolicies": []}`)
	f["sso:ListCustomerManagedPolicyReferencesInPermissionSet"] = answers(`{"CustomerManagedPolicyReferences": []}`)
	f["sso:GetPermissionsBoundaryForPermissionSet"] = answers(refuses("sso:GetPermissionsBoundaryForPermissionSet", http.StatusBadRequest, "ResourceNotFoundException", "none"))
	rec, _ := recorded(t, f, account.PermissionSets.Kind)
	for name, want := range map[string]string{
		"InlinePolicy": "null", "AttachedManagedPolicies": "[]", "CustomerManagedPolicyReferences": "[]", "PermissionsBoundary": "null", "PermissionsBoundaryReference": "null",
	} {
		if got := member(t, rec, account.PermissionSets.Kind, name); got != want {
			t.Errorf("%s is %s and not %s", name, got, want)
		}
	}
	f["sso:ListInstances"] = answers(`{"Instances": []}`)
	rec, _ = recorded(t, f)
	for _, kind := range []account.Kind{account.SSOInstances.Kind, account.PermissionSets.Kind, account.AccountAssignments.Kind} {
		wantRecorded(t, rec, kind, `{"items": []}`)
	}
}

// What AWS always gives, and does not give here, is not taken for none.
func TestIdentityCenterOfWhichAnAnswerIsEmpty(t *testing.T) {
	set, of := account.PermissionSets.Kind, account.AccountAssignments.Kind
	for call, c := range map[string]struct {
		kind    account.Kind
		unknown []string
	}{
		"sso:ListInstances":                                      {account.SSOInstances.Kind, []string{"gap"}},
		"sso:ListPermissionSets":                                 {set, []string{"gap"}},
		"sso:DescribePermissionSet":                              {set, []string{"SessionDuration"}},
		"sso:ListManagedPoliciesInPermissionSet":                 {set, []string{"AttachedManagedPolicies"}},
		"sso:ListCustomerManagedPolicyReferencesInPermissionSet": {set, []string{"CustomerManagedPolicyReferences"}},
		"sso:GetPermissionsBoundaryForPermissionSet":             {set, []string{"PermissionsBoundary", "PermissionsBoundaryReference"}},
		"sso:ListAccountsForProvisionedPermissionSet":            {of, []string{"gap"}},
		"sso:ListAccountAssignments":                             {of, []string{"gap"}},
	} {
		f := identityCenter()
		f[call] = answers(`{}`)
		rec, _ := recorded(t, f, c.kind)
		wantUnknown(t, rec, c.kind, account.Failed, call, c.unknown...)
	}
}

// A member account may see the organization's instance and nothing of it.
func TestIdentityCenterOfAMemberAccount(t *testing.T) {
	f := identityCenter()
	f["sso:ListPermissionSets"] = answers(refuses("sso:ListPermissionSets", http.StatusBadRequest, "AccessDeniedException", "no"))
	rec, _ := recorded(t, f)
	wantUnknown(t, rec, account.SSOInstances.Kind, "", "")
	for _, kind := range []account.Kind{account.PermissionSets.Kind, account.AccountAssignments.Kind} {
		wantUnknown(t, rec, kind, account.Denied, "sso:ListPermissionSets", "gap")
	}
}

func TestIdentityCenterOnManyPages(t *testing.T) {
	more := func(member, items, token string) string {
		return `{"` + member + `": [` + items + `], "NextToken": "` + token + `"}`
	}
	for call, c := range map[string]struct {
		member, item string
		kind         account.Kind
	}{
		"sso:ListPermissionSets":                                 {"PermissionSets", `"` + devARN + `"`, account.PermissionSets.Kind},
		"sso:ListManagedPoliciesInPermissionSet":                 {"AttachedManagedPolicies", `{"Arn": "arn:aws:iam::aws:policy/PowerUserAccess"}`, account.PermissionSets.Kind},
		"sso:ListCustomerManagedPolicyReferencesInPermissionSet": {"CustomerManagedPolicyReferences", `{"Name": "more"}`, account.PermissionSets.Kind},
		"sso:ListAccountsForProvisionedPermissionSet":            {"AccountIds", `"777788889999"`, account.AccountAssignments.Kind},
	} {
		f := identityCenter()
		last := f[call][0]
		f[call] = answers(more(c.member, c.item, "2"), more(c.member, "", "3"), last)
		rec, sender := recorded(t, f, c.kind)
		wantUnknown(t, rec, c.kind, "", "")
		if sender.asked[call] != 3 {
			t.Errorf("an empty page ended the list: %v", sender.operations())
		}
		f[call] = answers(more(c.member, c.item, "2"), refuses(call, http.StatusBadRequest, "AccessDeniedException", "no"))
		rec, _ = recorded(t, f, c.kind)
		if got := unknown(t, rec, c.kind); len(got) != 1 || !strings.HasSuffix(got[0], "denied "+call) {
			t.Errorf("without the second page of %s is unknown %q", call, got)
		}
	}
}

func TestPermissionSetsThatAreNotWanted(t *testing.T) {
	f := identityCenter()
	f["sso:ListPermissionSets"] = answers(`{"PermissionSets": ["` + opsARN + `", "` + devARN + `"]}`)
	of := []account.Kind{account.PermissionSets.Kind, account.AccountAssignments.Kind}
	_, sender := recordedSome(t, f, []string{"another"}, nil, of...)
	if got := sender.operations(); !slices.Equal(got, []string{"sso:ListInstances 2", "sso:ListPermissionSets 2"}) {
		t.Errorf("for another was asked %v", got)
	}
	rec, sender := recordedSome(t, f, []string{opsARN}, nil, of...)
	if sender.asked["sso:DescribePermissionSet"] != 1 || sender.asked["sso:ListAccountsForProvisionedPermissionSet"] != 1 {
		t.Errorf("for one set was asked %v", sender.operations())
	}
	wantUnknown(t, rec, account.AccountAssignments.Kind, account.NotCollected, "sso:ListAccountAssignments", "gap")
}
